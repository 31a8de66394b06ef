package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;

/// Axes along which a symmetric positive semidefinite matrix becomes the identity.
///
/// `Wᵀ A W = I`, with `W = V Λ^(−1/2)` of the eigenvectors whose eigenvalues are above a threshold.
///
/// @param axes `[n, rank]`, W
record WhiteAxes(Matrix axes) {

    /// @param least the smallest eigenvalue that still counts
    static WhiteAxes of(Matrix a, double least, Backend backend) {
        SymmetricEigen eigen = SymmetricEigen.of(a, backend);
        double[] values = eigen.values();
        int rank = 0;
        while (rank < values.length && values[rank] > least) rank++;
        double[] kept = Arrays.copyOf(values, rank);
        Matrix scales = Matrix.diagonal(Arrays.stream(kept).map(value -> 1 / Math.sqrt(value)).toArray());
        return new WhiteAxes(eigen.vectors().columns(0, rank).times(scales, backend));
    }
}
