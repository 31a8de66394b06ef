package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.kernel.DoubleKernels;

/// Rows to coordinates along axes and back: `(x − mean) / scale · axesᵀ`.
///
/// @param mean `[features]`
/// @param scale `[features]`, or empty where nothing is divided
/// @param axes orthonormal, one a row: `[axes, features]`
record AxisTransform(double[] mean, double[] scale, Matrix axes) {

    /// Rows centred and multiplied at a time: few enough for the cache, many enough for the product.
    private static final int BLOCK = 512;

    /// Numbers a block holds at most, unless a single row is longer.
    private static final int BLOCK_SIZE = 1 << 20;

    private static final int ROWS_AT_ONCE = 32;

    int features() { return mean.length; }

    /// `[n, features]` to `[n, axes]`.
    Matrix coordinates(Matrix x, Backend backend) {
        int d = features(), k = axes.rows(), rows = Math.clamp(BLOCK_SIZE / d, 1, Math.clamp(x.rows(), 1, BLOCK));
        double[] out = new double[Math.multiplyExact(x.rows(), k)], block = backend.borrowDoubles(rows * d);
        for (int from = 0; from < x.rows(); from += rows) {
            int count = Math.min(rows, x.rows() - from);
            standardize(x.rows(from, from + count), block, backend);
            backend.gemm(false, true, count, k, d, 1, block, 0, d, axes.data(), axes.offset(), axes.rowStride(), 0, out, from * k, k);
        }
        backend.giveBack(block);
        return Matrix.wrap(x.rows(), k, out);
    }

    /// `(x − mean) / scale` as a fresh matrix.
    Matrix standardized(Matrix x, Backend backend) {
        double[] rows = new double[Math.multiplyExact(x.rows(), x.columns())];
        standardize(x, rows, backend);
        return Matrix.wrap(x.rows(), x.columns(), rows);
    }

    private void standardize(Matrix x, double[] block, Backend backend) {
        int d = features();
        DoubleKernels kernels = backend.kernels().doubles();
        backend.parallel(x.rows(), ROWS_AT_ONCE, (first, last) -> {
            x.rows(first, last).copyTo(block, first * d, d);
            for (int i = first; i < last; i++) {
                kernels.axpy(-1, mean, 0, block, i * d, d);
                for (int j = 0; j < scale.length; j++) block[i * d + j] /= scale[j];
            }
        });
    }

    /// `[n, axes]` back to `[n, features]`: `coordinates · axes · scale + mean`.
    Matrix rows(Matrix coordinates, Backend backend) {
        int d = features();
        double[] out = coordinates.times(axes, backend).toArray();
        DoubleKernels kernels = backend.kernels().doubles();
        for (int i = 0; i < coordinates.rows(); i++) {
            for (int j = 0; j < scale.length; j++) out[i * d + j] *= scale[j];
            kernels.axpy(1, mean, 0, out, i * d, d);
        }
        return Matrix.wrap(coordinates.rows(), d, out);
    }

    AxisTransform axes(Matrix others) { return new AxisTransform(mean, scale, others); }
}
