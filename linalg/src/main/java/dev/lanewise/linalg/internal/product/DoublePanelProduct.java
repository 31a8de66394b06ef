package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// Float64 products with both factors packed.
///
/// B is packed once for all threads, into panels: blocks of the depth, each of which holds strips of columns. Then a thread takes a block
/// of rows of C, packs the rows of A that belong to it block by block of the depth, and adds up the products while this
/// block of C stays in the second cache (Goto & van de Geijn, *Anatomy of high-performance matrix multiplication*, 2008, with the
/// two inner levels exchanged because reading and writing C again costs more than reading B again).
final class DoublePanelProduct {

    private static final int DEPTH = 192;                  // a strip of A and one of B stay in the nearest cache together
    private static final int ROWS = 192;
    private static final int COLUMNS = 512;
    private static final int DEEP = 8;

    private final ProductKernels kernels;
    private final int tileRows;
    private final int tileColumns;
    private final Workers workers;
    private final Scratch scratch;

    DoublePanelProduct(ProductKernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.tileRows = kernels.doubleTileRows();
        this.tileColumns = kernels.doubleTileColumns();
        this.workers = workers;
        this.scratch = scratch;
    }

    /// The depth that is summed up at once.
    static int depthBlock(int k) {
        return Blocks.even(k, DEPTH, 1);
    }

    void multiply(int m, int n, int k, DoubleFactor a, DoubleFactor b, DoubleResult c) {
        int deep = DEEP * depthBlock(k);
        int wide = Blocks.even(n, COLUMNS, tileColumns);
        double[] packed = scratch.borrowDoubles(wide * Math.min(deep, Math.max(k, 1)));
        for (int j = 0; j < n; j += wide) {
            for (int p = 0; p == 0 || p < k; p += deep) {
                var panel = new DoublePanel(j, Math.min(wide, n - j), p, Math.min(deep, k - p), depthBlock(k), packed);
                pack(panel, b, m);
                multiply(m, k, a, panel, c);
            }
        }
        scratch.giveBack(packed);
    }

    /// All of B in one panel, which begins with the array.
    DoublePanel pack(int n, int k, DoubleFactor b, double[] packed) {
        var panel = new DoublePanel(0, n, 0, k, depthBlock(k), packed);
        pack(panel, b, tileRows);
        return panel;
    }

    /// Packs what serves for `m` rows.
    private void pack(DoublePanel panel, DoubleFactor b, int m) {
        split(panel.columns(), tileColumns, (double) m * panel.columns() * panel.depth(), (from, to) -> pack(panel, b, from, to));
    }

    /// Adds the share of one panel to its columns of C.
    void multiply(int m, int k, DoubleFactor a, DoublePanel b, DoubleResult c) {
        double work = (double) m * b.columns() * b.depth();
        if (m >= b.columns() && work > Blocks.SERIAL_WORK) workers.runInPieces(m, tileRows, (from, to) -> add(b, from, to, 0, b.columns(), k, a, c));
        else split(b.columns(), tileColumns, work, (from, to) -> add(b, 0, m, from, to, k, a, c));
    }

    private void pack(DoublePanel panel, DoubleFactor b, int from, int to) {
        for (int p = 0; p < panel.depth(); p += panel.depthBlock()) {
            kernels.pack(b.data(), b.at(panel.column() + from, panel.from() + p), b.item(), b.step(), to - from,
                    Math.min(panel.depthBlock(), panel.depth() - p), tileColumns, panel.packed(), panel.at(from, p, tileColumns));
        }
    }

    private void add(DoublePanel panel, int rowFrom, int rowTo, int columnFrom, int columnTo, int k, DoubleFactor a, DoubleResult c) {
        int rowBlock = Blocks.even(rowTo - rowFrom, ROWS, tileRows);
        int edge = tileRows * tileColumns;
        double[] packedA = scratch.borrowDoubles(edge + rowBlock * panel.depthBlock());
        for (int i = rowFrom; i < rowTo; i += rowBlock) {
            int rows = Math.min(rowBlock, rowTo - i);
            for (int p = 0; p == 0 || p < panel.depth(); p += panel.depthBlock()) {
                int depth = Math.min(panel.depthBlock(), panel.depth() - p);
                kernels.pack(a.data(), a.at(i, panel.from() + p), a.item(), a.step(), rows, depth, tileRows, packedA, edge);
                kernels.panels(rows, columnTo - columnFrom, depth, c.alpha(), packedA, edge,
                        panel.packed(), panel.at(columnFrom, p, tileColumns), depth * tileColumns, tileColumns,
                        panel.from() + p == 0 ? c.beta() : 1, c.data(), c.at(i, panel.column() + columnFrom), c.ld(), packedA, 0);
            }
            if (panel.from() + panel.depth() == k) c.finish(i, i + rows, panel.column() + columnFrom, panel.column() + columnTo);
        }
        scratch.giveBack(packedA);
    }

    private void split(int count, int grain, double work, RangeTask task) {
        if (work <= Blocks.SERIAL_WORK) task.run(0, count);
        else workers.run(count, grain, task);
    }
}
