package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Writes files whole or not at all: whatever goes wrong, the old file is unchanged.
public final class WholeFile {

    private WholeFile() { }

    /// Replaces the file, or makes it, by way of a temporary file beside it that is flushed and renamed.
    ///
    /// @throws DataException if it could not be written
    public static void write(Path file, byte[] content) {
        AtomicFile.write(file, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) channel.write(buffer);
        });
    }
}
