package dev.lanewise.core.train;

import java.nio.file.Path;

/// Where and how often a training saves all that it needs to go on as if nothing had happened.
///
/// A training that was killed at any moment and is [resumed][#resume()] with the same network, data, seed and settings ends in the same
/// weights, bit for bit, on the same kernels. Each checkpoint is a model file too: it can be evaluated and used as it is. It is written
/// beside its place, flushed and renamed; one that cannot be read is passed over for the one before, which the
/// [listener][dev.lanewise.core.Progress.Listener#onNotice] hears of. One more is written when a training ends or is stopped.
///
/// @param folder for this training alone; made if it is not there
/// @param everySteps after how many steps one is due; 0 for never
/// @param everyMinutes after how many minutes since the last one; 0 for never
/// @param everyEpochs after how many epochs; 0 for never
/// @param keep how many are kept, the newest ones, at least 1; that of the best epoch is kept besides
/// @param existing what happens where there are some already
public record Checkpoints(Path folder, long everySteps, double everyMinutes, int everyEpochs, int keep, Existing existing) {

    /// What a training does about checkpoints that are there already.
    public enum Existing {
        /// It begins in an empty folder only.
        REFUSE,
        /// It goes on from the newest one, which must be of the same training.
        RESUME,
        /// The same, but optimiser, schedule with its number of epochs, loss and stopping may be others: a divergence needs a lower learning rate. Another rule begins anew.
        RESUME_CHANGED
    }

    public Checkpoints {
        if (everySteps < 0 || !(everyMinutes >= 0) || everyEpochs < 0) {
            throw new IllegalArgumentException("Checkpoints: expected intervals ≥ 0, but got " + everySteps + " steps, " + everyMinutes + " minutes and " + everyEpochs + " epochs");
        }
        if (keep < 1) throw new IllegalArgumentException("Checkpoints: expected to keep at least 1, but got " + keep);
    }

    /// One after each epoch, of which the last three are kept.
    public static Checkpoints in(Path folder) { return new Checkpoints(folder, 0, 0, 1, 3, Existing.REFUSE); }

    public Checkpoints everySteps(long steps) { return new Checkpoints(folder, steps, everyMinutes, everyEpochs, keep, existing); }

    public Checkpoints everyMinutes(double minutes) { return new Checkpoints(folder, everySteps, minutes, everyEpochs, keep, existing); }

    public Checkpoints everyEpochs(int epochs) { return new Checkpoints(folder, everySteps, everyMinutes, epochs, keep, existing); }

    public Checkpoints keep(int keep) { return new Checkpoints(folder, everySteps, everyMinutes, everyEpochs, keep, existing); }

    public Checkpoints existing(Existing existing) { return new Checkpoints(folder, everySteps, everyMinutes, everyEpochs, keep, existing); }

    /// Goes on from the newest one, or begins where there is none.
    public Checkpoints resume() { return existing(Existing.RESUME); }
}
