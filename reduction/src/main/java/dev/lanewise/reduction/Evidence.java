package dev.lanewise.reduction;

import java.util.Arrays;

/// How probable each number of axes is, given the variances along all of them: Laplace's approximation of the evidence of a probabilistic model.
///
/// @see <a href="https://papers.nips.cc/paper/1853-automatic-choice-of-dimensionality-for-pca">Minka: Automatic choice of dimensionality for
///      PCA, equation 30</a>
final class Evidence {

    private final double[] variances;
    private final double samples;
    private double betweenAxes;                                // Σ ln(λᵢ − λⱼ) over i < k and j > i
    private double betweenInverses;                            // Σ ln(1/λⱼ − 1/λᵢ) over i < j < k
    private double prior;                                      // ln of the volume of all choices of k axes
    private double logs;                                       // Σ ln λᵢ over i < k

    private Evidence(double[] variances, long samples) {
        this.variances = variances;
        this.samples = samples;
    }

    /// The number of axes, 1 … the number of positive variances less one.
    static int mostProbable(double[] variances, long samples) {
        double[] positive = Arrays.stream(variances).takeWhile(variance -> variance > 1e-15 * variances[0]).toArray();
        Evidence evidence = new Evidence(positive, samples);
        int best = 1;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 1; k < positive.length; k++) {
            double of = evidence.extendTo(k);
            if (of > most) {
                most = of;
                best = k;
            }
        }
        return best;
    }

    /// The logarithm of the evidence of `k` axes, after that of `k − 1`.
    private double extendTo(int k) {
        int d = variances.length, last = k - 1;
        prior += Gamma.log((d - last) / 2.0) - Math.log(Math.PI) * (d - last) / 2.0 - Math.log(2);
        logs += Math.log(variances[last]);
        for (int j = k; j < d; j++) betweenAxes += logOf(variances[last] - variances[j]);
        for (int i = 0; i < last; i++) betweenInverses += logOf(1 / variances[last] - 1 / variances[i]);

        double noise = Arrays.stream(variances, k, d).average().orElseThrow();
        double toNoise = 0;
        for (int i = 0; i < k; i++) toNoise += logOf(1 / noise - 1 / variances[i]);
        double parameters = (double) d * k - k * (k + 1.0) / 2;
        double curvature = betweenAxes + betweenInverses + (d - k) * toNoise + parameters * Math.log(samples);
        return prior - samples / 2 * logs - samples * (d - k) / 2 * Math.log(noise) + (parameters + k) / 2 * Math.log(2 * Math.PI)
                - curvature / 2 - k / 2.0 * Math.log(samples);
    }

    /// Equal variances, which rounding alone makes differ, take no part.
    private static double logOf(double difference) { return difference > 0 ? Math.log(difference) : 0; }
}
