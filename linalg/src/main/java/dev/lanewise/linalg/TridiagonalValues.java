package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// Eigenvalues alone of a symmetric tridiagonal matrix by the QL method without square roots.
///
/// It works on the squares of the elements beside the diagonal; its error is a few rounding errors of the largest eigenvalue.
///
/// @see <a href="https://doi.org/10.1137/1.9781611971163">Parlett: The symmetric eigenvalue problem, section 8.15 (Pal, Walker & Kahan)</a>
final class TridiagonalValues {

    private static final int LIMIT = 60;
    private static final double EPSILON = 0x1p-53;

    private final double[] d;
    private final double[] squares;
    private final double tiny;

    private TridiagonalValues(double[] d, double[] e, DoubleKernels kernels) {
        this.d = d;
        this.squares = e;
        double largest = Math.max(kernels.maxAbs(d, 0, d.length), kernels.maxAbs(e, 0, e.length));
        this.tiny = Math.max(EPSILON * EPSILON * 0x1p-10 * largest * largest, Double.MIN_NORMAL);
        for (int i = 0; i < e.length; i++) squares[i] = e[i] * e[i];
    }

    /// @param d the diagonal, replaced by the eigenvalues in no order
    /// @param e the elements beside it, as many, destroyed
    static void solve(double[] d, double[] e, DoubleKernels kernels) {
        var solver = new TridiagonalValues(d, e, kernels);
        for (int l = 0; l < d.length; l++) solver.isolate(l);
    }

    /// Sweeps until `d[l]` is an eigenvalue.
    private void isolate(int l) {
        for (int sweep = 0; sweep <= LIMIT; sweep++) {
            int m = blockEnd(l);
            if (m == l) return;
            sweep(l, m);
        }
        throw new ConvergenceException("SymmetricEigen.values: expected the QL iteration to end after " + LIMIT
                + " sweeps, but the square beside eigenvalue " + l + " is still " + squares[l], LIMIT, squares[l]);
    }

    private int blockEnd(int l) {
        int m = l;
        while (m < d.length - 1 && squares[m] > tiny && squares[m] > EPSILON * EPSILON * Math.abs(d[m] * d[m + 1])) m++;
        return m;
    }

    private void sweep(int l, int m) {
        double beside = Math.sqrt(squares[l]);
        double ratio = (d[l + 1] - d[l]) / (2 * beside);
        double shift = d[l] - beside / (ratio + Math.copySign(Math.sqrt(ratio * ratio + 1), ratio));
        double c = 1;
        double s = 0;
        double gamma = d[m] - shift;
        double p = gamma * gamma;
        for (int i = m - 1; i >= l; i--) {
            double square = squares[i];
            double r = p + square;
            if (i < m - 1) squares[i + 1] = s * r;
            double lastC = c;
            double lastGamma = gamma;
            c = p / r;
            s = square / r;
            gamma = c * (d[i] - shift) - s * lastGamma;
            d[i + 1] = lastGamma + (d[i] - gamma);
            p = c != 0 ? gamma * gamma / c : lastC * square;
        }
        squares[l] = s * p;
        d[l] = shift + gamma;
    }
}
