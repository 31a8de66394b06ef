package dev.lanewise.linalg;

/// How an iterative decomposition is to run: [PartialEigen], [PartialSVD].
///
/// @param tolerance the residual of a pair, relative to the norm of the operator, at which it counts as found
/// @param seed what the start vectors are drawn from
/// @param restarts how often the basis may be compressed and grown again before [ConvergenceException]
public record Lanczos(double tolerance, long seed, int restarts) {

    private static final double SMALLEST = 0x1p-50;

    /// @throws IllegalArgumentException unless `tolerance` is in 2⁻⁵⁰ … 1 and `restarts` at least 0
    public Lanczos {
        if (!(tolerance >= SMALLEST && tolerance <= 1)) {
            throw new IllegalArgumentException("Lanczos: expected a tolerance in " + SMALLEST + " … 1, but got " + tolerance);
        }
        Checks.atLeast("Lanczos", "restarts", 0, restarts);
    }

    /// Residuals of 1e-12, seed 42, 300 restarts.
    public static Lanczos standard() {
        return new Lanczos(1e-12, 42, 300);
    }

    public Lanczos tolerance(double value) {
        return new Lanczos(value, seed, restarts);
    }

    public Lanczos seed(long value) {
        return new Lanczos(tolerance, value, restarts);
    }

    public Lanczos restarts(int value) {
        return new Lanczos(tolerance, seed, value);
    }
}
