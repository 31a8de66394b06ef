package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.LeastSquares;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What [KernelPCA] finds.
///
/// @param x the rows it was fitted on: `[n, features]`
/// @param columnMeans of their similarities: `[n]`
/// @param directions `V Λ^(−½)`: `[n, components]`
/// @param eigenvalues of the centred similarities: `[components]`
/// @param back what maps the similarity of coordinates to those of the fitted rows back to rows: `[n, features]`
record KernelFit(Matrix x, double[] columnMeans, Matrix directions, double[] eigenvalues, Matrix back) {

    /// Eigenvalues below this share of the largest are rounding.
    private static final double RANK_TOLERANCE = 1e-12;

    static KernelFit of(KernelPCA pca, Matrix x, Backend backend) {
        Matrix k = pca.similarity().between(x, x, backend);
        double[] means = k.columnMeans();
        Matrix centered = centered(k, means, means);
        SymmetricEigen eigen = SymmetricEigen.of(centered.plus(centered.transpose()).times(0.5), backend);
        int rank = rank(pca, eigen.values());
        double[] values = Arrays.copyOf(eigen.values(), rank);
        Matrix vectors = eigen.vectors().columns(0, rank);
        Matrix directions = vectors.times(Matrix.diagonal(Arrays.stream(values).map(value -> 1 / Math.sqrt(value)).toArray()), backend);
        Matrix coordinates = vectors.times(Matrix.diagonal(Arrays.stream(values).map(Math::sqrt).toArray()), backend);
        return new KernelFit(x, means, directions, values, back(pca, coordinates, x, backend));
    }

    private static int rank(KernelPCA pca, double[] values) {
        int rank = 0;
        while (rank < pca.components() && values[rank] > RANK_TOLERANCE * Math.abs(values[0]) && values[rank] > 0) rank++;
        if (rank == 0) throw new DataException(pca + ": expected rows that differ, but their similarities are all the same");
        return rank;
    }

    /// The coordinates of the fitted rows, `V Λ^½`: `[n, components]`.
    Matrix coordinates() { return directions.times(Matrix.diagonal(eigenvalues)); }

    /// `Kᵢⱼ − mean of row i − mean of column j + mean of all`
    ///
    /// @param columnMeans of the similarities of the fitted rows, and their mean over all
    static Matrix centered(Matrix k, double[] rowMeans, double[] columnMeans) {
        double all = Arrays.stream(columnMeans).average().orElse(0);
        int n = k.columns();
        double[] centered = k.toArray();
        for (int i = 0; i < centered.length; i++) centered[i] += all - rowMeans[i / n] - columnMeans[i % n];
        return Matrix.wrap(k.rows(), n, centered);
    }

    static double[] rowMeans(Matrix k) { return IntStream.range(0, k.rows()).mapToDouble(i -> Arrays.stream(k.row(i).toArray()).average().orElse(0)).toArray(); }

    /// `(K' + α I)⁻¹ X` with the similarities K' of the coordinates.
    private static Matrix back(KernelPCA pca, Matrix coordinates, Matrix x, Backend backend) {
        Matrix ridge = pca.similarity().of(x.columns()).between(coordinates, coordinates, backend).plus(Matrix.identity(x.rows()).times(pca.alpha()));
        Matrix symmetric = ridge.plus(ridge.transpose()).times(0.5);
        return pca.similarity().isIndefinite() ? LeastSquares.of(symmetric, x).solution() : Cholesky.of(symmetric, backend).solve(x);
    }
}
