package dev.lanewise.reduction;

import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Probabilistic PCA: the normal distribution `N(m, C)` with `C = Σ (λᵢ − σ²) uᵢuᵢᵀ + σ² I` over the kept axes, σ² being the mean variance
/// along all others.
///
/// It is the most probable model of rows that are made of `k` hidden normal numbers, a linear map and noise of the same strength in every
/// direction.
///
/// @see <a href="https://doi.org/10.1111/1467-9868.00196">Tipping, Bishop: Probabilistic principal component analysis</a>
public final class ProbabilisticPCA {

    /// Variances below this share of the largest are rounding.
    private static final double RANK_TOLERANCE = 1e-14;

    private final AxisTransform transform;
    private final double[] variances;
    private final double noise;

    private ProbabilisticPCA(AxisTransform transform, double[] variances, double noise) {
        this.transform = transform;
        this.variances = variances;
        this.noise = noise;
    }

    static ProbabilisticPCA of(PCAModel model) {
        double noise = model.noiseVariance();
        int k = model.components().rows(), d = model.features();
        double least = k < d ? noise : model.explainedVariance()[k - 1];
        double rounding = RANK_TOLERANCE * model.allVariances()[0];
        if (!(least > rounding)) {
            throw new IllegalArgumentException("ProbabilisticPCA: expected variance in every direction, but got none beyond "
                    + Arrays.stream(model.allVariances()).filter(variance -> variance > rounding).count() + " of " + d + " features. Keep fewer components, or drop constant features");
        }
        return new ProbabilisticPCA(model.axisTransform(), model.explainedVariance(), noise);
    }

    /// σ²; 0 if all axes were kept.
    public double noiseVariance() { return noise; }

    /// C, in squared units of the data: `[features, features]`.
    public Matrix covariance() {
        int d = transform.features();
        double[] scaled = transform.axes().toArray();
        for (int i = 0; i < scaled.length; i++) scaled[i] *= Math.sqrt(Math.max(0, variances[i / d] - noise));
        Matrix roots = Matrix.wrap(variances.length, d, scaled);
        double[] c = roots.transposeTimes(roots).toArray();
        for (int j = 0; j < d; j++) c[j * d + j] += noise;
        double[] scale = transform.scale();
        for (int i = 0; i < c.length && scale.length > 0; i++) c[i] *= scale[i / d] * scale[i % d];
        return Matrix.wrap(d, d, c);
    }

    /// The logarithm of the probability density at each row: `[n]`.
    ///
    /// @throws ShapeException if rows have another width
    public double[] logLikelihoods(Matrix x) {
        if (x.columns() != transform.features()) {
            throw new ShapeException("ProbabilisticPCA: expected rows [n, " + transform.features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        }
        Matrix rows = transform.standardized(x, Backend.standard()), along = rows.timesTransposed(transform.axes());
        double constant = logNorm();
        return IntStream.range(0, x.rows()).mapToDouble(i -> constant - squaredDistance(rows.row(i), along.row(i)) / 2).toArray();
    }

    /// The mean of [#logLikelihoods]: scikit-learn's `score`.
    public double score(Matrix x) { return Arrays.stream(logLikelihoods(x)).average().orElse(Double.NaN); }

    private double logNorm() {
        int d = transform.features(), rest = d - variances.length;
        double logDeterminant = Arrays.stream(variances).map(Math::log).sum() + (rest == 0 ? 0 : rest * Math.log(noise))
                + 2 * Arrays.stream(transform.scale()).map(Math::log).sum();
        return -(d * Math.log(2 * Math.PI) + logDeterminant) / 2;
    }

    /// `xᵀ C⁻¹ x`
    private double squaredDistance(Matrix row, Matrix along) {
        double inside = 0, held = 0;
        for (int j = 0; j < variances.length; j++) {
            double square = along.get(0, j) * along.get(0, j);
            inside += square / variances[j];
            held += square;
        }
        return variances.length == transform.features() ? inside : inside + Math.max(0, Math.pow(row.norm(), 2) - held) / noise;
    }
}
