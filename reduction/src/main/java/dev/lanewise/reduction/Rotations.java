package dev.lanewise.reduction;

import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.Arrays;

/// Orthogonal rotations of loadings.
///
/// @see <a href="https://doi.org/10.1007/BF02289233">Kaiser: The varimax criterion for analytic rotation in factor analysis</a>
final class Rotations {

    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-6;

    private Rotations() { }

    /// @param loadings `[factors, features]`
    static Matrix rotate(Matrix loadings, FactorAnalysis.Rotation rotation) {
        if (rotation == FactorAnalysis.Rotation.NONE || loadings.rows() == 1) return loadings;
        Matrix features = loadings.transpose(), turn = Matrix.identity(loadings.rows());
        double gained = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            SVD svd = SVD.of(features.transpose().times(target(features.times(turn), rotation)));
            turn = svd.u().times(svd.v().transpose());
            double gain = Arrays.stream(svd.values()).sum();
            if (gained != 0 && gain < gained * (1 + TOLERANCE)) break;
            gained = gain;
        }
        return features.times(turn).transpose();
    }

    /// `L³ − L · mean over features of L²` for varimax, `L³` for quartimax.
    private static Matrix target(Matrix rotated, FactorAnalysis.Rotation rotation) {
        int d = rotated.rows(), k = rotated.columns();
        double[] target = rotated.toArray(), squares = new double[k];
        for (int i = 0; i < target.length; i++) squares[i % k] += target[i] * target[i] / d;
        for (int i = 0; i < target.length; i++) {
            target[i] = target[i] * target[i] * target[i] - (rotation == FactorAnalysis.Rotation.VARIMAX ? target[i] * squares[i % k] : 0);
        }
        return Matrix.wrap(d, k, target);
    }
}
