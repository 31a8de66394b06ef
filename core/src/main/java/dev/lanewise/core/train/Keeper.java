package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Saves checkpoints when they are due, and finds the one to go on from.
final class Keeper implements AutoCloseable {

    private final Checkpoints plan;
    private final CheckpointFolder folder;
    private final Circumstances circumstances;
    private long savedAt = System.nanoTime();
    private long savedStep = -1;
    private @Nullable Path newest;

    /// @throws DataException if the folder cannot be used, or holds checkpoints that nobody asked to go on from
    Keeper(Checkpoints plan, Circumstances circumstances) {
        this.plan = plan;
        this.folder = CheckpointFolder.open(plan.folder());
        this.circumstances = circumstances;
        if (plan.existing() == Checkpoints.Existing.REFUSE && !folder.newestFirst().isEmpty()) {
            int there = folder.newestFirst().size();
            folder.close();
            throw new DataException(plan.folder() + ": expected a folder without checkpoints, but there " + (there == 1 ? "is one" : "are " + there)
                    + ". Resume from the newest one, or name another folder");
        }
    }

    /// What this training depends on.
    Circumstances circumstances() { return circumstances; }

    /// What to go on from, if anything.
    ///
    /// @throws DataException if it belongs to another training
    Optional<Checkpoint> found(Consumer<String> notice) {
        Optional<CheckpointFolder.Found> found = folder.newest(notice);
        found.ifPresent(it -> {
            circumstances.require(it.checkpoint().circumstances(), plan.existing(), it.file());
            newest = it.file();
            savedStep = it.checkpoint().steps();
        });
        return found.map(CheckpointFolder.Found::checkpoint);
    }

    /// After a step and, where it was the last one of an epoch, after the epoch.
    boolean isDue(Course course) {
        return plan.everySteps() > 0 && course.steps() % plan.everySteps() == 0
                || plan.everyEpochs() > 0 && course.isAtBorder() && course.epochsEnded() % plan.everyEpochs() == 0
                || plan.everyMinutes() > 0 && System.nanoTime() - savedAt >= plan.everyMinutes() * TimeUnit.MINUTES.toNanos(1);
    }

    /// Saves a checkpoint unless there is one of this step.
    ///
    /// @param bestStep the last one of the best epoch, whose checkpoint is kept
    void save(long step, long bestStep, Supplier<Checkpoint> checkpoint) {
        if (step == savedStep) return;
        try {
            newest = folder.write(checkpoint.get(), plan.keep(), bestStep);
        } catch (DataException e) {
            throw new DataException(e.getMessage() + ". The training ends at step " + step + lastGood().map(file -> "; it can be resumed from " + file).orElse(""), e);
        }
        savedStep = step;
        savedAt = System.nanoTime();
    }

    /// The newest checkpoint that was written or read.
    Optional<Path> lastGood() { return Optional.ofNullable(newest); }

    @Override public void close() { folder.close(); }
}
