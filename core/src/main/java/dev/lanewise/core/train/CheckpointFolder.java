package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.io.IOReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The checkpoints of one training as files `step-000000001200.safetensors`, locked against a second training.
final class CheckpointFolder implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("step-(\\d{12,})\\.safetensors");
    private static final Pattern LEFT_BEHIND = Pattern.compile("\\.step-\\d+\\.safetensors\\..*\\.tmp");      // by a killed process

    private final Path folder;
    private final FileChannel lock;

    private CheckpointFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder if it is not there, and clears away what a killed process left unfinished.
    ///
    /// @throws DataException if it cannot be made or another training uses it
    static CheckpointFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            CheckpointFolder opened = new CheckpointFolder(folder, lock(folder));
            for (Path file : opened.files(LEFT_BEHIND)) Files.deleteIfExists(file);
            return opened;
        } catch (IOException e) {
            throw new DataException(folder + ": expected a folder for checkpoints, but it cannot be used: " + IOReason.of(e), e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) != null) return channel;
        channel.close();
        throw new DataException(folder + ": expected a folder for this training alone, but another one is using it at this moment");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {            // another training of this process
            return null;
        }
    }

    /// The checkpoints that are there, the newest first.
    List<Path> newestFirst() {
        try {
            return files(NAME).stream().sorted(Comparator.comparing(CheckpointFolder::step).reversed()).toList();
        } catch (IOException e) {
            throw new DataException(folder + ": could not be read: " + IOReason.of(e), e);
        }
    }

    private List<Path> files(Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name.matcher(file.getFileName().toString()).matches()).toList();
        }
    }

    private static long step(Path file) { return Long.parseLong(NAME.matcher(file.getFileName().toString()).replaceFirst("$1")); }

    private Path file(long step) { return folder.resolve(String.format(Locale.ROOT, "step-%012d.safetensors", step)); }

    /// A checkpoint and the file that it came from.
    record Found(Path file, Checkpoint checkpoint) { }

    /// The newest one that can be read; each newer one that can't is told of.
    ///
    /// @throws DataException if there are some, but none can be read
    Optional<Found> newest(Consumer<String> notice) {
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                return Optional.of(new Found(file, Checkpoint.read(file)));
            } catch (DataException | IllegalArgumentException e) {
                notice.accept(e.getMessage() + ". The checkpoint before it is tried");
            }
        }
        if (files.isEmpty()) return Optional.empty();
        throw new DataException(folder + ": expected a checkpoint to resume from, but none of the " + files.size() + " can be read. Remove them to begin anew");
    }

    /// Adds one, then removes all before it but the newest `keep` and that of the best step.
    Path write(Checkpoint checkpoint, int keep, long bestStep) {
        Path file = file(checkpoint.steps());
        checkpoint.write(file);
        newestFirst().stream().filter(old -> step(old) <= checkpoint.steps()).skip(keep).filter(old -> step(old) != bestStep).forEach(CheckpointFolder::remove);
        return file;
    }

    /// What cannot be removed is left: it does no harm.
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) { }
    }

    @Override public void close() {
        try {
            lock.close();
        } catch (IOException _) { }                           // the lock ends with the process at the latest
    }
}
