package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.Kernels;
import java.util.Arrays;

/// `y = alpha · A · x + beta · y` in float64 for a symmetric A, of which one triangle is read once: each row serves as a row and
/// as a column while it is near.
///
/// Groups of rows have results of their own, which are added in order: their number follows from the size of A, so threads change no bit.
public final class DoubleSymv {

    private static final int GROUP = 256;
    private static final int COLUMNS = 1024;

    private final DoubleKernels kernels;
    private final Workers workers;
    private final Scratch scratch;

    public DoubleSymv(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels.doubles();
        this.workers = workers;
        this.scratch = scratch;
    }

    public void multiply(boolean lower, int n, double alpha, double[] a, int aFrom, int lda, double[] x, int xFrom,
                         double beta, double[] y, int yFrom) {
        int groups = (n + GROUP - 1) / GROUP;
        double[] sums = scratch.borrowDoubles(groups * n);
        workers.run(groups, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                int group = i % 2 == 0 ? i / 2 : groups - 1 - i / 2;         // a long one and a short one in turn
                Arrays.fill(sums, group * n, (group + 1) * n, 0);
                rows(lower, n, group * GROUP, Math.min(n, (group + 1) * GROUP), a, aFrom, lda, x, xFrom, sums, group * n);
            }
        });
        for (int group = 1; group < groups; group++) kernels.axpy(1, sums, group * n, sums, 0, n);
        if (n > 0) kernels.combine(alpha, sums, 0, beta, y, yFrom, y, yFrom, n);
        scratch.giveBack(sums);
    }

    /// What the rows `from … to − 1` of the triangle contribute.
    private void rows(boolean lower, int n, int from, int to, double[] a, int aFrom, int lda, double[] x, int xFrom,
                      double[] y, int yFrom) {
        for (int j = lower ? 0 : from; j < (lower ? to : n); j += COLUMNS) {
            for (int i = from; i < to; i++) {
                int begin = lower ? j : Math.max(j, i + 1);
                int count = Math.min(j + COLUMNS, lower ? i : n) - begin;
                if (count <= 0) continue;
                int at = aFrom + i * lda + begin;
                y[yFrom + i] += kernels.dot(a, at, x, xFrom + begin, count);
                kernels.axpy(x[xFrom + i], a, at, y, yFrom + begin, count);
            }
        }
        for (int i = from; i < to; i++) y[yFrom + i] = Math.fma(a[aFrom + i * lda + i], x[xFrom + i], y[yFrom + i]);
    }
}
