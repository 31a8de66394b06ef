package dev.lanewise.linalg.internal.scalar;

/// The standard normal distribution in float64.
///
/// @see <a href="https://dlmf.nist.gov/7">Digital Library of Mathematical Functions, chapter 7</a>: series 7.6.2, fraction 7.9.4
final class NormalDistribution {

    private static final double SERIES_LIMIT = 2;
    private static final double VANISHED = 28;                       // erfc is below the smallest float64
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double INVERSE_ROOT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

    private NormalDistribution() {
    }

    /// `Φ(x)`, accurate relative to its own size also far out on the left.
    static double cumulative(double x) {
        return 0.5 * erfc(-x / Math.sqrt(2));
    }

    /// `φ(x)`
    static double density(double x) {
        return INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * x * x);
    }

    /// `2/√π ∫₀ˣ e^(−t²) dt`
    static double erf(double x) {
        double magnitude = Math.abs(x);
        return Math.copySign(magnitude < SERIES_LIMIT ? erfSeries(magnitude) : 1 - erfcFraction(magnitude), x);
    }

    /// `2/√π · e^(−x²)`
    static double erfSlope(double x) {
        return TWO_OVER_ROOT_PI * Math.exp(-x * x);
    }

    /// `1 − erf(x)`, with a relative error below 1e-12.
    static double erfc(double x) {
        if (x < 0) return 2 - erfc(-x);
        return x < SERIES_LIMIT ? 1 - erfSeries(x) : erfcFraction(x);
    }

    /// `erf x = 2/√π · e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!`: all terms are positive, nothing cancels.
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
    }

    /// `erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …))))`, evaluated from the far end.
    private static double erfcFraction(double x) {
        if (!(x < VANISHED)) return Double.isNaN(x) ? x : 0;
        double tail = x;
        for (int n = 120; n >= 1; n--) tail = x + 0.5 * n / tail;
        return 0.5 * TWO_OVER_ROOT_PI * Math.exp(-x * x) / tail;
    }
}
