package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the QL method with implicit shifts.
///
/// @see <a href="https://doi.org/10.1007/BF02165404">Dubrulle, Martin & Wilkinson (1968)</a>
final class TridiagonalEigen {

    private static final int LIMIT = 60;
    private static final double EPSILON = 0x1p-53;
    private static final double NEGLIGIBLE = 0x1p-58;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] rows;
    private final DoubleKernels kernels;
    private final double tiny;

    /// @param d the diagonal, replaced by the eigenvalues in no order
    /// @param e the n − 1 elements beside it, destroyed; one more place is needed
    /// @param rows an orthogonal [n × n] matrix; row i is replaced by the i-th eigenvector in its basis
    private TridiagonalEigen(double[] d, double[] e, double[] rows, DoubleKernels kernels) {
        this.n = d.length;
        this.d = d;
        this.e = e;
        this.rows = rows;
        this.kernels = kernels;
        this.tiny = NEGLIGIBLE * Math.max(kernels.maxAbs(d, 0, n), kernels.maxAbs(e, 0, Math.max(n - 1, 0)));
    }

    static void solve(double[] d, double[] e, double[] rows, DoubleKernels kernels) {
        var solver = new TridiagonalEigen(d, e, rows, kernels);
        for (int l = 0; l < solver.n; l++) solver.isolate(l);
    }

    /// Sweeps until `d[l]` is an eigenvalue.
    private void isolate(int l) {
        for (int sweep = 0; sweep <= LIMIT; sweep++) {
            int m = blockEnd(l);
            if (m == l) return;
            sweep(l, m);
        }
        throw new ConvergenceException("SymmetricEigen: expected the QL iteration to end after " + LIMIT
                + " sweeps, but the element beside eigenvalue " + l + " is still " + e[l], LIMIT, Math.abs(e[l]));
    }

    /// The end of the block that starts at l and in which no element beside the diagonal is negligible.
    private int blockEnd(int l) {
        int m = l;
        while (m < n - 1) {
            double beside = Math.abs(e[m]);
            if (beside <= EPSILON * Math.sqrt(Math.abs(d[m])) * Math.sqrt(Math.abs(d[m + 1])) || beside <= tiny) {
                e[m] = 0;
                break;
            }
            m++;
        }
        return m;
    }

    private void sweep(int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(Math.hypot(g, 1), g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) {                                            // the block falls apart here
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            kernels.rotate(rows, i * n, rows, (i + 1) * n, c, s, n);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
