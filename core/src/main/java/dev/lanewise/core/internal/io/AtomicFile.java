package dev.lanewise.core.internal.io;

import dev.lanewise.core.DataException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// [Atomic files][dev.lanewise.linalg.io.AtomicFile] whose faults are [DataException]s.
public final class AtomicFile {

    private AtomicFile() { }

    /// @throws DataException if the content could not be written; the old file, if there was one, is unchanged
    public static void write(Path file, dev.lanewise.linalg.io.AtomicFile.Content content) {
        try {
            dev.lanewise.linalg.io.AtomicFile.write(file, content);
        } catch (UncheckedIOException e) {
            throw new DataException(e.getMessage(), e.getCause());
        }
    }
}
