package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.RangeTask;
import java.util.Arrays;

/// Multiplies by a triangular matrix T or by its inverse in float64, from the left or from the right, in place of B.
///
/// T is halved again and again: what lies between two halves is a product, which does almost all of the work. One half of B,
/// the *source*, changes the other one: the upper half if T is lower triangular, the lower half otherwise. The inverse needs
/// a source that is done, the product one that is untouched.
public final class DoubleTriangular {

    private static final int LEAF = 64;
    private static final int SMALL_LEAF = 8;
    private static final int TRANSPOSED_ROWS = 256;
    private static final double SERIAL_WORK = 1 << 19;

    private final boolean inverse;
    private final DoubleGemm gemm;
    private final DoubleKernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final int grain;

    /// The product with T⁻¹ if `inverse`, else with T.
    public DoubleTriangular(boolean inverse, DoubleGemm gemm, Kernels kernels, Workers workers, Scratch scratch) {
        this.inverse = inverse;
        this.gemm = gemm;
        this.kernels = kernels.doubles();
        this.workers = workers;
        this.scratch = scratch;
        this.grain = kernels.products().doubleTileColumns();
    }

    /// `B = alpha · T · B` if T stands `left`, else `B = alpha · B · T`, or the same with T⁻¹, for B `[m × n]`.
    public void multiply(boolean left, Triangular t, int m, int n, double alpha, double[] b, int bFrom, int ldb) {
        for (int i = 0; i < m && alpha != 1; i++) {
            int row = bFrom + i * ldb;
            if (alpha == 0) Arrays.fill(b, row, row + n, 0);
            else kernels.scale(alpha, b, row, n);
        }
        if (alpha == 0) return;
        if (left) left(t, m, n, b, bFrom, ldb);
        else transposed(t.transposed(), m, n, b, bFrom, ldb);
    }

    /// `B = T · B` or `B = T⁻¹ · B` for B `[m × n]`.
    private void left(Triangular t, int m, int n, double[] b, int bFrom, int ldb) {
        if (m <= (inverse ? LEAF : SMALL_LEAF)) {
            split(n, (double) m * m * n, (from, to) -> leaf(t, m, to - from, b, bFrom + from, ldb));
            return;
        }
        int half = half(m);
        int source = t.lower() ? 0 : half;
        int target = half - source;
        int sources = t.lower() ? half : m - half;
        int targets = m - sources;
        if (inverse) left(t.from(source), sources, n, b, bFrom + source * ldb, ldb);
        else left(t.from(target), targets, n, b, bFrom + target * ldb, ldb);
        gemm.multiply(!t.isRowMajor(), false, targets, n, sources, inverse ? -1 : 1,
                t.t(), t.at(target, source), t.leadingDimension(), b, bFrom + source * ldb, ldb, 1, b, bFrom + target * ldb, ldb);
        if (inverse) left(t.from(target), targets, n, b, bFrom + target * ldb, ldb);
        else left(t.from(source), sources, n, b, bFrom + source * ldb, ldb);
    }

    /// `Bᵀ = T · Bᵀ` or `Bᵀ = T⁻¹ · Bᵀ` for B `[m × n]`.
    private void transposed(Triangular t, int m, int n, double[] b, int bFrom, int ldb) {
        if (n <= LEAF) {
            split(m, (double) n * n * m, (from, to) -> transposedLeaf(t, to - from, n, b, bFrom + from * ldb, ldb));
            return;
        }
        int half = half(n);
        int source = t.lower() ? 0 : half;
        int target = half - source;
        int sources = t.lower() ? half : n - half;
        int targets = n - sources;
        if (inverse) transposed(t.from(source), m, sources, b, bFrom + source, ldb);
        else transposed(t.from(target), m, targets, b, bFrom + target, ldb);
        gemm.multiply(false, t.isRowMajor(), m, targets, sources, inverse ? -1 : 1, b, bFrom + source, ldb,
                t.t(), t.at(target, source), t.leadingDimension(), 1, b, bFrom + target, ldb);
        if (inverse) transposed(t.from(target), m, targets, b, bFrom + target, ldb);
        else transposed(t.from(source), m, sources, b, bFrom + source, ldb);
    }

    /// About a half, in whole leaves.
    private static int half(int n) {
        int grain = n > 2 * LEAF ? LEAF : SMALL_LEAF;
        return (n / 2 + grain - 1) / grain * grain;
    }

    /// An upper triangle is a lower one that is read from its end.
    private void leaf(Triangular t, int m, int n, double[] b, int bFrom, int ldb) {
        int sign = t.lower() ? 1 : -1;
        int tFrom = t.lower() ? t.from() : t.at(m - 1, m - 1);
        int from = t.lower() ? bFrom : bFrom + (m - 1) * ldb;
        if (inverse) kernels.solve(m, n, t.unit(), t.t(), tFrom, sign * t.row(), sign * t.column(), b, from, sign * ldb);
        else multiply(m, n, t.unit(), t.t(), tFrom, sign * t.row(), sign * t.column(), b, from, sign * ldb);
    }

    private void multiply(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        for (int i = m - 1; i >= 0; i--) {
            int row = bFrom + i * bRow;
            if (!unit) kernels.scale(t[tFrom + i * (tRow + tColumn)], b, row, n);
            for (int j = 0; j < i; j++) kernels.axpy(t[tFrom + i * tRow + j * tColumn], b, bFrom + j * bRow, b, row, n);
        }
    }

    /// Columns become rows for a while, so that lanes run along them.
    private void transposedLeaf(Triangular t, int m, int n, double[] b, int bFrom, int ldb) {
        double[] columns = scratch.borrowDoubles(n * TRANSPOSED_ROWS);
        for (int i = 0; i < m; i += TRANSPOSED_ROWS) {
            int rows = Math.min(TRANSPOSED_ROWS, m - i);
            int at = bFrom + i * ldb;
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < n; j++) columns[j * TRANSPOSED_ROWS + r] = b[at + r * ldb + j];
            }
            left(t, n, rows, columns, 0, TRANSPOSED_ROWS);
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < n; j++) b[at + r * ldb + j] = columns[j * TRANSPOSED_ROWS + r];
            }
        }
        scratch.giveBack(columns);
    }

    private void split(int count, double work, RangeTask task) {
        if (work <= SERIAL_WORK) task.run(0, count);
        else workers.run(count, grain, task);
    }
}
