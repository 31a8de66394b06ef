package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ProductKernels;

/// Float32 products of some rows with a large right factor.
///
/// A is packed once for all threads and stays in the second cache. Of B, a thread packs a few columns at a time, right before they meet
/// all rows of A: packed as a whole, B would be written to the third cache and read from it again, which some rows don't pay for.
final class FloatStripProduct {

    private static final int LEFT_ELEMENTS = 1 << 18;
    private static final int STRIPS = 4;

    private final ProductKernels kernels;
    private final int tileRows;
    private final int tileColumns;
    private final Workers workers;
    private final Scratch scratch;

    FloatStripProduct(ProductKernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.tileRows = kernels.floatTileRows();
        this.tileColumns = kernels.floatTileColumns();
        this.workers = workers;
        this.scratch = scratch;
    }

    void multiply(int m, int n, int k, FloatFactor a, FloatFactor b, FloatResult c) {
        int block = FloatPanelProduct.depthBlock(k);
        int padded = Blocks.padded(m, tileRows);
        int deep = block * Math.max(1, LEFT_ELEMENTS / padded / block);
        float[] packed = scratch.borrowFloats(padded * Math.min(deep, Math.max(k, 1)));
        for (int p = 0; p == 0 || p < k; p += deep) {
            var left = new FloatPanel(0, m, p, Math.min(deep, k - p), block, packed);
            pack(left, a, n);
            multiply(left, b, n, k, c);
        }
        scratch.giveBack(packed);
    }

    private void pack(FloatPanel left, FloatFactor a, int n) {
        Blocks.split(workers, left.columns(), tileRows, (double) left.columns() * n * left.depth(), (from, to) -> {
            for (int p = 0; p < left.depth(); p += left.depthBlock()) {
                kernels.pack(a.data(), a.at(from, left.from() + p), a.item(), a.step(), to - from,
                        Math.min(left.depthBlock(), left.depth() - p), tileRows, left.packed(), left.at(from, p, tileRows));
            }
        });
    }

    private void multiply(FloatPanel left, FloatFactor b, int n, int k, FloatResult c) {
        int group = STRIPS * tileColumns;
        Blocks.split(workers, n, group, (double) left.columns() * n * left.depth(), (from, to) -> {
            int edge = tileRows * tileColumns;
            float[] copy = scratch.borrowFloats(edge + group * left.depthBlock());
            for (int j = from; j < to; j += group) columns(left, b, j, Math.min(to, j + group), c, copy, edge);
            scratch.giveBack(copy);
            if (left.from() + left.depth() == k) c.finish(0, left.columns(), from, to);
        });
    }

    private void columns(FloatPanel left, FloatFactor b, int from, int to, FloatResult c, float[] copy, int edge) {
        for (int p = 0; p == 0 || p < left.depth(); p += left.depthBlock()) {
            int depth = Math.min(left.depthBlock(), left.depth() - p), first = left.from() + p;
            kernels.pack(b.data(), b.at(from, first), b.item(), b.step(), to - from, depth, tileColumns, copy, edge);
            kernels.panels(left.columns(), to - from, depth, c.alpha(), left.packed(), left.at(0, p, tileRows),
                    copy, edge, depth * tileColumns, tileColumns, first == 0 ? c.beta() : 1, c.data(), c.at(0, from), c.ld(), copy, 0);
        }
    }
}
