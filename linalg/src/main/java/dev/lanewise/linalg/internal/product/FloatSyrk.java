package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// One triangle of `C = alpha · X · Xᵀ + beta · C` in float32, where X is `[n × k]`.
///
/// A large C is halved again and again: what lies beside the two halves is a general product. Otherwise every block of X is packed once as
/// the left and once as the right factor, and all threads share both. C is cut into groups of rows that are whole tiles both ways, so
/// that a corner on the diagonal begins with each; threads take groups with about the same number of elements. Sums are never split.
public final class FloatSyrk {

    private static final int LARGEST = 512;
    private static final int DEPTH = 256;
    private static final int ROWS = 96;
    private static final int PARTS = 4;
    private static final int PACKED_ELEMENTS = 1 << 18;
    private static final double SERIAL_WORK = 1 << 20;

    private final FloatGemm gemm;
    private final ProductKernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final int tileRows;
    private final int tileColumns;
    private final int group;

    public FloatSyrk(FloatGemm gemm, Kernels kernels, Workers workers, Scratch scratch) {
        this.gemm = gemm;
        this.kernels = kernels.products();
        this.workers = workers;
        this.scratch = scratch;
        this.tileRows = this.kernels.floatTileRows();
        this.tileColumns = this.kernels.floatTileColumns();
        int common = tileRows;
        while (common % tileColumns != 0) common += tileRows;
        this.group = common;
    }

    /// X(i, p) stands at `x[xFrom + i · item + p · step]`.
    public void multiply(boolean lower, int n, int k, float alpha, float[] x, int xFrom, int item, int step,
                         float beta, float[] c, int cFrom, int ldc) {
        if (n <= LARGEST) {
            whole(lower, n, k, alpha, x, xFrom, item, step, beta, c, cFrom, ldc);
            return;
        }
        int half = Blocks.even(n, (n + 1) / 2, group);
        int rest = n - half;
        multiply(lower, half, k, alpha, x, xFrom, item, step, beta, c, cFrom, ldc);
        int row = lower ? half : 0;
        int column = half - row;
        gemm.multiply(step != 1, step == 1, lower ? rest : half, lower ? half : rest, k, alpha, x, xFrom + row * item, Math.max(item, step),
                x, xFrom + column * item, Math.max(item, step), beta, c, cFrom + row * ldc + column, ldc);
        multiply(lower, rest, k, alpha, x, xFrom + half * item, item, step, beta, c, cFrom + half * (ldc + 1), ldc);
    }

    private void whole(boolean lower, int n, int k, float alpha, float[] x, int xFrom, int item, int step,
                       float beta, float[] c, int cFrom, int ldc) {
        int end = alpha == 0 ? 0 : k;
        int depthBlock = Blocks.even(end, DEPTH, 1);
        int groups = Math.ceilDiv(n, group);
        int most = Math.max(1, PACKED_ELEMENTS / (groups * group * depthBlock)) * depthBlock;
        int size = groups * group * Math.min(most, Math.max(1, end));
        var source = new Source(n, x, xFrom, item, step, depthBlock, scratch.borrowFloats(size), scratch.borrowFloats(size));
        var target = new Target(lower, alpha, c, cFrom, ldc);
        boolean serial = (double) n * n * k <= SERIAL_WORK;
        int parts = serial || workers.threads() == 1 ? 1 : PARTS * workers.threads();
        for (int p = 0; p == 0 || p < end; p += most) {
            int from = p;
            int to = Math.min(end, p + most);
            split(serial, groups, (first, last) -> pack(source, first * group, Math.min(n, last * group), from, to));
            split(serial, parts, (first, last) -> rows(source, target, boundary(lower, groups, first, parts) * group,
                    Math.min(n, boundary(lower, groups, last, parts) * group), to - from, from == 0 ? beta : 1));
        }
        scratch.giveBack(source.left);
        scratch.giveBack(source.right);
    }

    /// X, and blocks of it packed as left and right factors: one block of the depth after another, strip by strip.
    private record Source(int n, float[] x, int from, int item, int step, int depthBlock, float[] left, float[] right) {
    }

    private record Target(boolean lower, float alpha, float[] c, int from, int ldc) {
    }

    /// A block of the depth: `start` is where its strips begin.
    private record Block(int depth, int start, float beta) {
    }

    /// The group at which part `part` of `parts` begins, so that all have about the same share of the triangle.
    private static int boundary(boolean lower, int groups, int part, int parts) {
        double share = (double) part / parts;
        return (int) Math.round(groups * (lower ? Math.sqrt(share) : 1 - Math.sqrt(1 - share)));
    }

    private int padded(int n) {
        return Math.ceilDiv(n, group) * group;
    }

    /// Packs items `first … last − 1` of the depth `from … to − 1`.
    private void pack(Source s, int first, int last, int from, int to) {
        for (int p = from; p < to; p += s.depthBlock) {
            int depth = Math.min(s.depthBlock, to - p);
            int at = s.from + first * s.item + p * s.step;
            int start = (p - from) * padded(s.n) + first * depth;
            kernels.pack(s.x, at, s.item, s.step, last - first, depth, tileRows, s.left, start);
            kernels.pack(s.x, at, s.item, s.step, last - first, depth, tileColumns, s.right, start);
        }
    }

    /// Rows `first … last − 1` of C, a few groups at a time.
    private void rows(Source s, Target t, int first, int last, int k, float beta) {
        int rowBlock = Blocks.even(last - first, Math.max(group, ROWS / group * group), group);
        float[] edge = scratch.borrowFloats(group * group + tileRows * tileColumns);
        for (int i = first; i < last; i += rowBlock) {
            int end = Math.min(last, i + rowBlock);
            for (int p = 0; p == 0 || p < k; p += s.depthBlock) {
                var block = new Block(Math.min(s.depthBlock, k - p), p * padded(s.n), p == 0 ? beta : 1);
                rectangle(s, t, block, i, end, t.lower ? 0 : end, t.lower ? i : s.n, edge);
                for (int g = i; g < end; g += group) {
                    int groupEnd = Math.min(end, g + group);
                    rectangle(s, t, block, g, groupEnd, t.lower ? i : groupEnd, t.lower ? g : end, edge);
                    corner(s, t, block, g, groupEnd - g, edge);
                }
            }
        }
        scratch.giveBack(edge);
    }

    private void rectangle(Source s, Target t, Block b, int rowFrom, int rowTo, int columnFrom, int columnTo, float[] edge) {
        if (rowFrom >= rowTo || columnFrom >= columnTo) return;
        for (int i = rowFrom; i < rowTo; i += tileRows) {                     // along rows of C, which are read as streams
            kernels.panels(Math.min(tileRows, rowTo - i), columnTo - columnFrom, b.depth, t.alpha, s.left, b.start + i * b.depth,
                    s.right, b.start + columnFrom * b.depth, b.depth * tileColumns, tileColumns,
                    b.beta, t.c, t.from + i * t.ldc + columnFrom, t.ldc, edge, group * group);
        }
    }

    /// A square on the diagonal, of which only one half may be written: tiles that reach into it are computed beside C.
    private void corner(Source s, Target t, Block b, int from, int size, float[] edge) {
        for (int i = 0; i < size; i += tileRows) {
            int rows = Math.min(tileRows, size - i);
            int begin = t.lower ? 0 : i / tileColumns * tileColumns;
            int end = t.lower ? Math.min(size, Math.ceilDiv(i + rows, tileColumns) * tileColumns) : size;
            kernels.panels(rows, end - begin, b.depth, t.alpha, s.left, b.start + (from + i) * b.depth,
                    s.right, b.start + (from + begin) * b.depth, b.depth * tileColumns, tileColumns,
                    0, edge, i * group + begin, group, edge, group * group);
        }
        int at = t.from + from * (t.ldc + 1);
        for (int i = 0; i < size; i++) {
            if (t.lower) merge(i + 1, edge, i * group, b.beta, t.c, at + i * t.ldc);
            else merge(size - i, edge, i * (group + 1), b.beta, t.c, at + i * (t.ldc + 1));
        }
    }

    private static void merge(int n, float[] sums, int from, float beta, float[] c, int at) {
        for (int j = 0; j < n; j++) c[at + j] = beta == 0 ? sums[from + j] : Math.fma(beta, c[at + j], sums[from + j]);
    }

    private void split(boolean serial, int count, RangeTask task) {
        if (serial) task.run(0, count);
        else workers.runInPieces(count, 1, task);
    }
}
