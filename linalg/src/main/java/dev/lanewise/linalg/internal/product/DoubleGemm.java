package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// `C = alpha · op(A) · op(B) + beta · C` in float64.
///
/// The path is chosen from the shape alone and the work is split by rows or columns only, so that the bits of the result
/// don't depend on the number of threads:
/// inner products for a few rows against a transposed B, tiles read in place while B stays in the cache, packed blocks otherwise.
public final class DoubleGemm {

    private static final int DEPTH = 256;
    private static final int ROWS = 192;
    private static final int COLUMNS = 1024;
    private static final int DIRECT_ELEMENTS = 1 << 15;
    private static final int EDGE_ELEMENTS = 1 << 20;
    private static final int FEW = 8;
    private static final double SERIAL_WORK = 1 << 19;

    private final ProductKernels kernels;
    private final int lanes;
    private final Workers workers;
    private final Scratch scratch;

    public DoubleGemm(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels.products();
        this.lanes = kernels.doubleLanes();
        this.workers = workers;
        this.scratch = scratch;
    }

    public void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, double alpha,
                         double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                         double beta, double[] c, int cFrom, int ldc) {
        if (m == 0 || n == 0) return;
        var left = new Operand(aFrom, transposeA ? 1 : lda, transposeA ? lda : 1);
        int depth = alpha == 0 ? 0 : k;
        if (!transposeA && transposeB && (m <= FEW || n <= FEW)) {
            dots(m, n, depth, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, ldc);
        } else if (!transposeB && ((long) depth * n <= DIRECT_ELEMENTS || m <= FEW) && edgeFits(n, depth)) {
            direct(m, n, depth, alpha, a, left, b, bFrom, ldb, beta, c, cFrom, ldc);
        } else {
            var right = new Operand(bFrom, transposeB ? ldb : 1, transposeB ? 1 : ldb);
            packed(m, n, depth, alpha, a, left, b, right, beta, c, cFrom, ldc);
        }
    }

    /// Whether the copy that [#directPart] may make of the last columns stays small.
    private boolean edgeFits(int n, int k) {
        return n % lanes == 0 || (long) lanes * k <= EDGE_ELEMENTS;
    }

    /// Where a factor stands: its item (row of A, column of B) i at depth p is `from + i · item + p · depth`.
    private record Operand(int from, int item, int depth) {

        int at(int i, int p) {
            return from + i * item + p * depth;
        }
    }

    private void dots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                      double beta, double[] c, int cFrom, int ldc) {
        if (m >= n) {
            split(m, 4, (double) m * n * k, (from, to) -> kernels.dots(to - from, n, k, alpha, a, aFrom + from * lda, lda,
                    b, bFrom, ldb, beta, c, cFrom + from * ldc, ldc, 1));
        } else {
            split(n, 4, (double) m * n * k, (from, to) -> kernels.dots(m, to - from, k, alpha, a, aFrom, lda,
                    b, bFrom + from * ldb, ldb, beta, c, cFrom + from, ldc, 1));
        }
    }

    private void direct(int m, int n, int k, double alpha, double[] a, Operand left, double[] b, int bFrom, int ldb,
                        double beta, double[] c, int cFrom, int ldc) {
        if (m > FEW) {
            split(m, kernels.doubleTileRows(), (double) m * n * k, (from, to) -> directPart(to - from, n, k, alpha,
                    a, left.at(from, 0), left, b, bFrom, ldb, beta, c, cFrom + from * ldc, ldc));
        } else {
            split(n, kernels.doubleTileColumns(), (double) m * n * k, (from, to) -> directPart(m, to - from, k, alpha,
                    a, left.from, left, b, bFrom + from, ldb, beta, c, cFrom + from, ldc));
        }
    }

    /// Whole vectors of columns in place. The few columns that remain are computed together with the ones before them, which get the
    /// same bits again; or, where that can't be, from a padded copy.
    private void directPart(int m, int n, int k, double alpha, double[] a, int aFrom, Operand left,
                            double[] b, int bFrom, int ldb, double beta, double[] c, int cFrom, int ldc) {
        int whole = n - n % lanes;
        boolean again = beta == 0 && whole > 0;
        double[] copy = scratch.borrowDoubles(edgeSize() + (whole == n || again ? 0 : lanes * k));
        if (whole > 0) {
            kernels.tiles(m, whole, k, alpha, a, aFrom, left.item, left.depth, b, bFrom, ldb,
                    beta, c, cFrom, ldc, copy, 0);
        }
        if (whole < n && again) {
            kernels.tiles(m, lanes, k, alpha, a, aFrom, left.item, left.depth, b, bFrom + n - lanes, ldb,
                    beta, c, cFrom + n - lanes, ldc, copy, 0);
        } else if (whole < n) {
            kernels.pack(b, bFrom + whole, 1, ldb, n - whole, k, lanes, copy, edgeSize());
            kernels.tiles(m, n - whole, k, alpha, a, aFrom, left.item, left.depth, copy, edgeSize(), lanes,
                    beta, c, cFrom + whole, ldc, copy, 0);
        }
        scratch.giveBack(copy);
    }

    private void packed(int m, int n, int k, double alpha, double[] a, Operand left, double[] b, Operand right,
                        double beta, double[] c, int cFrom, int ldc) {
        if (m >= n) {
            split(m, kernels.doubleTileRows(), (double) m * n * k, (from, to) -> packedPart(from, to, 0, n, k, alpha,
                    a, left, b, right, beta, c, cFrom, ldc));
        } else {
            split(n, kernels.doubleTileColumns(), (double) m * n * k, (from, to) -> packedPart(0, m, from, to, k, alpha,
                    a, left, b, right, beta, c, cFrom, ldc));
        }
    }

    private void packedPart(int rowFrom, int rowTo, int columnFrom, int columnTo, int k, double alpha,
                            double[] a, Operand left, double[] b, Operand right, double beta, double[] c, int cFrom, int ldc) {
        int depthBlock = Blocks.even(k, DEPTH, 1);
        int rowBlock = Blocks.even(rowTo - rowFrom, ROWS, kernels.doubleTileRows());
        int columnBlock = Blocks.even(columnTo - columnFrom, COLUMNS, kernels.doubleTileColumns());
        double[] packedA = scratch.borrowDoubles(rowBlock * depthBlock + edgeSize());
        double[] packedB = scratch.borrowDoubles(columnBlock * depthBlock);
        for (int j = columnFrom; j < columnTo; j += columnBlock) {
            int columns = Math.min(columnBlock, columnTo - j);
            for (int p = 0; p == 0 || p < k; p += depthBlock) {
                int depth = Math.min(depthBlock, k - p);
                kernels.pack(b, right.at(j, p), right.item, right.depth, columns, depth, kernels.doubleTileColumns(), packedB, 0);
                for (int i = rowFrom; i < rowTo; i += rowBlock) {
                    int rows = Math.min(rowBlock, rowTo - i);
                    double betaHere = p == 0 ? beta : 1;
                    if (left.depth == 1) {
                        block(rows, columns, depth, alpha, a, left.at(i, p), left.item, left.item, 1, packedB,
                                betaHere, c, cFrom + i * ldc + j, ldc, packedA);
                    } else {
                        kernels.pack(a, left.at(i, p), left.item, left.depth, rows, depth, kernels.doubleTileRows(), packedA, edgeSize());
                        block(rows, columns, depth, alpha, packedA, edgeSize(), depth, 1, kernels.doubleTileRows(), packedB,
                                betaHere, c, cFrom + i * ldc + j, ldc, packedA);
                    }
                }
            }
        }
        scratch.giveBack(packedA);
        scratch.giveBack(packedB);
    }

    /// A block of C: each panel of B stays in the nearest cache while the rows of A pass by. Rows i of A start at `aFrom + i · aStrip`.
    private void block(int rows, int columns, int depth, double alpha, double[] a, int aFrom, int aStrip, int aRow, int aStep,
                       double[] packedB, double beta, double[] c, int cFrom, int ldc, double[] edge) {
        int tileRows = kernels.doubleTileRows();
        int tileColumns = kernels.doubleTileColumns();
        for (int j = 0; j < columns; j += tileColumns) {
            for (int i = 0; i < rows; i += tileRows) {
                kernels.tiles(Math.min(tileRows, rows - i), Math.min(tileColumns, columns - j), depth, alpha,
                        a, aFrom + i * aStrip, aRow, aStep, packedB, j * depth, tileColumns,
                        beta, c, cFrom + i * ldc + j, ldc, edge, 0);
            }
        }
    }

    private int edgeSize() {
        return kernels.doubleTileRows() * kernels.doubleTileColumns();
    }

    private void split(int count, int grain, double work, RangeTask task) {
        if (work <= SERIAL_WORK) task.run(0, count);
        else workers.run(count, grain, task);
    }
}
