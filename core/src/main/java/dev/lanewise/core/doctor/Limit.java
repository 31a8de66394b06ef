package dev.lanewise.core.doctor;

/// Where a number begins to be a finding; [Doctor#limit] moves it.
public enum Limit {
    /// Gradient of the first layer over that of the last one, below which it vanishes
    VANISHING(1e-4),
    /// The same ratio, above which it explodes
    EXPLODING(1e3),
    /// Gradient of the faintest time step over that of the strongest one, below which it vanishes
    VANISHING_IN_TIME(1e-5),
    /// Length of an update over that of its weight, below which nothing moves; 1e-3 is usual
    SMALL_UPDATE(1e-5),
    /// The same ratio, above which weights are thrown about
    LARGE_UPDATE(0.1),
    /// Share of a layer's units that give 0 for every sample
    DEAD_UNITS(0.25),
    /// Share of the values of a layer that lie at the ends of its tanh or sigmoid
    SATURATED_VALUES(0.5),
    /// Share of a layer's weights that never got a gradient
    UNLEARNED_WEIGHTS(0.1),
    /// Size of the numbers that a network sees, as the root of their mean square, or its ratio between two features
    INPUT_SIZE(30),
    /// Size of the numbers that a network has to give
    TARGET_SIZE(100),
    /// Share of values outside of the range that was trained on
    OUTSIDE_VALUES(0.01),
    /// Share of validation samples that stand among the training samples
    DUPLICATES(0.01),
    /// Samples of the largest class for one of the smallest
    IMBALANCE(10),
    /// Rows that batch norm takes mean and variance of
    BATCH_NORM_ROWS(8),
    /// Loss on unseen samples over its minimum, above which training went on for too long
    OVERFITTING(1.25),
    /// Share of the targets' variance or entropy that must be explained at least
    UNDERFITTING(0.1),
    /// Loss after training over the loss before, above which nothing was learned
    STUCK(0.98),
    /// Last loss over the smallest one of an epoch, above which training diverges
    DIVERGING(2);

    private final double standard;

    Limit(double standard) {
        this.standard = standard;
    }

    public double standard() { return standard; }
}
