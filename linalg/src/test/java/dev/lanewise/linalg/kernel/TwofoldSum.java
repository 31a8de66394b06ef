package dev.lanewise.linalg.kernel;

/// A sum of numbers and products in twice the digits of a float64, and the sum of their magnitudes: what sums and products are judged by.
///
/// @see <a href="https://doi.org/10.1137/030601818">Ogita, Rump & Oishi (2005)</a>, algorithms Sum2 and Dot2
public final class TwofoldSum {

    private double high;
    private double low;
    private double magnitude;

    /// Zero.
    public TwofoldSum() {
    }

    public void add(double x) {
        double sum = high + x;
        double taken = sum - high;
        low += high - (sum - taken) + (x - taken);
        high = sum;
        magnitude += Math.abs(x);
    }

    public void addProduct(double x, double y) {
        double product = x * y;
        add(product);
        low += Math.fma(x, y, -product);
    }

    /// `Σ|x|`
    public double magnitude() {
        return magnitude;
    }

    /// How far a number is from the sum.
    public double error(double actual) {
        return Math.abs(actual - high - low);
    }
}
