package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.TokenStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDatasetTest {

    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException { return Files.writeString(folder.resolve(name), content); }

    @Test void aTextIsItsCodePointsAndComesBack() {
        TextDataset data = TextDataset.pairs(List.of("a😀", "", "xyz"), List.of("1", "22", ""));

        assertThat(data.schema().input()).isEqualTo(Shape.of(3));
        assertThat(data.schema().target()).isEqualTo(Target.number("text").shape(Shape.of(2)));
        assertThat(data.matrix().row(0).toArray()).containsExactly('a', 0x1F600, 0);
        assertThat(IntStream.range(0, 3).mapToObj(row -> TextDataset.text(data.rows(2, 1, 0), row))).containsExactly("xyz", "", "a😀");
        assertThat(IntStream.range(0, 3).mapToObj(row -> TextDataset.target(data, row))).containsExactly("1", "22", "");
    }

    @Test void linesKeepTheirEndsSoThatAllTogetherAreTheFile() throws IOException {
        TextDataset data = TextDataset.read(file("a.txt", "one\n\ntwo\tx\nthree"));

        assertThat(IntStream.range(0, data.size()).mapToObj(row -> TextDataset.text(data, row))).containsExactly("one\n", "\n", "two\tx\n", "three");
        assertThat(data.schema().target()).isEqualTo(Target.none());
    }

    @Test void linesWithTabsArePairs() throws IOException {
        DataSource source = Datasets.open(file("a.txt", "Go.\tVa !\tCC-BY\nRun!\tCours !\n").toString(), "");

        assertThat(TextDataset.text(source.train(), 0)).isEqualTo("Go.");
        assertThat(TextDataset.target(source.train(), 1)).isEqualTo("Cours !");
        assertThat(source.description()).startsWith("2 texts from");
    }

    @Test void badFilesGetASentence() throws IOException {
        Path empty = file("empty.txt", ""), latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, 'b'});

        assertThatThrownBy(() -> TextDataset.read(empty)).isInstanceOf(DataException.class).hasMessage(empty + ": expected text, but the file is empty");
        assertThatThrownBy(() -> TextDataset.read(latin)).isInstanceOf(DataException.class).hasMessage(latin + ": expected UTF-8, but its bytes are something else");
        assertThatThrownBy(() -> TextDataset.read(folder.resolve("no.txt"))).isInstanceOf(DataException.class).hasMessageEndingWith("there is no such file");
    }

    @Test void whatIsNoTextIsRefused() {
        TensorDataset numbers = TensorDataset.of(Tensor.of(Shape.of(1, 2), 1.5f, 2)), images = TensorDataset.of(Tensor.of(Shape.of(1, 2, 1), 1, 2));

        assertThatThrownBy(() -> TextDataset.text(numbers, 0)).isInstanceOf(DataException.class).hasMessage("Texts: expected code points of Unicode, but row 0 has 1.5 at place 0");
        assertThatThrownBy(() -> TextDataset.text(images, 0)).isInstanceOf(DataException.class).hasMessage("Texts: expected samples that are texts, [longest], but got [[2, 1]]");
        assertThatThrownBy(() -> TextDataset.target(numbers, 0)).isInstanceOf(DataException.class).hasMessageStartingWith("Texts: expected texts as targets");
        assertThatThrownBy(() -> TextDataset.pairs(List.of("a"), List.of("b", "c"))).hasMessage("TextDataset: expected a target for each of 1 texts, but got 2");
    }

    @Test void datesAreRight() {
        TextDataset dates = Dates.pairs(2000, Seed.of(1));

        for (int row = 0; row < dates.size(); row++) {
            String written = TextDataset.text(dates, row), iso = TextDataset.target(dates, row);
            assertThat(iso).matches("(19|20)\\d\\d-\\d\\d-\\d\\d");
            assertThat(written).contains(iso.substring(0, 4)).containsPattern("(^|\\D)" + Integer.parseInt(iso.substring(8)) + "(\\D|$)");
        }
        assertThat(TextDataset.text(dates, 0)).isEqualTo(TextDataset.text(Dates.pairs(1, Seed.of(1)), 0));
    }

    @Test void adjectivesAgreeInFrench() {
        TextDataset pairs = Sentences.pairs(500, Seed.of(2));

        for (int row = 0; row < pairs.size(); row++) {
            String english = TextDataset.text(pairs, row), french = TextDataset.target(pairs, row);
            assertThat(english).matches("(the|an?) .* (the|an?) .*").doesNotContain("a old", "an red");
            if (english.contains("small house")) assertThat(french).contains("maison petite");
            if (english.contains("small cat")) assertThat(french).contains("chat petit");
            assertThat(english.contains("never")).isEqualTo(french.contains(" jamais "));
        }
    }

    @Test void streamsGoOnFromBatchToBatch() {
        int[] tokens = IntStream.range(0, 27).toArray();
        TensorDataset data = TokenStreams.of(tokens, List.of(), 2, 4);

        assertThat(data.size()).isEqualTo(6);
        float[] x = new float[4], y = new float[4];
        int[] firsts = new int[6];
        for (int row = 0; row < 6; row++) {
            data.readInput(0, row, x, 0);
            data.readTarget(row, y, 0);
            firsts[row] = (int) x[0];
            for (int i = 0; i < 4; i++) assertThat(y[i]).isEqualTo(x[i] + 1).isEqualTo(x[0] + i + 1);
        }
        assertThat(firsts).containsExactly(0, 12, 4, 16, 8, 20);
    }
}
