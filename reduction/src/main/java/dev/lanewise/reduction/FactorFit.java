package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;

/// The iteration of [FactorAnalysis]: loadings from the eigenvectors of the covariance in units of the noise, then noise from what they leave.
final class FactorFit {

    /// Keeps the noise of a feature that factors explain wholly above zero: a share of its variance.
    private static final double SMALLEST = 1e-12;

    private final FactorAnalysis analysis;
    private final Backend backend;
    private final Matrix covariance;
    private final long n;
    private final int d;
    private double[] noise;
    private Matrix loadings;
    private double likelihood = Double.NEGATIVE_INFINITY;

    FactorFit(FactorAnalysis analysis, Moments moments, Backend backend) {
        this.analysis = analysis;
        this.backend = backend;
        this.covariance = moments.covariance(0);
        this.n = moments.count();
        this.d = moments.features();
        this.noise = new double[d];
        this.loadings = Matrix.zeros(analysis.factors(), d);
        Arrays.fill(noise, 1);
    }

    Matrix loadings() { return loadings; }

    double[] noise() { return noise.clone(); }

    /// @throws ConvergenceException if the likelihood still grows after the last iteration
    void iterate() {
        for (int i = 1; i <= analysis.iterations(); i++) {
            double before = likelihood;
            step();
            if (likelihood - before < analysis.tolerance()) return;
            if (i < analysis.iterations()) learnNoise();
        }
        throw new ConvergenceException(analysis + ": expected a likelihood that settles within " + analysis.iterations() + " iterations, but it still grows. Allow more iterations or a larger tolerance",
                analysis.iterations(), likelihood);
    }

    /// With `S' = Ψ^(−½) S Ψ^(−½) = V Λ Vᵀ`: `W = (Λ − I)^½ Vᵀ Ψ^½`, and `ln p = −n/2 (d ln 2π + k + Σ ln λᵢ + Σ_{i>k} λᵢ + Σ ln ψⱼ)`.
    private void step() {
        double[] root = Arrays.stream(noise).map(Math::sqrt).toArray(), scaled = covariance.toArray();
        for (int i = 0; i < scaled.length; i++) scaled[i] /= root[i / d] * root[i % d];
        SymmetricEigen eigen = SymmetricEigen.of(Matrix.wrap(d, d, scaled), backend);
        int k = analysis.factors();
        double[] values = eigen.values(), rows = new double[k * d];
        double sum = d * Math.log(2 * Math.PI) + k + Arrays.stream(noise).map(Math::log).sum();
        for (int i = 0; i < d; i++) sum += i < k ? Math.log(Math.max(SMALLEST, values[i])) : Math.max(0, values[i]);
        for (int i = 0; i < rows.length; i++) rows[i] = Math.sqrt(Math.max(0, values[i / d] - 1)) * eigen.vectors().get(i % d, i / d) * root[i % d];
        loadings = Matrix.wrap(k, d, rows);
        likelihood = -n / 2.0 * sum;
    }

    /// `ψⱼ = Sⱼⱼ − Σ Wᵢⱼ²`
    private void learnNoise() {
        for (int j = 0; j < d; j++) noise[j] = Math.max(least(j), covariance.get(j, j) - Math.pow(loadings.column(j).norm(), 2));
    }

    private double least(int feature) { return SMALLEST * (covariance.get(feature, feature) > 0 ? covariance.get(feature, feature) : 1); }
}
