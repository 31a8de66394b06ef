package dev.lanewise.core.series;

/// How the variables of a series become numbers of a size that networks like. It is learned from the series to learn from alone, and undone in every forecast.
public enum SeriesScaling {

    /// As they are.
    NONE,

    /// Mean 0 and standard deviation 1; a constant variable becomes 0.
    STANDARD,

    /// Between 0 and 1; a constant variable becomes 0.
    MIN_MAX,

    /// The standardised logarithm, for positive variables whose changes grow with their level.
    LOG
}
