package dev.lanewise.core.train;

import dev.lanewise.core.schedule.Schedule;

/// How long a training lasts, and in what portions it looks at the samples.
///
/// @param epochs how many, at least 1
/// @param batchSize samples per step, at least 1; the last batch of a pass may be smaller
/// @param stepsPerEpoch after how many steps an epoch ends; 0 for as many as visit every sample once. Passes go on across epochs
/// @param dropLast whether a last batch that would be smaller is left out, of other samples in every pass
/// @param inOrder whether every pass visits the samples in the order of the data, as chunks of long sequences need it, and not in one that the seed gives
/// @param schedule what the optimiser's learning rate is multiplied by, step by step
public record Pace(int epochs, int batchSize, int stepsPerEpoch, boolean dropLast, boolean inOrder, Schedule schedule) {

    public Pace {
        if (epochs < 1) throw new IllegalArgumentException("Trainer: expected epochs ≥ 1, but got " + epochs);
        if (batchSize < 1) throw new IllegalArgumentException("Trainer: expected a batch size ≥ 1, but got " + batchSize);
        if (stepsPerEpoch < 0) throw new IllegalArgumentException("Trainer: expected steps per epoch ≥ 0, but got " + stepsPerEpoch);
    }

    /// One visit of every sample in batches of 32, at the same learning rate.
    public static Pace standard() { return new Pace(1, 32, 0, false, false, Schedule.constant()); }

    public Pace epochs(int epochs) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    public Pace batchSize(int batchSize) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    public Pace stepsPerEpoch(int stepsPerEpoch) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    public Pace dropLast(boolean dropLast) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    public Pace inOrder(boolean inOrder) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    public Pace schedule(Schedule schedule) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast, inOrder, schedule); }

    boolean isScheduled() { return !schedule.equals(Schedule.constant()); }

    /// What decides which samples a step looks at, as a text.
    String portions() { return "of " + batchSize + (stepsPerEpoch > 0 ? ", " + stepsPerEpoch + " an epoch" : "") + (dropLast ? ", smaller ones dropped" : "") + (inOrder ? ", in order" : ""); }
}
