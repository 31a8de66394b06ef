package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// `X = V Bᵀ Uᵀ` for a `[p × q]` matrix X with `p ≤ q`, where B is `[p × p]` and upper bidiagonal, and U and V are products of reflections.
///
/// Reflections of the rows of X are U's, of length q; reflections of its columns are V's, of length p. They alternate. A panel of
/// them is found with matrix-vector products; only then the rest of X is updated, by one matrix product. One step needs
/// a product with the rest of X and one with its transpose: [DoubleKernels#gemvPair] makes both while it reads X once, before
/// the second vector is known up to its first element and its length, which are put right afterwards.
///
/// @see <a href="https://doi.org/10.1016/0377-0427(89)90367-1">Dongarra, Sorensen & Hammarling (1989)</a>
/// @see <a href="https://doi.org/10.1145/1356052.1356055">Howell, Demmel, Fulton, Hammarling & Marmol (2008): cache efficient bidiagonalization</a>
final class Bidiagonalization {

    private static final int PANEL = 32;
    private static final int PARTS = 4;
    private static final int SPLIT_ELEMENTS = 1 << 15;

    private final int p;
    private final int q;
    private final double[] x;
    private final double[] columns;
    private final Backend backend;
    private final DoubleKernels kernels;
    private final double[] tauRows;
    private final double[] tauColumns;
    private final double[] alongRows;
    private final double[] alongColumns;
    private final double[] factors;
    private final double[] corrections;
    private final double[] sums;
    final double[] diagonal;
    final double[] offDiagonal;

    /// @param x X, row by row; holds the reflections of its rows afterwards
    /// @param columns p² elements that may hold anything, for the reflections of the columns
    Bidiagonalization(int p, int q, double[] x, double[] columns, Backend backend) {
        this.p = p;
        this.q = q;
        this.x = x;
        this.columns = columns;
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        this.tauRows = new double[p];
        this.tauColumns = new double[p];
        this.diagonal = new double[p];
        this.offDiagonal = new double[p];
        this.alongRows = backend.borrowDoubles(2 * PANEL * q);
        this.alongColumns = backend.borrowDoubles(2 * PANEL * p);
        this.factors = backend.borrowDoubles(4 * PANEL);
        this.corrections = backend.borrowDoubles(2 * p);
        this.sums = backend.borrowDoubles(PARTS * q);
        reduce();
        for (double[] array : new double[][] {alongRows, alongColumns, factors, corrections, sums}) backend.giveBack(array);
    }

    private void reduce() {
        for (int start = 0; start < p; start += PANEL) {
            int end = Math.min(p, start + PANEL);
            for (int k = start; k < end; k++) {
                reflectRow(k, k - start);
                if (k < p - 1) reflectColumn(k, k - start);
            }
            update(end, end - start);
        }
    }

    /// Brings row k up to date and reflects it. `alongRows` holds two rows for each step of a panel: its reflection v, and the w that goes with
    /// the reflection u of the column; `alongColumns` the y that goes with v, and u. The matrix of step t is `X − Σ yᵢ vᵢᵀ + uᵢ wᵢᵀ`.
    private void reflectRow(int k, int t) {
        int at = k * q + k;
        int length = q - k;
        for (int i = 0; i < 2 * t; i++) factors[i] = alongColumns[i * p + k];
        if (t > 0) backend.gemm(false, false, 1, length, 2 * t, -1.0, factors, 0, 2 * t, alongRows, k, q, 1.0, x, at, q);
        tauRows[k] = Householder.reflect(x, at, length, kernels);
        diagonal[k] = x[at];
        x[at] = 1;
        java.util.Arrays.fill(x, k * q, at, 0);
        System.arraycopy(x, at, alongRows, 2 * t * q + k, length);
    }

    private void reflectColumn(int k, int t) {
        int next = k + 1;
        int rest = p - next;
        int u = k * p + next;
        correct(k, t);
        multiply(k, t);
        double first = columns[u];
        tauColumns[k] = Householder.reflect(columns, u, rest, kernels);
        double beta = columns[u];
        offDiagonal[k] = beta;
        columns[u] = 1;
        java.util.Arrays.fill(columns, k * p, u, 0);
        System.arraycopy(columns, u, alongColumns, (2 * t + 1) * p + next, rest);
        companion(k, t, first - beta, beta);
    }

    /// What the products with X as it stands are off by, because the steps of this panel are still missing.
    private void correct(int k, int t) {
        int next = k + 1;
        int rest = p - next;
        java.util.Arrays.fill(corrections, 0, 2 * rest, 0);
        if (t == 0) return;
        backend.gemm(false, true, 1, 2 * t, q - k, 1.0, x, k * q + k, q, alongRows, k, q, 0.0, factors, 0, 2 * t);
        for (int i = 0; i < 2 * t; i++) factors[2 * t + i] = alongRows[i * q + k];
        backend.gemm(false, false, 2, rest, 2 * t, 1.0, factors, 0, 2 * t, alongColumns, next, p, 0.0, corrections, 0, rest);
    }

    /// `y`, the column that u is to be made of, and the sum of the rows weighted with that column. The number of sums
    /// depends on the shape alone, and with it their order.
    private void multiply(int k, int t) {
        int next = k + 1;
        int rest = p - next;
        int length = q - k;
        int part = (long) rest * length < SPLIT_ELEMENTS ? rest : 4 * Math.ceilDiv(rest, 4 * PARTS);
        int parts = Math.ceilDiv(rest, part);
        backend.parallel(parts, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                int first = i * part;
                kernels.gemvPair(Math.min(part, rest - first), length, x, (next + first) * q + k, q, x, k * q + k, tauRows[k],
                        corrections, first, rest + first, alongColumns, 2 * t * p + next + first, columns, k * p + next + first, sums, i * q);
            }
        });
        for (int i = 1; i < parts; i++) kernels.axpy(1, sums, i * q, sums, 0, length);
    }

    /// `w = τ Xᵀ u` for the X of this step, where `u = (column − β e₀) / (first − β)`.
    private void companion(int k, int t, double divisor, double beta) {
        int next = k + 1;
        int length = q - next;
        int w = (2 * t + 1) * q + next;
        double tau = tauColumns[k];
        if (tau == 0) {
            java.util.Arrays.fill(alongRows, w, w + length, 0);
            return;
        }
        int before = 2 * t + 1;
        backend.gemm(false, true, 1, before, p - next, 1.0, columns, k * p + next, p, alongColumns, next, p, 0.0, factors, 0, before);
        kernels.combine(tau / divisor, sums, 1, -tau * beta / divisor, x, next * q + next, alongRows, w, length);
        backend.gemm(false, false, 1, length, before, -tau, factors, 0, before, alongRows, next, q, 1.0, alongRows, w, q);
    }

    /// `X −= Σ yᵢ vᵢᵀ + uᵢ wᵢᵀ` on the rows and columns behind the panel.
    private void update(int end, int steps) {
        if (end >= p) return;
        backend.gemm(true, false, p - end, q - end, 2 * steps, -1.0, alongColumns, end, p, alongRows, end, q, 1.0, x, end * q + end, q);
    }

    /// U, of order q.
    Reflections rowReflections() {
        return Reflections.of(p, q, 0, x, tauRows, backend);
    }

    /// V, of order p.
    Reflections columnReflections() {
        return Reflections.of(p - 1, p, 1, columns, tauColumns, backend);
    }
}
