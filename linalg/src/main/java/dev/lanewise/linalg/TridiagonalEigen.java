package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the QL method with implicit shifts.
///
/// @see <a href="https://doi.org/10.1007/BF02165404">Dubrulle, Martin & Wilkinson (1968)</a>
final class TridiagonalEigen {

    private static final int LIMIT = 60;
    private static final double EPSILON = 0x1p-53;
    private static final double NEGLIGIBLE = 0x1p-58;

    private final int from;
    private final int end;
    private final int ld;
    private final double[] d;
    private final double[] e;
    private final double[] rows;
    private final DoubleKernels kernels;
    private final double tiny;

    private TridiagonalEigen(int from, int end, double[] d, double[] e, double[] rows, int ld, DoubleKernels kernels) {
        this.from = from;
        this.end = end;
        this.ld = ld;
        this.d = d;
        this.e = e;
        this.rows = rows;
        this.kernels = kernels;
        int size = end - from;
        this.tiny = NEGLIGIBLE * Math.max(kernels.maxAbs(d, from, size), kernels.maxAbs(e, from, Math.max(size - 1, 0)));
    }

    /// Solves the block `from … end − 1` of a tridiagonal matrix.
    ///
    /// @param d the diagonal, replaced by the eigenvalues in no order
    /// @param e the elements beside it, destroyed inside the block
    /// @param rows an array of leading dimension `ld` that holds an orthogonal matrix in the rows and columns of the block; row i is
    ///             replaced by the i-th eigenvector in its basis
    static void solve(int from, int end, double[] d, double[] e, double[] rows, int ld, DoubleKernels kernels) {
        var solver = new TridiagonalEigen(from, end, d, e, rows, ld, kernels);
        for (int l = from; l < end; l++) solver.isolate(l);
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
        while (m < end - 1) {
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
            if (i + 1 < end - 1) e[i + 1] = r;
            if (r == 0) {                                            // the block falls apart here
                d[i + 1] -= p;
                if (m < end - 1) e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            kernels.rotate(rows, i * ld + from, rows, (i + 1) * ld + from, c, s, end - from);
        }
        d[l] -= p;
        e[l] = g;
        if (m < end - 1) e[m] = 0;
    }
}
