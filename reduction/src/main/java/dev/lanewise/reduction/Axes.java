package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;

/// Orthonormal axes, one a row, and the variances along them in descending order.
record Axes(Matrix rows, double[] variances) {

    /// Rows centred and multiplied at a time: few enough for the cache, many enough for the product.
    private static final int BLOCK = 512;

    /// Numbers a block holds at most, unless a single row is longer.
    private static final int BLOCK_SIZE = 1 << 20;

    /// Variances below this share of the largest are rounding.
    private static final double RANK_TOLERANCE = 1e-13;

    /// The first `k` axes.
    Matrix first(int k) { return rows.rows(0, k); }

    static Axes ofCovariance(Matrix covariance, Backend backend) {
        SymmetricEigen eigen = SymmetricEigen.of(covariance, backend);
        double[] variances = eigen.values();
        for (int i = 0; i < variances.length; i++) variances[i] = Math.max(0, variances[i]);           // rounding may leave −1e-17
        return new Axes(eigen.vectors().transpose(), variances);
    }

    private static void requireFinite(Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (!Double.isFinite(x.get(i, j))) {
                    throw new DataException("PCA: expected finite numbers, but row " + i + ", column " + j + " has " + x.get(i, j) + ". Drop or fill such rows first");
                }
            }
        }
    }

    /// How many of `rows` rows of `d` features make a block.
    static int blockRows(int rows, int d) { return Math.clamp(BLOCK_SIZE / d, 1, Math.clamp(rows, 1, BLOCK)); }

    /// Copies at most `rows` rows and takes the mean from them; returns how many.
    static int centered(Matrix x, double[] mean, int from, int rows, double[] block) {
        int count = Math.min(rows, x.rows() - from), d = x.columns();
        x.rows(from, from + count).copyTo(block, 0, d);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < d; j++) block[i * d + j] -= mean[j];
        }
        return count;
    }

    /// With `X` the centred rows and `X Xᵀ u = λ u`, the axis is `Xᵀ u / √λ`. Axes without variance are not determined: any that complete the basis
    /// will do.
    static Axes ofInnerProducts(Matrix x, double[] mean, int divisor, Backend backend) {
        requireFinite(x);
        int n = x.rows(), d = x.columns();
        Matrix centered = centered(x, mean);
        SymmetricEigen eigen = SymmetricEigen.of(centered.times(centered.transpose(), backend), backend);
        double[] variances = Arrays.stream(eigen.values()).map(value -> value / divisor).toArray();
        int rank = 0;
        while (rank < n && variances[rank] > RANK_TOLERANCE * variances[0]) rank++;
        double[] axes = Arrays.copyOf(eigen.vectors().columns(0, rank).transpose().times(centered, backend).toArray(), Math.multiplyExact(n, d));   // [n, features]
        for (int i = 0; i < rank; i++) normalize(axes, i * d, d);
        complete(axes, rank, n, d);
        Arrays.fill(variances, rank, n, 0);
        return new Axes(Matrix.wrap(n, d, axes), variances);
    }

    /// Adds the axes `count … n − 1`: each time what the earlier ones leave of the unit vector that they cover least.
    private static void complete(double[] axes, int count, int n, int d) {
        double[] covered = new double[d];
        for (int i = 0; i < count; i++) cover(axes, i * d, covered);
        for (int i = count; i < n; i++) {
            axes[i * d + leastOf(covered)] = 1;
            for (int round = 0; round < 2; round++) {                                                   // twice is enough for full precision
                for (int before = 0; before < i; before++) orthogonalize(axes, i * d, before * d, d);
                normalize(axes, i * d, d);
            }
            cover(axes, i * d, covered);
        }
    }

    private static void cover(double[] axes, int from, double[] covered) {
        for (int j = 0; j < covered.length; j++) covered[j] += axes[from + j] * axes[from + j];
    }

    private static int leastOf(double[] values) {
        int least = 0;
        for (int j = 1; j < values.length; j++) if (values[j] < values[least]) least = j;
        return least;
    }

    private static void orthogonalize(double[] axes, int axis, int before, int d) {
        double along = 0;
        for (int j = 0; j < d; j++) along += axes[axis + j] * axes[before + j];
        for (int j = 0; j < d; j++) axes[axis + j] -= along * axes[before + j];
    }

    private static Matrix centered(Matrix x, double[] mean) {
        int d = x.columns();
        double[] rows = x.toArray();
        for (int i = 0; i < rows.length; i++) rows[i] -= mean[i % d];
        return Matrix.wrap(x.rows(), d, rows);
    }

    /// Length 1, and the entry of largest magnitude positive.
    private static void normalize(double[] axis, int from, int d) {
        int largest = from;
        double squares = 0;
        for (int j = from; j < from + d; j++) {
            if (Math.abs(axis[j]) > Math.abs(axis[largest])) largest = j;
            squares += axis[j] * axis[j];
        }
        double scale = Math.copySign(1 / Math.sqrt(squares), axis[largest]);
        for (int j = from; j < from + d; j++) axis[j] *= scale;
    }
}
