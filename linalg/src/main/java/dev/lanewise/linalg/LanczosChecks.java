package dev.lanewise.linalg;

import java.util.Locale;

/// Checks of operators that iterations run on, and the sentences they fail with.
final class LanczosChecks {

    private LanczosChecks() {
    }

    static void symmetric(LinearOperator a, int k) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException("PartialEigen: expected a square operator, but got [" + a.rows() + " × " + a.columns() + "]");
        }
        count("PartialEigen", "pairs", k, a.rows());
    }

    static void count(String who, String what, int k, int most) {
        if (k >= 0 && k <= most) return;
        throw new IllegalArgumentException(who + ": expected 0 … " + most + " " + what + ", but got " + k);
    }

    static void asymmetry(double asymmetry, double allowed, int n) {
        if (asymmetry <= allowed) return;
        throw new IllegalArgumentException(String.format(Locale.ROOT, "PartialEigen: expected a symmetric operator, but pᵀ(A·q) and qᵀ(A·p) of [%d × %d]"
                + " differ by %.3g for two orthonormal vectors", n, n, asymmetry));
    }

    /// Refuses a product with NaN or infinities.
    static Matrix finite(String who, Matrix product) {
        double[] elements = product.toArray();
        int at = Backend.standard().kernels().doubles().firstNonFinite(elements, 0, elements.length);
        if (at < 0) return product;
        throw new IllegalArgumentException(who + ": expected finite products, but row " + at / product.columns() + " of a product with the operator has "
                + elements[at]);
    }

    static ConvergenceException failure(String who, int found, int wanted, int restarts, double residual) {
        return new ConvergenceException(String.format(Locale.ROOT, "%s: expected %d pairs after %d restarts, but only %d have the accuracy wanted; the worst"
                + " relative residual is %.3g. Allow more restarts or a larger tolerance, or ask for fewer pairs", who, wanted, restarts, found, residual),
                restarts, residual);
    }
}
