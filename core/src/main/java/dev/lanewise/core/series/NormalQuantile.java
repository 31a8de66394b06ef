package dev.lanewise.core.series;

/// How many standard deviations around the mean hold a share of the normal distribution.
final class NormalQuantile {

    private static final int BISECTIONS = 60;
    private static final double FARTHEST = 8;

    private NormalQuantile() { }

    /// `z` with `P(|Z| ≤ z) = level`, by bisection.
    static double around(double level) {
        double low = 0, high = FARTHEST;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (within(middle) < level) low = middle;
            else high = middle;
        }
        return low;
    }

    /// `P(|Z| ≤ z) = 2 φ(z) (z + z³/3 + z⁵/(3·5) + …)`; see Marsaglia, Evaluating the normal distribution (2004).
    private static double within(double z) {
        double term = z, sum = z;
        for (int k = 3; term > 1e-17 * sum; k += 2) sum += term *= z * z / k;
        return 2 * sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
