package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.Picture;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

    @TempDir private Path temporary;

    @Test void writesEachPictureTwice() {
        PictureFolder.write(temporary.resolve("new"), Map.of("a", Chart.of("A", "x", "y"), "b", Chart.of("B", "x", "y")));

        assertThat(temporary.resolve("new").toFile().list()).containsExactlyInAnyOrder("a.png", "a.svg", "b.png", "b.svg");
    }

    @Test void replacesOldPicturesAndLeavesOtherFilesAlone() throws IOException {
        Files.writeString(temporary.resolve("a.svg"), "old");
        Files.writeString(temporary.resolve("notes.txt"), "mine");

        PictureFolder.write(temporary, Map.of("a", Chart.of("A", "x", "y")));

        assertThat(Files.readString(temporary.resolve("a.svg"))).startsWith("<svg");
        assertThat(Files.readString(temporary.resolve("notes.txt"))).isEqualTo("mine");
    }

    @Test void writesNothingWhereOneCannotBeDrawn() {
        Map<String, Picture> pictures = new LinkedHashMap<>(Map.of("a", Chart.of("A", "x", "y")));
        pictures.put("b", withoutFonts());
        Path folder = temporary.resolve("never");

        assertThatThrownBy(() -> PictureFolder.write(folder, pictures)).isInstanceOf(DataException.class)
                .hasMessage(folder + ": expected a Java and a system that can draw text, but got: java.lang.InternalError: Fontconfig head is null. Install fontconfig, freetype and a font");
        assertThat(folder).doesNotExist();
    }

    private static Picture withoutFonts() {
        return new Picture() {
            @Override public int width() { return 16; }

            @Override public int height() { return 16; }

            @Override public void paint(Graphics2D graphics) { throw new InternalError("Fontconfig head is null"); }
        };
    }
}
