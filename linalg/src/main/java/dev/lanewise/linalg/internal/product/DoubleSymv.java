package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.Kernels;

/// `y = alpha · A · x + beta · y` in float64 for a symmetric A, of which one triangle is read once.
///
/// A large triangle is cut into parts of about as many elements, whose results are added in order: their number follows from the size of A, so
/// threads change no bit.
public final class DoubleSymv {

    private static final int SHARED = 256;
    private static final int PARTS = 4;

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
        if (n == 0) return;
        int parts = n < SHARED ? 1 : PARTS;
        double[] sums = scratch.borrowDoubles(parts * n);
        if (parts == 1) part(lower, 0, n, n, a, aFrom, lda, x, xFrom, sums, 0);
        else workers.run(parts, 1, (from, to) -> {
            for (int part = from; part < to; part++) {
                part(lower, boundary(part, n), boundary(part + 1, n), n, a, aFrom, lda, x, xFrom, sums, part * n);
            }
        });
        for (int part = 1; part < parts; part++) {
            int before = boundary(part, n);
            kernels.axpy(1, sums, part * n + (lower ? 0 : before), sums, lower ? 0 : before, n - before);
        }
        kernels.combine(alpha, sums, 0, beta, y, yFrom, y, yFrom, n);
        scratch.giveBack(sums);
    }

    /// What rows contribute that the given numbers of longer ones precede and follow; an upper triangle begins with the longest, a lower one ends with it.
    private void part(boolean lower, int from, int to, int n, double[] a, int aFrom, int lda, double[] x, int xFrom, double[] y, int yFrom) {
        int skipped = lower ? 0 : from;
        kernels.symv(lower, to - from, n - from, a, aFrom + skipped * (lda + 1), lda, x, xFrom + skipped, y, yFrom + skipped);
    }

    /// How many rows precede a part, so that all hold about as many elements.
    private static int boundary(int part, int n) {
        return part == PARTS ? n : (int) (n * (1 - Math.sqrt(1 - (double) part / PARTS))) & -4;
    }
}
