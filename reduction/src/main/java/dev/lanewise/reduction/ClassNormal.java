package dev.lanewise.reduction;

import dev.lanewise.linalg.Matrix;

/// The normal distribution of one class.
///
/// @param logPrior `ln πc`, −∞ for a class without rows
/// @param mean `[features]`
/// @param whitening `[features, features]`: `(x − mean) · whitening` has the identity as its covariance
/// @param logDeterminant of the covariance
record ClassNormal(double logPrior, double[] mean, Matrix whitening, double logDeterminant) {

    /// `ln πc − ½ (‖(x − mean) · whitening‖² + ln det C)` of every row.
    double[] scores(Matrix x) {
        double[] scores = new double[x.rows()];
        double[] centered = x.toArray();
        for (int i = 0; i < centered.length; i++) centered[i] -= mean[i % mean.length];
        double[] white = Matrix.wrap(x.rows(), mean.length, centered).times(whitening).toArray();
        for (int i = 0; i < white.length; i++) scores[i / mean.length] += white[i] * white[i];
        for (int i = 0; i < scores.length; i++) scores[i] = logPrior - (scores[i] + logDeterminant) / 2;
        return scores;
    }
}
