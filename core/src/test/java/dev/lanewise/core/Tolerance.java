package dev.lanewise.core;

/// The one place that the tolerances of core's tests come from.
public final class Tolerance {

    private static final double FLOAT_EPSILON = 0x1p-24;

    /// How far a gradient may be from a difference quotient, relative to the largest one: float32 leaves about three digits.
    public static final double OF_DIFFERENCES = 1e-2;

    private Tolerance() { }

    /// For a result of float32 arithmetic with about `n` roundings in numbers of this size: `(n + 2) ε · magnitude`.
    public static float ofFloats(int n, double magnitude) { return (float) ((n + 2) * FLOAT_EPSILON * magnitude) + Float.MIN_VALUE; }

    /// For values and gradients of a few operations: 32 roundings in numbers of the size of the largest.
    public static float ofOperations(float[] expected) {
        double largest = 1;
        for (float value : expected) largest = Math.max(largest, Math.abs(value));
        return ofFloats(30, largest);
    }

    /// Five standard errors of a mean of `n` independent numbers with this standard deviation: passed by chance all but once in a million.
    public static double ofMean(int n, double deviation) { return 5 * deviation / Math.sqrt(n); }
}
