package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files that a command is going to write.
final class OutputFile {

    private OutputFile() { }

    /// Refuses a place that cannot be written to before the work begins, not after it.
    static void require(Path file) {
        if (file.toString().isBlank()) throw new UsageException("Expected the name of a file to write, but got an empty one");
        if (Files.isDirectory(file)) throw new DataException(file + ": expected a file to write, but this is a directory");
        if (Files.exists(file) && !Files.isRegularFile(file)) return;          // a device takes what it is given
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null || !Files.isDirectory(directory)) throw new DataException(file + ": could not be written: there is no directory " + directory);
        if (!Files.isWritable(directory)) throw new DataException(file + ": could not be written: the directory " + directory + " is not writable");
    }

    /// Refuses a picture of a kind that is not known.
    static void requirePicture(String option, Optional<Path> file) {
        if (file.isPresent() && !file.get().toString().matches(".*\\.(png|svg)")) throw new UsageException(option + ": expected a name that ends in .png or .svg, but got " + file.get());
    }

    /// Refuses files of which one would take the place of another, or of what is read.
    ///
    /// @param read    files, or names of something else
    /// @param written where they are asked for
    @SafeVarargs
    static void require(List<String> read, Optional<Path>... written) {
        List<Path> before = new ArrayList<>();
        for (Optional<Path> file : written) {
            if (file.isEmpty()) continue;
            require(file.get());
            for (String name : read) if (same(Path.of(name), file.get())) throw new UsageException(file.get() + ": expected another file to write than the one that is read");
            for (Path other : before) if (same(other, file.get())) throw new UsageException(file.get() + ": expected different files to write, but got this one twice");
            before.add(file.get());
        }
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.isRegularFile(b) && Files.exists(a) ? Files.isSameFile(a, b) : a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new DataException(b + ": could not be looked at: " + e.getMessage(), e);
        }
    }
}
