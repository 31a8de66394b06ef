package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.TriangularKernels;
import java.util.Arrays;

/// Multiplies by a triangular matrix T or by its inverse in float32, from the left or from the right, in place of B.
public final class FloatTriangular {

    private static final int TRANSPOSED_ROWS = 256;

    private final boolean inverse;
    private final FloatGemm gemm;
    private final TriangularKernels kernels;
    private final ElementKernels elements;
    private final Workers workers;
    private final Scratch scratch;
    private final int grain;

    /// The product with T⁻¹ if `inverse`, else with T.
    public FloatTriangular(boolean inverse, FloatGemm gemm, Kernels kernels, Workers workers, Scratch scratch) {
        this.inverse = inverse;
        this.gemm = gemm;
        this.kernels = kernels.triangular();
        this.elements = kernels.elements();
        this.workers = workers;
        this.scratch = scratch;
        this.grain = kernels.products().floatTileColumns();
    }

    /// `B = alpha · T · B` if T stands `left`, else `B = alpha · B · T`, or the same with T⁻¹, for B `[m × n]`.
    public void multiply(boolean left, Triangular t, float[] a, int m, int n, float alpha, float[] b, int bFrom, int ldb) {
        for (int i = 0; i < m && alpha != 1; i++) {
            int row = bFrom + i * ldb;
            if (alpha == 0) Arrays.fill(b, row, row + n, 0);
            else elements.axpby(alpha, b, row, 0, b, row, n);
        }
        if (alpha == 0) return;
        if (left) left(t, a, 0, m, n, b, bFrom, ldb);
        else transposed(t.transposed(), a, m, n, b, bFrom, ldb);
    }

    /// `B = T · B` or `B = T⁻¹ · B` with the `m` rows and columns of T from `first` on, for B `[m × n]`.
    private void left(Triangular t, float[] a, int first, int m, int n, float[] b, int bFrom, int ldb) {
        int origin = bFrom - first * ldb;
        new Halves(inverse, t.lower(), inverse ? Halves.LARGE : Halves.SMALL).run(first, m,
                (from, rows) -> Blocks.split(workers, n, grain, (double) rows * rows * n,
                        (j, end) -> leaf(t, a, from, rows, end - j, b, origin + from * ldb + j, ldb)),
                (target, targets, source, sources) -> gemm.multiply(!t.isRowMajor(), false, targets, n, sources, inverse ? -1 : 1,
                        a, t.at(target, source), t.leadingDimension(), b, origin + source * ldb, ldb, 1, b, origin + target * ldb, ldb));
    }

    /// `Bᵀ = T · Bᵀ` or `Bᵀ = T⁻¹ · Bᵀ` for B `[m × n]`.
    private void transposed(Triangular t, float[] a, int m, int n, float[] b, int bFrom, int ldb) {
        new Halves(inverse, t.lower(), Halves.LARGE).run(0, n,
                (from, columns) -> Blocks.split(workers, m, grain, (double) columns * columns * m,
                        (i, end) -> transposedLeaf(t, a, from, columns, end - i, b, bFrom + i * ldb + from, ldb)),
                (target, targets, source, sources) -> gemm.multiply(false, t.isRowMajor(), m, targets, sources, inverse ? -1 : 1,
                        b, bFrom + source, ldb, a, t.at(target, source), t.leadingDimension(), 1, b, bFrom + target, ldb));
    }

    /// An upper triangle is a lower one that is read from its end.
    private void leaf(Triangular t, float[] a, int first, int m, int n, float[] b, int bFrom, int ldb) {
        int sign = t.lower() ? 1 : -1;
        int corner = t.lower() ? first : first + m - 1;
        int from = t.lower() ? bFrom : bFrom + (m - 1) * ldb;
        if (inverse) kernels.solve(m, n, t.unit(), a, t.at(corner, corner), sign * t.row(), sign * t.column(), b, from, sign * ldb);
        else multiply(m, n, t.unit(), a, t.at(corner, corner), sign * t.row(), sign * t.column(), b, from, sign * ldb);
    }

    private void multiply(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        for (int i = m - 1; i >= 0; i--) {
            int row = bFrom + i * bRow;
            if (!unit) elements.axpby(t[tFrom + i * (tRow + tColumn)], b, row, 0, b, row, n);
            for (int j = 0; j < i; j++) elements.axpby(t[tFrom + i * tRow + j * tColumn], b, bFrom + j * bRow, 1, b, row, n);
        }
    }

    /// Columns become rows for a while, so that lanes run along them.
    private void transposedLeaf(Triangular t, float[] a, int first, int n, int m, float[] b, int bFrom, int ldb) {
        float[] columns = scratch.borrowFloats(n * TRANSPOSED_ROWS);
        for (int i = 0; i < m; i += TRANSPOSED_ROWS) {
            int rows = Math.min(TRANSPOSED_ROWS, m - i);
            int at = bFrom + i * ldb;
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < n; j++) columns[j * TRANSPOSED_ROWS + r] = b[at + r * ldb + j];
            }
            left(t, a, first, n, rows, columns, 0, TRANSPOSED_ROWS);
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < n; j++) b[at + r * ldb + j] = columns[j * TRANSPOSED_ROWS + r];
            }
        }
        scratch.giveBack(columns);
    }
}
