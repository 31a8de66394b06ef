package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// One triangle of `C = alpha · X · Xᵀ + beta · C` in float64, where X is `[n × k]`.
///
/// Every block of X is packed once, into strips that serve as the left and as the right factor, and all threads share
/// them. Threads take whole strips of rows of C with about the same number of tiles; sums are never split.
public final class DoubleSyrk {

    private static final int DEPTH = 256;
    private static final int ROWS = 192;
    private static final int PARTS = 4;
    private static final int PACKED_ELEMENTS = 1 << 18;
    private static final double SERIAL_WORK = 1 << 19;

    private final ProductKernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final int width;

    public DoubleSyrk(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels.products();
        this.workers = workers;
        this.scratch = scratch;
        this.width = this.kernels.doubleTileColumns();
    }

    /// X(i, p) stands at `x[xFrom + i · item + p · step]`.
    public void multiply(boolean lower, int n, int k, double alpha, double[] x, int xFrom, int item, int step,
                         double beta, double[] c, int cFrom, int ldc) {
        int depthBlock = Blocks.even(alpha == 0 ? 0 : k, DEPTH, 1);
        int strips = (n + width - 1) / width;
        int blocks = Math.max(1, PACKED_ELEMENTS / (strips * width * depthBlock));
        double[] packed = scratch.borrowDoubles(strips * width * depthBlock * Math.min(blocks, Math.ceilDiv(k, depthBlock)));
        var source = new Source(n, x, xFrom, item, step);
        var target = new Target(lower, n, alpha, c, cFrom, ldc);
        boolean serial = (double) n * n * k <= 2 * SERIAL_WORK;
        int parts = serial || workers.threads() == 1 ? 1 : PARTS * workers.threads();
        int end = alpha == 0 ? 0 : k;
        for (int p = 0; p == 0 || p < end; p += blocks * depthBlock) {
            int from = p;
            int to = Math.min(end, p + blocks * depthBlock);
            split(serial, strips, (first, last) -> pack(source, first, last, from, to, depthBlock, packed));
            split(serial, parts, (first, last) -> rows(target, boundary(lower, strips, first, parts), boundary(lower, strips, last, parts),
                    to - from, depthBlock, packed, from == 0 ? beta : 1));
        }
        scratch.giveBack(packed);
    }

    private record Source(int n, double[] x, int from, int item, int step) {
    }

    private record Target(boolean lower, int n, double alpha, double[] c, int from, int ldc) {
    }

    /// The strip at which part `part` of `parts` begins, so that all have about the same share of the triangle.
    private static int boundary(boolean lower, int strips, int part, int parts) {
        double share = (double) part / parts;
        return (int) Math.round(strips * (lower ? Math.sqrt(share) : 1 - Math.sqrt(1 - share)));
    }

    /// Packs strips `first … last − 1`, block after block of the depth `from … to − 1`.
    private void pack(Source s, int first, int last, int from, int to, int depthBlock, double[] packed) {
        int strips = (s.n + width - 1) / width;
        int items = Math.min(last * width, s.n) - first * width;
        for (int p = from; p < to; p += depthBlock) {
            int depth = Math.min(depthBlock, to - p);
            kernels.pack(s.x, s.from + first * width * s.item + p * s.step, s.item, s.step, items, depth, width,
                    packed, (p - from) * strips * width + first * width * depth);
        }
    }

    /// Rows of C that belong to strips `first … last − 1`.
    private void rows(Target t, int first, int last, int k, int depthBlock, double[] packed, double beta) {
        int strips = (t.n + width - 1) / width;
        int rowStrips = Blocks.even(last - first, Math.max(1, ROWS / width), 1);
        double[] edge = scratch.borrowDoubles(width * width + kernels.doubleTileRows() * width);
        for (int p = 0; p == 0 || p < k; p += depthBlock) {
            int depth = Math.min(depthBlock, k - p);
            for (int i = first; i < last; i += rowStrips) {
                block(t, i, Math.min(i + rowStrips, last), depth, packed, p * strips * width, p == 0 ? beta : 1, edge);
            }
        }
        scratch.giveBack(edge);
    }

    /// A few strips of rows: each strip of columns stays in the nearest cache while they pass by.
    private void block(Target t, int first, int last, int depth, double[] packed, int from, double beta, double[] edge) {
        int strips = (t.n + width - 1) / width;
        int begin = t.lower ? 0 : first;
        int end = t.lower ? last : strips;
        for (int j = begin; j < end; j++) {
            for (int i = t.lower ? Math.max(first, j) : first; i < (t.lower ? last : Math.min(last, j + 1)); i++) {
                if (i == j) corner(t, i, depth, packed, from, beta, edge);
                else tile(t, i, j, depth, packed, from, beta, t.c, t.from + i * width * t.ldc + j * width, t.ldc, edge);
            }
        }
    }

    private void tile(Target t, int i, int j, int depth, double[] packed, int from, double beta,
                      double[] c, int cFrom, int ldc, double[] edge) {
        int strip = width * depth;
        kernels.tiles(Math.min(width, t.n - i * width), Math.min(width, t.n - j * width), depth, t.alpha,
                packed, from + i * strip, 1, width, packed, from + j * strip, width, beta, c, cFrom, ldc, edge, width * width);
    }

    /// A tile on the diagonal, of which only one half may be written.
    private void corner(Target t, int strip, int depth, double[] packed, int from, double beta, double[] edge) {
        tile(t, strip, strip, depth, packed, from, 0, edge, 0, width, edge);
        int size = Math.min(width, t.n - strip * width);
        int at = t.from + strip * width * (t.ldc + 1);
        for (int i = 0; i < size; i++) {
            for (int j = t.lower ? 0 : i; j < (t.lower ? i + 1 : size); j++) {
                double old = beta == 0 ? 0 : t.c[at + i * t.ldc + j];
                t.c[at + i * t.ldc + j] = beta == 0 ? edge[i * width + j] : Math.fma(beta, old, edge[i * width + j]);
            }
        }
    }

    private void split(boolean serial, int count, RangeTask task) {
        if (serial) task.run(0, count);
        else workers.runInPieces(count, 1, task);
    }
}
