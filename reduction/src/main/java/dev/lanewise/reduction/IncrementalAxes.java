package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.Arrays;

/// The first axes of rows that come one after another, in memory for the axes and one block: for more features than a second moment
/// can have.
///
/// A block is merged by the singular value decomposition of `(Σ Vᵀ; block − its mean; √(n b / (n + b)) · (mean − mean of block))`, of which the first axes are kept.
/// What was cut off is lost, so that the axes are those of all rows only where the rest is small or there are at least as many as the rank.
///
/// @see <a href="https://doi.org/10.1007/s11263-007-0075-7">Ross, Lim, Lin, Yang: Incremental learning for robust visual tracking, section 3.1</a>
final class IncrementalAxes {

    private static final int LEAST_BLOCK = 64;

    private final int k;
    private final int d;
    private final Backend backend;
    private final double[] block;
    private final int capacity;
    private int filled;
    private long count;
    private final double[] mean;
    private Matrix scaled;                                     // Σ Vᵀ: [at most k, d]
    private double squares;                                    // Σ ‖x − mean‖²

    /// @param k how many axes to keep
    IncrementalAxes(int k, int d, Backend backend) {
        this.k = k;
        this.d = d;
        this.backend = backend;
        this.capacity = Math.max(LEAST_BLOCK, 2 * k);
        this.block = new double[Math.multiplyExact(capacity, d)];
        this.mean = new double[d];
        this.scaled = Matrix.zeros(0, d);
    }

    void add(double[] rows, int from, int many) {
        for (int i = 0; i < many; i++) {
            System.arraycopy(rows, from + i * d, block, filled * d, d);
            requireFinite(filled * d);
            if (++filled == capacity) merge();
        }
    }

    private void requireFinite(int from) {
        int at = backend.kernels().doubles().firstNonFinite(block, from, d);
        if (at < 0) return;
        throw new DataException("PCA: expected finite numbers, but row " + (count + filled) + ", column " + at + " has " + block[from + at] + ". Drop or fill such rows first");
    }

    private void merge() {
        if (filled == 0) return;
        double[] own = new double[d];
        for (int i = 0; i < filled; i++) backend.kernels().doubles().axpy(1.0 / filled, block, i * d, own, 0, d);
        double weight = (double) count * filled / (count + filled);
        int before = scaled.rows(), size = before + filled + 1;
        double[] stack = new double[Math.multiplyExact(size, d)];
        scaled.copyTo(stack, 0, d);
        System.arraycopy(block, 0, stack, before * d, filled * d);
        for (int i = 0; i < filled; i++) backend.kernels().doubles().axpy(-1, own, 0, stack, (before + i) * d, d);
        for (int j = 0; j < d; j++) stack[(size - 1) * d + j] = Math.sqrt(weight) * (own[j] - mean[j]);
        for (int at = before * d; at < stack.length; at++) squares += stack[at] * stack[at];
        for (int j = 0; j < d; j++) mean[j] += (own[j] - mean[j]) * filled / (count + filled);
        count += filled;
        filled = 0;
        scaled = firstAxes(SVD.of(Matrix.wrap(size, d, stack), backend));
    }

    private Matrix firstAxes(SVD svd) {
        int kept = Math.min(k, svd.values().length);
        return Matrix.diagonal(Arrays.copyOf(svd.values(), kept)).times(svd.v().columns(0, kept).transpose(), backend);
    }

    long count() { return count + filled; }

    double[] mean() {
        merge();
        return mean;
    }

    /// The axes of all rows so far.
    Axes axes(long divisor) {
        merge();
        SVD svd = SVD.of(scaled, backend);
        return Axes.partial(svd.v().transpose(), svd.values(), squares, divisor, (int) Math.min(count, d));
    }
}
