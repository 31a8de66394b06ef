package dev.lanewise.reduction;

/// The gamma function and its incomplete integral, to about 14 digits.
///
/// @see <a href="https://dlmf.nist.gov/8">NIST Digital Library of Mathematical Functions, chapters 5 and 8</a>
final class Gamma {

    private static final double SMALLEST = 1e-300;
    private static final double EPSILON = 0x1p-53;
    private static final int MOST_TERMS = 100_000;
    private static final double ASYMPTOTIC = 15;

    private Gamma() { }

    /// `ln Γ(x)` for x > 0: Stirling's series, behind as many steps of `Γ(x) = Γ(x + 1) / x` as it takes to make it exact.
    static double log(double x) {
        double product = 1;
        while (x < ASYMPTOTIC) product *= x++;
        double y = 1 / (x * x);
        double series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360 - y / 156)))))) / x;
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
    }

    /// The share `P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a)` below x.
    static double below(double a, double x) {
        if (x <= 0) return 0;
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
    }

    /// The share `Q(a, x) = 1 − P(a, x)` above x, exact where it is small.
    static double above(double a, double x) {
        if (x <= 0) return 1;
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    private static double series(double a, double x) {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MOST_TERMS && term > EPSILON * sum; n++) sum += term *= x / (a + n);
        return sum * density(a, x);
    }

    /// The continued fraction, from the front (Lentz).
    private static double fraction(double a, double x) {
        double b = x + 1 - a, c = 1 / SMALLEST, d = 1 / b, h = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double numerator = n * (a - n);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < 2 * EPSILON) break;
        }
        return h * density(a, x);
    }

    private static double nonZero(double value) { return Math.abs(value) < SMALLEST ? SMALLEST : value; }

    /// `xᵃ e⁻ˣ / Γ(a)`
    private static double density(double a, double x) { return Math.exp(a * Math.log(x) - x - log(a)); }

    /// The x with `P(a, x) = p`: Newton's steps between bounds that hold it.
    static double quantile(double a, double p) {
        double low = 0, high = Math.max(1, a);
        while (below(a, high) < p) high *= 2;
        double x = high / 2;
        for (int i = 0; i < 200; i++) {
            double error = p < 0.5 ? below(a, x) - p : (1 - p) - above(a, x);
            if (error > 0) high = x;
            else low = x;
            double newton = x - error * x / density(a, x);
            double next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.abs(next - x) <= 4 * EPSILON * x) return next;
            x = next;
        }
        return x;
    }

    /// The χ² that a normal vector with that many components stays below with probability `p`.
    static double chiSquare(int components, double p) { return 2 * quantile(components / 2.0, p); }
}
