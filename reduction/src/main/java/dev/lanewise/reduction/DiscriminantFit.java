package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds [Discriminants] from moments, by each of the three solvers.
final class DiscriminantFit {

    /// Eigenvalues of a standardised covariance below this share of their sum are rounding.
    private static final double SINGULAR = 1e-13;

    private final LDA lda;
    private final ClassMoments moments;
    private final Backend backend;
    private final double[] priors;
    private final Matrix means;                                                       // [classes, features]

    DiscriminantFit(LDA lda, ClassMoments moments, Backend backend) {
        this.lda = lda;
        this.moments = moments;
        this.backend = backend;
        this.priors = Priors.of(lda.toString(), lda.priors(), moments);
        this.means = moments.means();
    }

    static Schema schema(ClassMoments moments) {
        return new Schema(List.of(Shape.of(moments.features())), List.of(), Target.classes("", moments.classes()));
    }

    Discriminants of(ShrunkCovariance covariance, int[] classOfRows) {
        return switch (lda.solver()) {
            case SVD -> bySVD();
            case LSQR -> byLeastSquares(within(covariance, classOfRows));
            case EIGEN -> byEigen(within(covariance, classOfRows), covariance.of(moments.total(), _ -> true));
        };
    }

    /// `Σ πc Cc`, each class's covariance divided by its n and shrunk on its own.
    private Matrix within(ShrunkCovariance covariance, int[] classOfRows) {
        Matrix sum = Matrix.zeros(moments.features(), moments.features());
        for (int c = 0; c < priors.length; c++) {
            int own = c;
            if (moments.of(c).count() > 0) sum = sum.plus(covariance.of(moments.of(c), i -> classOfRows[i] == own).times(priors[c]));
        }
        return sum;
    }

    // ---- svd

    /// Whitens the scatter of the standardised rows, then takes the axes of the weighted means in that space.
    private Discriminants bySVD() {
        double n = moments.total().count(), freedom = n - present();
        if (freedom < 1) throw new DataException(lda + ": expected more rows than classes, but got " + (long) n + " rows of " + present() + " classes");
        Matrix toWhite = whitening(moments.within().times(1 / freedom), freedom / n, lda.tolerance() * lda.tolerance());        // [features, rank]
        if (toWhite.columns() == 0) throw new DataException(lda + ": expected rows that differ within their classes, but every class repeats one row");
        double[] center = center();
        SVD between = SVD.of(weighted(centered(center), n).times(toWhite, backend), backend);
        double[] values = between.values();
        int rank = 0;
        while (rank < values.length && values[rank] > lda.tolerance() * values[0]) rank++;
        return discriminants(toWhite.times(between.v().columns(0, rank), backend), center, shares(values));
    }

    private int present() { return (int) Arrays.stream(moments.counts()).filter(count -> count > 0).count(); }

    /// W with `Wᵀ C W = I`, by the eigenvalues of C in units in which every feature has the variance 1: so units don't cost digits.
    ///
    /// @param share of its diagonal by which the covariance is standardised
    /// @param least eigenvalues of the standardised covariance up to it count as 0
    private Matrix whitening(Matrix covariance, double share, double least) {
        double[] scale = IntStream.range(0, covariance.rows()).mapToDouble(j -> covariance.get(j, j) > 0 ? Math.sqrt(share * covariance.get(j, j)) : 1).toArray();
        SymmetricEigen eigen = SymmetricEigen.of(scaled(covariance, scale), backend);
        double[] roots = Arrays.stream(eigen.values()).takeWhile(value -> value > least).map(value -> 1 / Math.sqrt(value)).toArray();
        Matrix white = eigen.vectors().columns(0, roots.length).times(Matrix.diagonal(roots), backend);                 // [features, rank]
        return rowsTimes(white, Arrays.stream(scale).map(x -> 1 / x).toArray());
    }

    private static Matrix scaled(Matrix scatter, double[] scale) {
        int d = scale.length;
        double[] scaled = scatter.toArray();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) scaled[i * d + j] /= scale[i] * scale[j];
        }
        return Matrix.wrap(d, d, scaled);
    }

    private static Matrix rowsTimes(Matrix matrix, double[] factors) { return Matrix.diagonal(factors).times(matrix); }

    /// `Σ πc mc`
    private double[] center() { return Matrix.of(1, priors.length, priors).times(means, backend).toArray(); }

    /// `mc − center`, zeros for a class without rows.
    private Matrix centered(double[] center) {
        double[] rows = means.toArray();
        int d = center.length;
        for (int i = 0; i < rows.length; i++) rows[i] = moments.of(i / d).count() == 0 ? 0 : rows[i] - center[i % d];
        return Matrix.wrap(priors.length, d, rows);
    }

    private Matrix weighted(Matrix rows, double n) {
        double freedom = Math.max(1, present() - 1);
        return rowsTimes(rows, Arrays.stream(priors).map(prior -> Math.sqrt(n * prior / freedom)).toArray());
    }

    private static double[] shares(double[] singular) {
        double sum = Arrays.stream(singular).map(x -> x * x).sum();
        return Arrays.stream(singular).map(x -> sum == 0 ? 0 : x * x / sum).toArray();
    }

    /// Scores by distance along axes in which the covariance is the identity: `(x − center) · axes · (axesᵀ (mc − center)) − ½‖…‖² + ln πc`.
    private Discriminants discriminants(Matrix axes, double[] center, double[] shares) {
        Matrix along = centered(center).times(axes, backend);                                            // [classes, rank]
        Matrix coefficients = along.times(axes.transpose(), backend);                                    // [classes, features]
        double[] intercepts = new double[priors.length];
        for (int c = 0; c < priors.length; c++) {
            double atCenter = 0;
            for (int j = 0; j < center.length; j++) atCenter += center[j] * coefficients.get(c, j);
            intercepts[c] = logPrior(c) - Math.pow(along.row(c).norm(), 2) / 2 - atCenter;
        }
        return new Discriminants(coefficients, intercepts, center, canonical(axes), Arrays.copyOf(shares, axes.columns()));
    }

    private double logPrior(int c) { return moments.of(c).count() == 0 ? Double.NEGATIVE_INFINITY : Math.log(priors[c]); }

    /// At most `classes − 1` axes, each with its entry of largest magnitude positive.
    private Matrix canonical(Matrix axes) {
        int most = Math.min(axes.columns(), present() - 1), asked = lda.components() == 0 ? most : lda.components();
        if (asked > most) throw new DataException(lda + ": expected at most " + most + " components, one less than classes or the rank of the data, but got " + asked);
        double[] rows = axes.columns(0, asked).transpose().toArray();
        for (int i = 0; i < asked; i++) Signs.turn(rows, i * axes.rows(), axes.rows());
        return Matrix.wrap(asked, axes.rows(), rows).transpose();
    }

    // ---- lsqr

    /// `coefficients = means · C⁻¹`
    private Discriminants byLeastSquares(Matrix covariance) {
        Matrix white = whitening(covariance, 1, SINGULAR * covariance.rows());
        Matrix coefficients = means.times(white, backend).times(white.transpose(), backend);
        double[] intercepts = new double[priors.length];
        for (int c = 0; c < priors.length; c++) {
            double square = 0;
            for (int j = 0; j < means.columns(); j++) square += means.get(c, j) * coefficients.get(c, j);
            intercepts[c] = logPrior(c) - square / 2;
        }
        return new Discriminants(coefficients, intercepts, center(), Matrix.zeros(means.columns(), 0), new double[0]);
    }

    // ---- eigen

    /// With `Wᵀ S_W W = I`, the eigenvectors of `Wᵀ S_B W` are the generalised ones of the pair.
    private Discriminants byEigen(Matrix within, Matrix total) {
        Matrix white = whitening(within, 1, SINGULAR * within.rows());
        if (white.columns() < within.rows()) {
            throw new DataException(lda + ": expected a regular covariance within classes, but its rank is " + white.columns() + " of " + within.rows() + ". Use the solver svd, or shrinkage");
        }
        Matrix between = white.transpose().times(total.minus(within), backend).times(white, backend);
        SymmetricEigen eigen = SymmetricEigen.of(between.plus(between.transpose()).times(0.5), backend);
        double[] values = Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray();
        double sum = Arrays.stream(values).sum();
        double[] shares = Arrays.stream(values).map(value -> sum == 0 ? 0 : value / sum).toArray();
        return discriminants(white.times(eigen.vectors(), backend), center(), shares);
    }
}
