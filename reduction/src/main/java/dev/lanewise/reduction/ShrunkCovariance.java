package dev.lanewise.reduction;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import java.util.function.IntPredicate;

/// Covariances (divided by n) of some rows of a data set, shrunk.
record ShrunkCovariance(Dataset data, Shrinkage shrinkage) {

    /// @param moments of the rows that `belongs` picks
    Matrix of(Moments moments, IntPredicate belongs) {
        Matrix covariance = moments.covariance(0);
        return switch (shrinkage) {
            case Shrinkage.Amount(double amount) -> Shrinkage.shrink(covariance, amount);
            case Shrinkage.LedoitWolf() -> standardised(covariance, moments, belongs);
        };
    }

    /// Shrinks the correlation, in which constant features have variance 0, and gives it back its units.
    private Matrix standardised(Matrix covariance, Moments moments, IntPredicate belongs) {
        int d = moments.features();
        double[] scale = moments.deviations(0);
        for (int j = 0; j < d; j++) if (scale[j] == 0) scale[j] = 1;
        Matrix correlation = scaled(covariance, scale, -1);
        return scaled(Shrinkage.shrink(correlation, amount(correlation, moments, scale, belongs)), scale, 1);
    }

    private static Matrix scaled(Matrix covariance, double[] scale, int power) {
        int d = scale.length;
        double[] scaled = covariance.toArray();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) scaled[i * d + j] *= power > 0 ? scale[i] * scale[j] : 1 / (scale[i] * scale[j]);
        }
        return Matrix.wrap(d, d, scaled);
    }

    /// `s = min(β, δ) / δ` with `μ = tr C / d`, `δ = ‖C − μI‖² / d`, `β = (Σ ‖x‖⁴ / n − ‖C‖²) / (n d)` over standardised rows x.
    private double amount(Matrix c, Moments moments, double[] scale, IntPredicate belongs) {
        int d = c.rows();
        double n = moments.count(), trace = 0, squares = Math.pow(c.norm(), 2);
        for (int i = 0; i < d; i++) trace += c.get(i, i);
        double mu = trace / d, delta = (squares - d * mu * mu) / d;
        double beta = (fourthPowers(moments.mean(), scale, belongs) / n - squares) / (n * d);
        return delta <= 0 || beta <= 0 ? 0 : Math.min(beta, delta) / delta;
    }

    /// `Σ ‖x‖⁴` of the standardised rows.
    private double fourthPowers(double[] mean, double[] scale, IntPredicate belongs) {
        double sum = 0;
        double[] row = new double[mean.length];
        for (int i = 0; i < data.size(); i++) {
            if (!belongs.test(i)) continue;
            data.readInput(0, i, row, 0);
            double squares = 0;
            for (int j = 0; j < row.length; j++) squares += Math.pow((row[j] - mean[j]) / scale[j], 2);
            sum += squares * squares;
        }
        return sum;
    }
}
