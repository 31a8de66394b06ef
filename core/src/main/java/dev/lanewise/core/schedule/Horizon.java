package dev.lanewise.core.schedule;

import dev.lanewise.core.internal.checks.Checks;

/// How long a training lasts.
///
/// @param steps of the optimiser in the whole training
/// @param stepsPerEpoch how many of them visit every sample once, at least 1
public record Horizon(long steps, long stepsPerEpoch) {

    public Horizon {
        Checks.require(steps >= 0, "Horizon", "steps ≥ 0", steps);
        Checks.require(stepsPerEpoch >= 1, "Horizon", "steps per epoch ≥ 1", stepsPerEpoch);
    }

    /// What is left of it after some steps.
    Horizon after(long passed) { return new Horizon(Math.max(0, steps - passed), stepsPerEpoch); }
}
