package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.WholeFile;
import dev.lanewise.plots.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A folder of pictures, each as PNG and as SVG.
final class PictureFolder {

    private PictureFolder() { }

    /// Refuses a place that cannot be written to before the work begins, not after it. The last folder of the path may be missing.
    static void require(Path folder) {
        if (!Files.exists(folder)) OutputFile.require(folder);
        else if (!Files.isDirectory(folder)) throw new DataException(folder + ": expected a directory for pictures, but this is a file");
        else OutputFile.require(folder.resolve("scree.png"));
    }

    /// Draws all pictures before the first is written.
    ///
    /// @param pictures by the names of their files without ending
    static void write(Path folder, Map<String, Picture> pictures) {
        Map<Path, byte[]> files = drawn(folder, pictures);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException(folder + ": the directory could not be made: " + e.getMessage(), e);
        }
        files.forEach(WholeFile::write);
    }

    private static Map<Path, byte[]> drawn(Path folder, Map<String, Picture> pictures) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        try {
            pictures.forEach((name, picture) -> {
                files.put(folder.resolve(name + ".png"), picture.png());
                files.put(folder.resolve(name + ".svg"), picture.svg().getBytes(StandardCharsets.UTF_8));
            });
        } catch (InternalError | LinkageError e) {                     // of java.desktop, where the system has no fonts or not its libraries
            throw new DataException(folder + ": expected a Java and a system that can draw text, but got: " + e + ". Install fontconfig, freetype and a font", e);
        }
        return files;
    }

    /// `pictures/: scree, pairs, biplot as .png and .svg`
    static String describe(Path folder, Map<String, Picture> pictures) { return folder + ": " + String.join(", ", pictures.keySet()) + " as .png and .svg"; }
}
