package dev.lanewise.core.train;

/// How long a training lasts, and in what portions it looks at the samples.
///
/// @param epochs how many, at least 1
/// @param batchSize samples per step, at least 1; the last batch of a pass may be smaller
/// @param stepsPerEpoch after how many steps an epoch ends; 0 for as many as visit every sample once. Passes go on across epochs
/// @param dropLast whether a last batch that would be smaller is left out, which other samples are then met by in every pass
public record Pace(int epochs, int batchSize, int stepsPerEpoch, boolean dropLast) {

    public Pace {
        if (epochs < 1) throw new IllegalArgumentException("Trainer: expected epochs ≥ 1, but got " + epochs);
        if (batchSize < 1) throw new IllegalArgumentException("Trainer: expected a batch size ≥ 1, but got " + batchSize);
        if (stepsPerEpoch < 0) throw new IllegalArgumentException("Trainer: expected steps per epoch ≥ 0, but got " + stepsPerEpoch);
    }

    /// One visit of every sample in batches of 32.
    public static Pace standard() { return new Pace(1, 32, 0, false); }

    public Pace epochs(int epochs) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast); }

    public Pace batchSize(int batchSize) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast); }

    public Pace stepsPerEpoch(int stepsPerEpoch) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast); }

    public Pace dropLast(boolean dropLast) { return new Pace(epochs, batchSize, stepsPerEpoch, dropLast); }
}
