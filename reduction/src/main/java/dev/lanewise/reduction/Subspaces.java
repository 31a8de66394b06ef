package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.List;

/// A subspace for each class.
///
/// @param bases one `[dimensions, features]` a class, orthonormal rows; without rows for a class that was never seen
/// @param means `[classes, features]`, what each subspace goes through; zeros for linear subspaces
record Subspaces(List<Matrix> bases, Matrix means) {

    /// Eigenvalues below this share of the largest are rounding.
    private static final double RANK_TOLERANCE = 1e-12;

    Subspaces {
        bases = List.copyOf(bases);
    }

    int features() { return means.columns(); }

    /// The first eigenvectors of a moment matrix, one a row; no more than its rank.
    static Matrix basis(Matrix moment, Keep keep, long samples, Backend backend) {
        SymmetricEigen eigen = SymmetricEigen.of(moment, backend);
        double[] values = Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray();
        int rank = 0;
        while (rank < values.length && values[rank] > RANK_TOLERANCE * values[0]) rank++;
        int kept = Math.min(rank, keep.of(values, samples));
        return Matrix.wrap(kept, moment.rows(), eigen.vectors().columns(0, kept).transpose().toArray());
    }

    /// `1 − ‖x − nearest point of the subspace‖² / ‖x‖²`, not below 0; 0 for a sample of zeros: `[n, classes]`.
    ///
    /// With `x' = x − m`, the squared distance is `‖x'‖² − ‖U x'‖²`; all bases are multiplied at once.
    Matrix similarities(Matrix x) {
        int n = x.rows(), classes = bases.size();
        Matrix all = stacked(), inside = x.times(all.transpose()), offsets = means.times(all.transpose()), alongMeans = x.times(means.transpose());
        double[] similarities = new double[Math.multiplyExact(n, classes)];
        for (int i = 0; i < n; i++) {
            double squares = Math.pow(x.row(i).norm(), 2);
            for (int c = 0, at = 0; c < classes; at += bases.get(c++).rows()) {
                double around = squares - 2 * alongMeans.get(i, c) + Math.pow(means.row(c).norm(), 2);
                double distance = around - squaredLength(inside, i, offsets, c, at);
                similarities[i * classes + c] = squares == 0 ? 0 : Math.clamp(1 - distance / squares, 0, 1);
            }
        }
        return Matrix.wrap(n, classes, similarities);
    }

    /// `‖U (x − m)‖²` from `U x` and `U m`.
    private double squaredLength(Matrix inside, int i, Matrix offsets, int c, int from) {
        double sum = 0;
        for (int j = from; j < from + bases.get(c).rows(); j++) sum += Math.pow(inside.get(i, j) - offsets.get(c, j), 2);
        return sum;
    }

    /// All bases, one below the other.
    private Matrix stacked() {
        int rows = bases.stream().mapToInt(Matrix::rows).sum(), d = features(), from = 0;
        double[] all = new double[Math.multiplyExact(rows, d)];
        for (Matrix basis : bases) {
            basis.copyTo(all, from * d, d);
            from += basis.rows();
        }
        return Matrix.wrap(rows, d, all);
    }
}
