package dev.lanewise.testkit.kernel;

/// The one place that tolerances come from.
public final class Tolerance {

    private static final double FLOAT_EPSILON = 0x1p-24;
    private static final double DOUBLE_EPSILON = 0x1p-53;

    private Tolerance() {
    }

    /// The error bound of a float32 sum of `n` terms whose magnitudes add up to `magnitude`, in any order: `(n + 2) ε Σ|xᵢ|`.
    public static float ofFloatSum(int n, double magnitude) {
        return (float) ((n + 2) * FLOAT_EPSILON * magnitude) + Float.MIN_VALUE;
    }

    /// The error bound of a float64 sum of `n` terms whose magnitudes add up to `magnitude`, in any order.
    public static double ofDoubleSum(int n, double magnitude) {
        return (n + 2) * DOUBLE_EPSILON * magnitude + Double.MIN_VALUE;
    }

    /// `ulps` units in the last place of a float32 of this size.
    public static float ofFloat(double ulps, double value) {
        return (float) (ulps * Math.ulp((float) value));
    }
}
