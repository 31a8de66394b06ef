package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.TriangularKernels;
import java.util.Arrays;

/// `y = alpha · A · x + beta · y` in float32 for a symmetric A, of which one triangle is read once.
///
/// The results of the parts of a large triangle are added in order.
public final class FloatSymv {

    private final TriangularKernels kernels;
    private final ElementKernels elements;
    private final Workers workers;
    private final Scratch scratch;

    public FloatSymv(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels.triangular();
        this.elements = kernels.elements();
        this.workers = workers;
        this.scratch = scratch;
    }

    public void multiply(boolean lower, int n, float alpha, float[] a, int aFrom, int lda, float[] x, int xFrom,
                         float beta, float[] y, int yFrom) {
        if (n == 0) return;
        var parts = new TriangleParts(n);
        float[] sums = scratch.borrowFloats(parts.count() * n);
        if (alpha == 0) Arrays.fill(sums, 0, n, 0);
        else product(lower, parts, a, aFrom, lda, x, xFrom, sums);
        elements.axpby(alpha, sums, 0, beta, y, yFrom, n);
        scratch.giveBack(sums);
    }

    private void product(boolean lower, TriangleParts parts, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] sums) {
        int n = parts.n(), count = parts.count();
        if (count == 1) kernels.symv(lower, n, n, a, aFrom, lda, x, xFrom, sums, 0);
        else workers.run(count, 1, (from, to) -> {
            for (int part = from; part < to; part++) part(lower, parts, part, a, aFrom, lda, x, xFrom, sums);
        });
        for (int part = 1; part < count; part++) {
            int before = parts.boundary(part);
            elements.axpby(1, sums, part * n + (lower ? 0 : before), 1, sums, lower ? 0 : before, n - before);
        }
    }

    /// What the rows of a part contribute; an upper triangle begins with the longest row, a lower one ends with it.
    private void part(boolean lower, TriangleParts parts, int part, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] sums) {
        int n = parts.n(), from = parts.boundary(part);
        int skipped = lower ? 0 : from;
        kernels.symv(lower, parts.boundary(part + 1) - from, n - from, a, aFrom + skipped * (lda + 1), lda, x, xFrom + skipped,
                sums, part * n + skipped);
    }
}
