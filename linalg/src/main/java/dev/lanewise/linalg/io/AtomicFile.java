package dev.lanewise.linalg.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are either the old one or the new one, whatever goes wrong on the way.
///
/// The content goes to a temporary file beside the target, is flushed to the disk and renamed over the target. A device or a
/// pipe is written to directly: a rename would put a file in its place.
public final class AtomicFile {

    private static final int ATTEMPTS = 1000;

    private AtomicFile() {
    }

    /// Writes the bytes of a file.
    @FunctionalInterface
    public interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /// Writes a file, or leaves everything as it was.
    ///
    /// @throws UncheckedIOException if the content could not be written; the old file, if there was one, is unchanged
    public static void write(Path file, Content content) {
        if (Files.isDirectory(file)) {
            throw new UncheckedIOException(file + ": expected a file to write, but this is a directory", new FileSystemException(file.toString()));
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) writeThrough(file, content);
            else replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
        } catch (IOException e) {
            String survivor = Files.isRegularFile(file) ? ". The old file is unchanged" : "";
            throw new UncheckedIOException(file + ": could not be written: " + IOReason.of(e) + survivor, e);
        }
    }

    private static void writeThrough(Path device, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = create(file);
        try {
            fill(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);                  // gone already where the move succeeded
        }
        flushDirectory(file);
    }

    /// An empty file beside `file` with a name that nobody else has; unlike `createTempFile` with the usual permissions.
    private static Path create(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path candidate = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + attempt + ".tmp");
            try {
                return Files.createFile(candidate);
            } catch (FileAlreadyExistsException _) { }        // another thread's, or left behind by a killed process: try the next name
        }
        throw new IOException("its directory is full of temporary files of its name");
    }

    private static void fill(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /// Makes the new name itself durable, where the system can do so.
    private static void flushDirectory(Path file) {
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException _) { }                           // Windows opens no directories; the file itself is safe
    }
}
