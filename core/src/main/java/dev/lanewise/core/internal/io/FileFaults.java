package dev.lanewise.core.internal.io;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.io.IOReason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// Sentences about files that could not be read.
public final class FileFaults {

    private FileFaults() { }

    /// @throws DataException if nothing is there, or a directory
    public static void requireFile(Path file) {
        if (Files.isDirectory(file)) throw new DataException(file + ": expected a file, but this is a directory");
        if (!Files.exists(file)) throw new DataException(file + ": there is no such file");
    }

    /// What to tell about a file that could not be read.
    public static DataException unreadable(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> new DataException(file + ": there is no such file", e);
            case EOFException _ -> new DataException(file + ": expected a whole gzip file, but it ends too early", e);
            case ZipException _ -> new DataException(file + ": expected a sound gzip file, but it is damaged: " + IOReason.of(e), e);
            default -> new DataException(file + ": could not be read: " + IOReason.of(e), e);
        };
    }
}
