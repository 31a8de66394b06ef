package dev.lanewise.core.prepare;

import java.util.Arrays;

/// Quantiles of numbers, in proportion between two of them (definition 7 of Hyndman & Fan, NumPy's and R's).
final class Quantiles {

    private Quantiles() { }

    /// The numbers without NaN, the least first.
    static double[] sorted(double[] values) { return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray(); }

    /// @param sorted at least one number
    /// @param share 0 … 1
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = Math.min((int) place, sorted.length - 1), above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
