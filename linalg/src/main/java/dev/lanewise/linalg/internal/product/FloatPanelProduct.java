package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ProductKernels;

/// Float32 products with both factors packed.
///
/// B is packed once for all threads, into panels: blocks of the depth, each of which holds strips of columns. Then a thread takes some
/// rows of C, packs those of A for a few blocks of the depth, and goes down one strip of columns after another, which stays near while all of
/// these blocks are added to it; or it goes along the rows where the panel is so shallow that it stays in the second cache (Goto &
/// van de Geijn, *Anatomy of high-performance matrix multiplication*, 2008, with the inner levels exchanged because reading and writing C
/// again costs more than reading B again).
final class FloatPanelProduct {

    private static final int DEPTH = 256;                    // longer sums are less accurate where their terms are alike
    private static final int ROWS = 96;                      // as many as it takes to read all of the next strip ahead, going down
    private static final int COLUMNS = 1024;                 // of a panel
    private static final int SHALLOW = 256;                  // the depth of panels along which rows go
    private static final int NEAR = 8;                       // blocks of the depth for which rows of A are packed at once
    private static final int DEEP = 8;                       // blocks of the depth of a panel
    private static final int CACHED_ELEMENTS = 1 << 17;      // of a shallow panel beside C and A in the second cache

    private final ProductKernels kernels;
    private final int tileRows;
    private final int tileColumns;
    private final Workers workers;
    private final Scratch scratch;

    FloatPanelProduct(ProductKernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.tileRows = kernels.floatTileRows();
        this.tileColumns = kernels.floatTileColumns();
        this.workers = workers;
        this.scratch = scratch;
    }

    /// The depth that is summed up at once.
    static int depthBlock(int k) {
        return Blocks.even(k, DEPTH, 1);
    }

    void multiply(int m, int n, int k, FloatFactor a, FloatFactor b, FloatResult c) {
        int deep = DEEP * depthBlock(k);
        int wide = Blocks.even(n, COLUMNS, tileColumns);
        float[] packed = scratch.borrowFloats(wide * Math.min(deep, Math.max(k, 1)));
        for (int j = 0; j < n; j += wide) {
            for (int p = 0; p == 0 || p < k; p += deep) {
                var panel = new FloatPanel(j, Math.min(wide, n - j), p, Math.min(deep, k - p), depthBlock(k), packed);
                pack(panel, b, m);
                multiply(m, k, a, panel, c);
            }
        }
        scratch.giveBack(packed);
    }

    /// All of B in one panel, which begins with the array.
    FloatPanel pack(int n, int k, FloatFactor b, float[] packed) {
        var panel = new FloatPanel(0, n, 0, k, depthBlock(k), packed);
        pack(panel, b, tileRows);
        return panel;
    }

    /// Packs what serves for `m` rows.
    private void pack(FloatPanel panel, FloatFactor b, int m) {
        Blocks.split(workers, panel.columns(), tileColumns, (double) m * panel.columns() * panel.depth(), (from, to) -> pack(panel, b, from, to));
    }

    /// Adds the share of one panel to its columns of C.
    void multiply(int m, int k, FloatFactor a, FloatPanel b, FloatResult c) {
        double work = (double) m * b.columns() * b.depth();
        if (m >= b.columns() && work > Blocks.SERIAL_WORK) workers.runInPieces(m, tileRows, (from, to) -> add(b, from, to, 0, b.columns(), k, a, c));
        else Blocks.split(workers, b.columns(), tileColumns, work, (from, to) -> add(b, 0, m, from, to, k, a, c));
    }

    private void pack(FloatPanel panel, FloatFactor b, int from, int to) {
        for (int p = 0; p < panel.depth(); p += panel.depthBlock()) {
            kernels.pack(b.data(), b.at(panel.column() + from, panel.from() + p), b.item(), b.step(), to - from,
                    Math.min(panel.depthBlock(), panel.depth() - p), tileColumns, panel.packed(), panel.at(from, p, tileColumns));
        }
    }

    private void add(FloatPanel panel, int rowFrom, int rowTo, int columnFrom, int columnTo, int k, FloatFactor a, FloatResult c) {
        int rowBlock = Blocks.even(rowTo - rowFrom, ROWS, tileRows);
        int near = NEAR * panel.depthBlock();
        float[] packed = scratch.borrowFloats(edge() + rowBlock * Math.min(near, Math.max(1, panel.depth())));
        int columnBlock = columnBlock(panel, columnTo - columnFrom);
        for (int j = columnFrom; j < columnTo; j += columnBlock) {
            int columns = Math.min(columnBlock, columnTo - j);
            for (int i = rowFrom; i < rowTo; i += rowBlock) {
                for (int p = 0; p == 0 || p < panel.depth(); p += near) {
                    var rows = new Rows(i, Math.min(rowBlock, rowTo - i), p, Math.min(p + near, panel.depth()), packed);
                    pack(rows, panel, a);
                    if (isShallow(panel)) along(rows, panel, j, columns, c);
                    else down(rows, panel, j, columns, c);
                }
                if (panel.from() + panel.depth() == k) c.finish(i, Math.min(i + rowBlock, rowTo), panel.column() + j, panel.column() + j + columns);
            }
        }
        scratch.giveBack(packed);
    }

    private static boolean isShallow(FloatPanel panel) {
        return panel.depth() <= SHALLOW;
    }

    /// As many columns of a shallow panel as stay in the second cache.
    private int columnBlock(FloatPanel panel, int columns) {
        return isShallow(panel) ? Blocks.even(columns, Math.max(tileColumns, CACHED_ELEMENTS / Math.max(1, panel.depth())), tileColumns) : columns;
    }

    /// Some rows of A, packed for the depth `from … to − 1` of a panel, behind room for a tile.
    private record Rows(int first, int count, int from, int to, float[] packed) {
    }

    private void pack(Rows rows, FloatPanel panel, FloatFactor a) {
        for (int p = rows.from; p < rows.to; p += panel.depthBlock()) {
            kernels.pack(a.data(), a.at(rows.first, panel.from() + p), a.item(), a.step(), rows.count, Math.min(panel.depthBlock(), rows.to - p), tileRows,
                    rows.packed, start(rows, p));
        }
    }

    private int start(Rows rows, int p) {
        return edge() + (p - rows.from) * Blocks.padded(rows.count, tileRows);
    }

    /// Goes along rows of C with a shallow panel, which stays in the second cache: C is read as streams, which the processor sees coming.
    private void along(Rows rows, FloatPanel panel, int column, int columns, FloatResult c) {
        for (int r = 0; r < rows.count; r += tileRows) add(rows, r, Math.min(tileRows, rows.count - r), panel, column, columns, c);
    }

    /// Takes one strip of columns of C after another, which stays near while several blocks of the depth are added.
    private void down(Rows rows, FloatPanel panel, int column, int columns, FloatResult c) {
        for (int j = column; j < column + columns; j += tileColumns) add(rows, 0, rows.count, panel, j, Math.min(tileColumns, column + columns - j), c);
    }

    /// Adds all blocks of the depth to some rows and columns.
    private void add(Rows rows, int row, int count, FloatPanel panel, int column, int columns, FloatResult c) {
        int p = rows.from;
        do {
            int depth = Math.min(panel.depthBlock(), rows.to - p);
            int at = panel.at(column, p, tileColumns);
            kernels.panels(count, columns, depth, c.alpha(), rows.packed, start(rows, p) + row * depth, panel.packed(), at,
                    next(rows, panel, column, columns, p) - at, tileColumns, panel.from() + p == 0 ? c.beta() : 1,
                    c.data(), c.at(rows.first + row, panel.column() + column), c.ld(), rows.packed, 0);
            p += depth;
        } while (p < rows.to);
    }

    /// Where the strip of B begins that follows: of the same block, or, where a single one is wanted of each, of the next block.
    private int next(Rows rows, FloatPanel panel, int column, int columns, int p) {
        if (columns > tileColumns) return panel.at(column + tileColumns, p, tileColumns);
        int after = p + panel.depthBlock();
        return after < rows.to ? panel.at(column, after, tileColumns) : panel.at(column + tileColumns, rows.from, tileColumns);
    }

    private int edge() {
        return tileRows * tileColumns;
    }
}
