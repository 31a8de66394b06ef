package dev.lanewise.linalg;

/// Scales for matrices.
final class PowerOfTwo {

    private PowerOfTwo() {
    }

    /// A power of two near the largest element: after a division by it squares neither overflow nor vanish, and no digit is lost.
    static double near(double maxAbs) {
        return maxAbs == 0 ? 1 : Math.scalb(1.0, Math.clamp(Math.getExponent(maxAbs), -1021, 1021));
    }
}
