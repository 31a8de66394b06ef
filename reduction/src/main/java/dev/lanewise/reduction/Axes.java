package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;

/// Orthonormal axes, one a row, and the variances along them in descending order.
record Axes(Matrix rows, double[] variances) {

    /// Variances below this share of the largest are rounding.
    private static final double RANK_TOLERANCE = 1e-13;

    /// The first `k` axes, if there are so many.
    Axes first(int k) { return k >= variances.length ? this : new Axes(rows.rows(0, k), Arrays.copyOf(variances, k)); }

    static Axes ofCovariance(Matrix covariance, Backend backend) {
        SymmetricEigen eigen = SymmetricEigen.of(covariance, backend);
        double[] variances = eigen.values();
        for (int i = 0; i < variances.length; i++) variances[i] = Math.max(0, variances[i]);           // rounding may leave −1e-17
        return new Axes(eigen.vectors().transpose(), variances);
    }

    /// With `X` the centred rows and `X Xᵀ u = λ u`, the axis is `Xᵀ u / √λ`. Axes without variance are not determined: any that complete the basis
    /// will do.
    ///
    /// @param centered the rows, around 0
    static Axes ofInnerProducts(Matrix centered, int divisor, Backend backend) {
        int d = centered.columns(), n = Math.min(centered.rows(), d);                                                      // as many axes as there can be
        SymmetricEigen eigen = SymmetricEigen.of(centered.times(centered.transpose(), backend), backend);
        double[] variances = Arrays.stream(eigen.values()).limit(n).map(value -> value / divisor).toArray();
        int rank = 0;
        while (rank < n && variances[rank] > RANK_TOLERANCE * variances[0]) rank++;
        double[] axes = Arrays.copyOf(eigen.vectors().columns(0, rank).transpose().times(centered, backend).toArray(), Math.multiplyExact(n, d));   // [n, features]
        for (int i = 0; i < rank; i++) normalize(axes, i * d, d);
        complete(axes, rank, n, d);
        Arrays.fill(variances, rank, n, 0);
        return new Axes(Matrix.wrap(n, d, axes), variances);
    }

    /// The axes of rows around 0 by their singular value decomposition, which doesn't square them: small variances keep their digits.
    static Axes ofSingularValues(Matrix centered, int divisor, Backend backend) {
        SVD svd = SVD.of(centered, backend);
        return new Axes(svd.v().transpose(), Arrays.stream(svd.values()).map(value -> value * value / divisor).toArray());
    }

    /// The first axes of several, when only the sum of all variances is known of the others: each gets the mean of what is left.
    ///
    /// @param values singular values of the centred rows
    /// @param squares `Σ ‖x − mean‖²`
    /// @param all how many axes there are
    static Axes partial(Matrix rows, double[] values, double squares, long divisor, int all) {
        int kept = Math.min(values.length, all);
        double[] variances = new double[all];
        double rest = squares / divisor;
        for (int i = 0; i < kept; i++) rest -= variances[i] = values[i] * values[i] / divisor;
        Arrays.fill(variances, kept, all, kept == all ? 0 : Math.max(0, rest) / (all - kept));
        return new Axes(rows.rows(0, kept), variances).canonical();
    }

    /// The same axes with their signs turned: the entry of largest magnitude is positive.
    Axes canonical() {
        double[] turned = rows.toArray();
        for (int i = 0; i < rows.rows(); i++) normalize(turned, i * rows.columns(), rows.columns());
        return new Axes(Matrix.wrap(rows.rows(), rows.columns(), turned), variances);
    }

    /// Whether the determinant of an orthonormal square matrix is +1: elimination with row exchanges finds its sign.
    static boolean isRotation(Matrix square) {
        int n = square.rows();
        double[] a = square.toArray();
        boolean positive = true;
        for (int p = 0; p < n; p++) {
            int pivot = p;
            for (int i = p + 1; i < n; i++) if (Math.abs(a[i * n + p]) > Math.abs(a[pivot * n + p])) pivot = i;
            positive ^= pivot != p ^ a[pivot * n + p] < 0;
            for (int j = p; j < n; j++) {
                double above = a[pivot * n + j];
                a[pivot * n + j] = a[p * n + j];
                a[p * n + j] = above;
            }
            for (int i = p + 1; i < n; i++) {
                double factor = a[i * n + p] / a[p * n + p];
                for (int j = p; j < n; j++) a[i * n + j] -= factor * a[p * n + j];
            }
        }
        return positive;
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
