package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a command is going to write.
final class OutputFile {

    private OutputFile() { }

    /// Refuses a place that cannot be written to before the work begins, not after it.
    static void require(Path file) {
        if (Files.isDirectory(file)) throw new DataException(file + ": expected a file to write, but this is a directory");
        if (Files.exists(file) && !Files.isRegularFile(file)) return;          // a device takes what it is given
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null || !Files.isDirectory(directory)) throw new DataException(file + ": could not be written: there is no directory " + directory);
        if (!Files.isWritable(directory)) throw new DataException(file + ": could not be written: the directory " + directory + " is not writable");
    }
}
