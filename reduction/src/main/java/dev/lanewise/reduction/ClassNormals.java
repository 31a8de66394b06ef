package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Fits a [ClassNormal] to each class.
record ClassNormals(QDA qda, ClassMoments moments, double[] priors, Backend backend) {

    /// Variances below this share of the largest are rounding.
    private static final double SINGULAR = 1e-13;

    List<ClassNormal> fit() { return IntStream.range(0, priors.length).mapToObj(this::normal).toList(); }

    private ClassNormal normal(int c) {
        Moments own = moments.of(c);
        int d = own.features();
        if (own.count() == 0) return new ClassNormal(Double.NEGATIVE_INFINITY, new double[d], Matrix.zeros(d, d), 0);
        if (own.count() == 1) throw new DataException(qda + ": expected at least two rows of every class, but class '" + moments.classes().get(c) + "' has one");
        SymmetricEigen eigen = SymmetricEigen.of(own.covariance(1), backend);
        double r = qda.regularization();
        double[] variances = Arrays.stream(eigen.values()).map(value -> (1 - r) * Math.max(0, value) + r).toArray();
        requireRegular(c, variances);
        Matrix whitening = eigen.vectors().times(Matrix.diagonal(Arrays.stream(variances).map(value -> 1 / Math.sqrt(value)).toArray()), backend);
        return new ClassNormal(Math.log(priors[c]), own.mean(), whitening, Arrays.stream(variances).map(Math::log).sum());
    }

    private void requireRegular(int c, double[] variances) {
        long rank = Arrays.stream(variances).filter(value -> value > SINGULAR * variances[0]).count();
        if (rank == variances.length) return;
        throw new DataException(qda + ": expected the rows of every class to vary in all " + variances.length + " directions, but those of class '" + moments.classes().get(c)
                + "' vary in " + rank + ". Set a regularization, or reduce the features first");
    }
}
