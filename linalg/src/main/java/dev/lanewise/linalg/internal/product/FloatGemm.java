package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;

/// `C = alpha · op(A) · op(B) + beta · C` in float32.
///
/// The path is chosen from the shape alone and the work is split by rows or columns only, so that the bits of the result
/// don't depend on the number of threads: inner products for a few rows against a transposed B; both factors in place for a few
/// rows, and where they stay in the nearest caches, transposed ones for results narrower than a vector; B in place for some rows; B packed
/// a few columns at a time for more rows; both packed otherwise. All but the first add up the same blocks of the depth in the same order, so that they agree bit for bit.
public final class FloatGemm {

    private static final int FEW = 8;
    private static final int WIDE = 4;
    private static final int SOME = 48;
    private static final int MANY = 256;
    private static final int NEAR_ELEMENTS = 3 << 13;

    private final ProductKernels kernels;
    private final int lanes;
    private final int tileRows;
    private final int tileColumns;
    private final FloatPanelProduct panels;
    private final FloatStripProduct strips;
    private final Workers workers;
    private final Scratch scratch;

    public FloatGemm(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels.products();
        this.lanes = kernels.floatLanes();
        this.tileRows = this.kernels.floatTileRows();
        this.tileColumns = this.kernels.floatTileColumns();
        this.panels = new FloatPanelProduct(this.kernels, workers, scratch);
        this.strips = new FloatStripProduct(this.kernels, workers, scratch);
        this.workers = workers;
        this.scratch = scratch;
    }

    public void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
                         float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                         float beta, float[] c, int cFrom, int ldc) {
        multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, ldc, FloatFinish.NONE);
    }

    /// The product, every block of which is finished while it is still in the cache.
    public void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
                         float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                         float beta, float[] c, int cFrom, int ldc, FloatFinish finish) {
        if (m == 0 || n == 0) return;
        int depth = alpha == 0 ? 0 : k;
        var left = new FloatFactor(a, aFrom, transposeA ? 1 : lda, transposeA ? lda : 1);
        var right = new FloatFactor(b, bFrom, transposeB ? ldb : 1, transposeB ? 1 : ldb);
        var result = new FloatResult(alpha, beta, c, cFrom, ldc, finish);
        if (!transposeA && transposeB && (m <= FEW || n <= FEW)) {
            dots(m, n, depth, left, right, result);
        } else if (!transposeB && (m <= WIDE || (transposeA ? n < lanes && m <= MANY : m > FEW) && (long) depth * n <= NEAR_ELEMENTS)) {
            direct(m, n, depth, left, right, result);
        } else if (!transposeB && m <= SOME) {
            inPlace(m, n, depth, left, right, result);
        } else if (m <= MANY && n >= m) {
            strips.multiply(m, n, depth, left, right, result);
        } else {
            panels.multiply(m, n, depth, left, right, result);
        }
    }

    /// Packs op(B) as a whole into an array of at least k times its columns in whole tiles.
    public FloatPanel pack(boolean transposeB, int n, int k, float[] b, int bFrom, int ldb, float[] packed) {
        return panels.pack(n, k, new FloatFactor(b, bFrom, transposeB ? ldb : 1, transposeB ? 1 : ldb), packed);
    }

    /// The product with a packed right factor.
    public void multiply(boolean transposeA, int m, float alpha, float[] a, int aFrom, int lda, FloatPanel b,
                         float beta, float[] c, int cFrom, int ldc, FloatFinish finish) {
        if (m == 0 || b.columns() == 0) return;
        var left = new FloatFactor(a, aFrom, transposeA ? 1 : lda, transposeA ? lda : 1);
        var right = alpha == 0 ? new FloatPanel(0, b.columns(), 0, 0, 1, b.packed()) : b;
        panels.multiply(m, right.depth(), left, right, new FloatResult(alpha, beta, c, cFrom, ldc, finish));
    }

    private void dots(int m, int n, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        if (m >= n) {
            Blocks.split(workers, m, 4, (double) m * n * k, (from, to) -> dots(from, to, 0, n, k, left, right, c));
        } else {
            Blocks.split(workers, n, 4, (double) m * n * k, (from, to) -> dots(0, m, from, to, k, left, right, c));
        }
    }

    private void dots(int rowFrom, int rowTo, int columnFrom, int columnTo, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        float[] lanes = scratch.borrowFloats(edgeSize());
        kernels.dots(rowTo - rowFrom, columnTo - columnFrom, k, c.alpha(), left.data(), left.at(rowFrom, 0), left.item(),
                right.data(), right.at(columnFrom, 0), right.item(), c.beta(), c.data(), c.at(rowFrom, columnFrom), c.ld(), 1, lanes, 0);
        scratch.giveBack(lanes);
        c.finish(rowFrom, rowTo, columnFrom, columnTo);
    }

    private void direct(int m, int n, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        double work = (double) m * n * k;
        if (work <= Blocks.SERIAL_WORK) direct(0, n, m, k, left, right, c);                  // where a task to share would cost as much as the product
        else workers.run(n, tileColumns, (from, to) -> direct(from, to, m, k, left, right, c));
    }

    /// Nothing is packed but the last columns: either B is read once, or it stays in the nearest caches.
    private void direct(int from, int to, int m, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        int depthBlock = FloatPanelProduct.depthBlock(k);
        float[] copy = scratch.borrowFloats(edgeSize() + tileColumns * depthBlock);
        int whole = m > FEW && to - from >= lanes ? to : from + inPlaceColumns(to - from);
        for (int p = 0; p == 0 || p < k; p += depthBlock) {
            int depth = Math.min(depthBlock, k - p);
            float beta = p == 0 ? c.beta() : 1;
            kernels.tiles(m, whole - from, depth, c.alpha(), left.data(), left.at(0, p), left.item(), left.step(),
                    right.data(), right.at(from, p), right.step(), beta, c.data(), c.at(0, from), c.ld(), copy, 0);
            if (whole == to) continue;
            kernels.pack(right.data(), right.at(whole, p), 1, right.step(), to - whole, depth, tileColumns, copy, edgeSize());
            kernels.tiles(m, to - whole, depth, c.alpha(), left.data(), left.at(0, p), left.item(), left.step(),
                    copy, edgeSize(), tileColumns, beta, c.data(), c.at(0, whole), c.ld(), copy, 0);
        }
        scratch.giveBack(copy);
        c.finish(0, m, from, to);
    }

    private void inPlace(int m, int n, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        double work = (double) m * n * k;
        if (m >= n) Blocks.split(workers, m, tileRows, work, (from, to) -> inPlace(from, to, 0, n, k, left, right, c));
        else Blocks.split(workers, n, tileColumns, work, (from, to) -> inPlace(0, m, from, to, k, left, right, c));
    }

    /// Rows of A are packed, and so are the last columns of B if they don't fill a vector.
    private void inPlace(int rowFrom, int rowTo, int columnFrom, int columnTo, int k, FloatFactor left, FloatFactor right, FloatResult c) {
        int rows = rowTo - rowFrom;
        int depthBlock = FloatPanelProduct.depthBlock(k);
        int packedA = edgeSize() + tileColumns * depthBlock;
        int padded = Blocks.even(rows, rows, tileRows);
        float[] copy = scratch.borrowFloats(packedA + padded * depthBlock);
        int whole = columnFrom + inPlaceColumns(columnTo - columnFrom);
        for (int p = 0; p == 0 || p < k; p += depthBlock) {
            int depth = Math.min(depthBlock, k - p);
            float beta = p == 0 ? c.beta() : 1;
            kernels.pack(left.data(), left.at(rowFrom, p), left.item(), left.step(), rows, depth, tileRows, copy, packedA);
            kernels.panels(rows, whole - columnFrom, depth, c.alpha(), copy, packedA, right.data(), right.at(columnFrom, p), tileColumns, right.step(),
                    beta, c.data(), c.at(rowFrom, columnFrom), c.ld(), copy, 0);
            if (whole == columnTo) continue;
            kernels.pack(right.data(), right.at(whole, p), 1, right.step(), columnTo - whole, depth, tileColumns, copy, edgeSize());
            kernels.panels(rows, columnTo - whole, depth, c.alpha(), copy, packedA, copy, edgeSize(), 0, tileColumns,
                    beta, c.data(), c.at(rowFrom, whole), c.ld(), copy, 0);
        }
        scratch.giveBack(copy);
        c.finish(rowFrom, rowTo, columnFrom, columnTo);
    }

    /// How many of `n` columns are read where they stand: all if they fill vectors, else as many as whole tiles hold.
    private int inPlaceColumns(int n) {
        return n % lanes == 0 ? n : n - n % tileColumns;
    }

    private int edgeSize() {
        return tileRows * tileColumns;
    }
}
