package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ProductKernels;

/// Float64 products of some rows with a large right factor.
///
/// A is packed once for all threads and stays in the second cache. Of B, a thread packs a few columns at a time, right before they meet
/// all rows of A: packed as a whole, B would be written to the third cache and read from it again, which some rows don't pay for.
final class DoubleStripProduct {

    private static final int LEFT_ELEMENTS = 1 << 17;
    private static final int STRIPS = 8;

    private final ProductKernels kernels;
    private final int tileRows;
    private final int tileColumns;
    private final Workers workers;
    private final Scratch scratch;

    DoubleStripProduct(ProductKernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.tileRows = kernels.doubleTileRows();
        this.tileColumns = kernels.doubleTileColumns();
        this.workers = workers;
        this.scratch = scratch;
    }

    void multiply(int m, int n, int k, DoubleFactor a, DoubleFactor b, DoubleResult c) {
        int block = DoublePanelProduct.depthBlock(k);
        int padded = Blocks.padded(m, tileRows);
        int deep = block * Math.max(1, LEFT_ELEMENTS / padded / block);
        double[] packed = scratch.borrowDoubles(padded * Math.min(deep, Math.max(k, 1)));
        for (int p = 0; p == 0 || p < k; p += deep) {
            var left = new DoublePanel(0, m, p, Math.min(deep, k - p), block, packed);
            pack(left, a, n);
            multiply(left, b, n, k, c);
        }
        scratch.giveBack(packed);
    }

    private void pack(DoublePanel left, DoubleFactor a, int n) {
        Blocks.split(workers, left.columns(), tileRows, (double) left.columns() * n * left.depth(), (from, to) -> {
            for (int p = 0; p < left.depth(); p += left.depthBlock()) {
                kernels.pack(a.data(), a.at(from, left.from() + p), a.item(), a.step(), to - from,
                        Math.min(left.depthBlock(), left.depth() - p), tileRows, left.packed(), left.at(from, p, tileRows));
            }
        });
    }

    private void multiply(DoublePanel left, DoubleFactor b, int n, int k, DoubleResult c) {
        int group = STRIPS * tileColumns;
        Blocks.split(workers, n, group, (double) left.columns() * n * left.depth(), (from, to) -> {
            int edge = tileRows * tileColumns;
            double[] copy = scratch.borrowDoubles(edge + group * left.depthBlock());
            for (int j = from; j < to; j += group) columns(left, b, j, Math.min(to, j + group), c, copy, edge);
            scratch.giveBack(copy);
            if (left.from() + left.depth() == k) c.finish(0, left.columns(), from, to);
        });
    }

    private void columns(DoublePanel left, DoubleFactor b, int from, int to, DoubleResult c, double[] copy, int edge) {
        for (int p = 0; p == 0 || p < left.depth(); p += left.depthBlock()) {
            int depth = Math.min(left.depthBlock(), left.depth() - p), first = left.from() + p;
            kernels.pack(b.data(), b.at(from, first), b.item(), b.step(), to - from, depth, tileColumns, copy, edge);
            kernels.panels(left.columns(), to - from, depth, c.alpha(), left.packed(), left.at(0, p, tileRows),
                    copy, edge, depth * tileColumns, tileColumns, first == 0 ? c.beta() : 1, c.data(), c.at(0, from), c.ld(), copy, 0);
        }
    }
}
