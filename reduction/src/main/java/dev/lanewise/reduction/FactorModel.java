package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What [FactorAnalysis] learned: loadings and the noise of each feature.
///
/// | | shape | |
/// |---|---|---|
/// | `loadings()` | `[factors, features]` | W |
/// | `noiseVariance()` | `[features]` | ψ, the diagonal of Ψ |
/// | `transform(x)` | `[n, factors]` | the mean of the factors, given x: `(x − mean) Ψ⁻¹ Wᵀ (I + W Ψ⁻¹ Wᵀ)⁻¹` |
/// | `inverseTransform(z)` | `[n, features]` | `z W + mean` |
///
/// @see FactorAnalysis
public final class FactorModel implements Reducer {

    private final FactorAnalysis analysis;
    private final LinearMap map;
    private final double[] noise;
    private final Schema schema;
    private final Provenance provenance;

    /// @param loadings `[factors, features]`
    FactorModel(FactorAnalysis analysis, double[] mean, Matrix loadings, double[] noise, Schema schema, Provenance provenance) {
        this.analysis = analysis;
        this.map = new LinearMap(mean, posterior(loadings, noise), loadings);
        this.noise = noise;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// `Ψ⁻¹ Wᵀ (I + W Ψ⁻¹ Wᵀ)⁻¹`
    private static Matrix posterior(Matrix loadings, double[] noise) {
        Matrix weighted = loadings.times(Matrix.diagonal(Arrays.stream(noise).map(psi -> 1 / psi).toArray()));     // [factors, features]
        Matrix precision = Matrix.identity(loadings.rows()).plus(weighted.times(loadings.transpose()));
        return Cholesky.of(precision.plus(precision.transpose()).times(0.5)).solve(weighted).transpose();
    }

    @Override public int dimensions() { return map.dimensions(); }

    public int features() { return map.features(); }

    public double[] mean() { return map.mean().clone(); }

    /// W: `[factors, features]`.
    public Matrix loadings() { return map.backward(); }

    /// ψ: `[features]`.
    public double[] noiseVariance() { return noise.clone(); }

    /// The share of the variance of each feature that the factors explain, `Σ Wᵢⱼ² / (Σ Wᵢⱼ² + ψⱼ)`: `[features]`.
    public double[] communalities() {
        double[] shares = new double[features()];
        for (int j = 0; j < shares.length; j++) {
            double common = Math.pow(loadings().column(j).norm(), 2);
            shares[j] = common / (common + noise[j]);
        }
        return shares;
    }

    /// The covariance of the model, `Wᵀ W + Ψ`.
    public Matrix covariance() { return loadings().transpose().times(loadings()).plus(Matrix.diagonal(noise)); }

    /// The mean log-likelihood of a row, `ln N(x; mean, WᵀW + Ψ)`.
    public double score(Matrix x) {
        LinearMap.requireWidth(analysis + ".score", x, features());
        Cholesky cholesky = Cholesky.of(covariance());
        Matrix centered = x.minus(Matrix.of(x.rows(), 1, ones(x.rows())).times(Matrix.of(1, features(), map.mean())));
        double[] solved = cholesky.solve(centered.transpose()).transpose().toArray(), rows = centered.toArray();
        double squares = 0;
        for (int i = 0; i < rows.length; i++) squares += rows[i] * solved[i];
        return -(features() * Math.log(2 * Math.PI) + cholesky.logDeterminant() + squares / Math.max(1, x.rows())) / 2;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override public Matrix transform(Matrix x) { return map.coordinates(analysis.toString(), x); }

    @Override public Matrix inverseTransform(Matrix coordinates) { return map.rows(analysis.toString(), coordinates); }

    /// The squared loadings of each factor, summed, and their share in the variance of the model.
    @Override public Table spectrum() {
        double[] sums = new double[dimensions()];
        for (int i = 0; i < sums.length; i++) sums[i] = Math.pow(loadings().row(i).norm(), 2);
        double total = Arrays.stream(sums).sum() + Arrays.stream(noise).sum();
        return Table.empty().with("variance", sums).with("ratio", Arrays.stream(sums).map(sum -> sum / total).toArray());
    }

    @Override public Table predict(Dataset data, Run run) {
        LinearMap.samples(analysis.toString(), data, features());
        return coordinates(data);
    }

    /// `rmse`, the error of reconstruction in the units of the data, and `likelihood`, the mean log-likelihood of a row.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        Matrix x = LinearMap.samples(analysis.toString(), data, features());
        Map<String, Double> figures = new LinkedHashMap<>(Reconstruction.of(this, x).figures());
        figures.put("likelihood", score(x));
        return new Evaluation(data.size(), figures);
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("mean", StoredTensor.of(map.mean()));
        tensors.put("loadings", StoredTensor.of(loadings()));
        tensors.put("noise", StoredTensor.of(noise));
        return new ModelContent("factor-analysis", analysis.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static FactorModel restore(ModelContent content) {
        double[] mean = content.tensor("mean").doubles(), noise = content.tensor("noise").doubles();
        Matrix loadings = content.matrix("loadings");
        if (loadings.columns() != mean.length || noise.length != mean.length) throw new DataException("Model file: expected loadings [factors, " + mean.length + "], but got " + loadings);
        return new FactorModel(FactorAnalysis.of(content.settings()), mean, loadings, noise, content.schema(), content.provenance());
    }

    /// `FactorAnalysis(2): 4 features`
    @Override public String toString() { return analysis + ": " + features() + " features"; }
}
