package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Centered;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// What [PCA] learned: a mean and orthonormal axes.
///
/// `transform(x) = (x − mean) · componentsᵀ`, whitened as [Whitening] says. After [PCA#correlation(boolean)] `x − mean` is divided by the
/// standard deviations of the features, everywhere in this class.
///
/// [#interpretation()] says what the axes mean, [#probabilistic()] how probable rows are, [#ellipsoid(double)] where most of them lie.
public final class PCAModel implements Reducer {

    /// Variances below this share of the largest are rounding: nothing is divided by them.
    private static final double RANK_TOLERANCE = 1e-14;

    private final PCA pca;
    private final AxisTransform transform;
    private final double[] allVariances;
    private final Schema schema;
    private final Provenance provenance;

    /// @param allVariances along all axes, also those that were not kept
    PCAModel(PCA pca, AxisTransform transform, double[] allVariances, Schema schema, Provenance provenance) {
        this.pca = pca;
        this.transform = transform;
        this.allVariances = allVariances;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// The number of components; that of features after [Whitening#ZCA].
    @Override public int dimensions() { return pca.whitening() == Whitening.ZCA ? features() : components().rows(); }

    public int features() { return transform.features(); }

    /// The names of the features, `x1`, `x2`, … where the data had none.
    public List<String> featureNames() {
        return schema.features().size() == features() ? schema.features() : IntStream.rangeClosed(1, features()).mapToObj(j -> "x" + j).toList();
    }

    /// `[features]`
    public double[] mean() { return transform.mean().clone(); }

    /// The standard deviations that features were divided by; ones without [PCA#correlation(boolean)]: `[features]`.
    public double[] scale() {
        double[] scale = transform.scale().clone();
        if (scale.length > 0) return scale;
        double[] ones = new double[features()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// The axes, one a row: `[components, features]`.
    public Matrix components() { return transform.axes(); }

    /// The variance along each axis, in squared units of the data: `[components]`.
    public double[] explainedVariance() { return Arrays.copyOf(allVariances, components().rows()); }

    /// The share of each axis in the whole variance; 0 where there is none at all: `[components]`.
    public double[] explainedVarianceRatio() { return Arrays.copyOf(shares(), components().rows()); }

    /// The share of the first axes together: `[components]`.
    public double[] cumulativeVarianceRatio() {
        double[] ratio = explainedVarianceRatio();
        Arrays.parallelPrefix(ratio, Double::sum);
        return ratio;
    }

    /// The singular values of the centred rows: `√(variance · (n − ddof))`.
    public double[] singularValues() {
        return Arrays.stream(explainedVariance()).map(variance -> Math.sqrt(variance * (provenance.samples() - pca.ddof()))).toArray();
    }

    /// The mean variance along the axes that were not kept; 0 if all were.
    public double noiseVariance() { return Arrays.stream(allVariances).skip(components().rows()).average().orElse(0); }

    @Override public Table spectrum() {
        return Table.empty().with("variance", explainedVariance()).with("ratio", explainedVarianceRatio()).with("cumulative", cumulativeVarianceRatio());
    }

    @Override public double[] shares() {
        double total = Arrays.stream(allVariances).sum();
        return Arrays.stream(allVariances).map(variance -> total == 0 ? 0 : variance / total).toArray();
    }

    @Override public Matrix transform(Matrix x) { return transform(x, Backend.standard()); }

    Matrix transform(Matrix x, Backend backend) {
        requireWidth("transform", x, features());
        return whitened(transform.coordinates(x, backend), backend);
    }

    private Matrix whitened(Matrix coordinates, Backend backend) {
        return switch (pca.whitening()) {
            case NONE -> coordinates;
            case PCA -> scaled(coordinates, PCAModel::inverseRoot);
            case ZCA -> scaled(coordinates, PCAModel::inverseRoot).times(components(), backend);
        };
    }

    /// Coordinates of sparse rows, which are centred without being written out: `[n, components]`.
    public Matrix transform(SparseMatrix x) {
        if (x.columns() != features()) throw new ShapeException(pca + ".transform: expected [n, " + features() + "], the width it was fitted on, but got [" + x.rows() + ", " + x.columns() + "]");
        double[] scale = scale(), directions = components().transpose().toArray();
        int k = components().rows();
        for (int i = 0; i < directions.length; i++) directions[i] /= scale[i / k];
        Matrix along = new Centered(x, Matrix.of(1, features(), mean())).times(Matrix.wrap(features(), k, directions));
        return whitened(along, Backend.standard());
    }

    /// `[n, features]` to coordinates along the axes, whitened or not: `[n, components]`.
    public Matrix scores(Matrix x) {
        requireWidth("scores", x, features());
        return transform.coordinates(x, Backend.standard());
    }

    @Override public Matrix inverseTransform(Matrix coordinates) { return inverseTransform(coordinates, Backend.standard()); }

    private Matrix inverseTransform(Matrix coordinates, Backend backend) {
        requireWidth("inverseTransform", coordinates, dimensions());
        return transform.rows(switch (pca.whitening()) {
            case NONE -> coordinates;
            case PCA -> scaled(coordinates, Math::sqrt);
            case ZCA -> scaled(coordinates.times(components().transpose(), backend), Math::sqrt);
        }, backend);
    }

    private static double inverseRoot(double variance) { return variance == 0 ? 0 : 1 / Math.sqrt(variance); }

    private Matrix scaled(Matrix coordinates, DoubleUnaryOperator ofVariance) {
        double[] factors = Arrays.stream(explainedVariance()).map(variance -> ofVariance.applyAsDouble(variance > RANK_TOLERANCE * allVariances[0] ? variance : 0)).toArray();
        double[] product = coordinates.toArray();
        for (int i = 0; i < product.length; i++) product[i] *= factors[i % factors.length];
        return Matrix.wrap(coordinates.rows(), factors.length, product);
    }

    /// What the kept axes say of rows: `[n, features]` to `[n, features]`.
    public Matrix reconstruct(Matrix x) { return reconstruct(x, Backend.standard()); }

    private Matrix reconstruct(Matrix x, Backend backend) {
        requireWidth("reconstruct", x, features());
        return transform.rows(transform.coordinates(x, backend), backend);
    }

    /// The squared distance of each row from its reconstruction, in squared units of the data: large for rows unlike those it was fitted on.
    public double[] reconstructionErrors(Matrix x) {
        Matrix rest = x.minus(reconstruct(x));
        return IntStream.range(0, x.rows()).mapToDouble(i -> Math.pow(rest.row(i).norm(), 2)).toArray();
    }

    /// The same model with the first `k` axes only.
    ///
    /// @throws IllegalArgumentException if there are not so many
    public PCAModel first(int k) {
        if (k < 1 || k > components().rows()) throw new IllegalArgumentException(pca + ".first: expected 1 … " + components().rows() + " components, but got " + k);
        PCA fewer = new PCA(Keep.count(k), pca.ddof(), pca.whitening(), pca.correlation(), pca.solver());
        return new PCAModel(fewer, transform.axes(components().rows(0, k)), allVariances, schema, provenance);
    }

    /// The same model with the last axis turned where that makes all of them together a rotation, with determinant +1 and not −1.
    ///
    /// @throws IllegalArgumentException unless there are as many components as features
    public PCAModel properRotation() {
        if (components().rows() != features()) throw new IllegalArgumentException(pca + ".properRotation: expected " + features() + " components, one for each feature, but got " + components().rows());
        if (Axes.isRotation(components())) return this;
        double[] turned = components().toArray();
        for (int j = turned.length - features(); j < turned.length; j++) turned[j] = -turned[j];
        return new PCAModel(pca, transform.axes(Matrix.wrap(features(), features(), turned)), allVariances, schema, provenance);
    }

    /// `U V Uᵀ` with the axes as rows of U: the diagonal matrix of variances for the covariance matrix V that the model was fitted to.
    ///
    /// @throws ShapeException if the matrix is not `[features, features]`
    public Matrix diagonalizedCovariance(Matrix covariance) {
        if (covariance.rows() != features()) throw new ShapeException(pca + ".diagonalizedCovariance: expected [" + features() + ", " + features() + "], but got " + covariance);
        requireWidth("diagonalizedCovariance", covariance, features());
        return components().times(covariance).timesTransposed(components());
    }

    /// How far the axes are from orthonormal: the largest element of `U Uᵀ − I`.
    public double orthonormalityError() {
        return components().timesTransposed(components()).minus(Matrix.identity(components().rows())).maxAbs();
    }

    /// What the axes mean in terms of the features.
    public Interpretation interpretation() { return new Interpretation(this); }

    /// The normal distribution whose covariance has these axes, and the same noise in all other directions.
    ///
    /// @throws IllegalArgumentException if the kept axes hold all the variance, yet not all directions
    public ProbabilisticPCA probabilistic() { return ProbabilisticPCA.of(this); }

    /// The ellipsoid around the mean that holds a normal vector with this probability, in the space that the kept axes span.
    ///
    /// @param confidence in (0, 1)
    public Ellipsoid ellipsoid(double confidence) { return Ellipsoid.of(this, confidence); }

    double[] allVariances() { return allVariances; }

    AxisTransform axisTransform() { return transform; }

    private void requireWidth(String method, Matrix x, int width) {
        if (x.columns() != width) {
            throw new ShapeException(pca + "." + method + ": expected [n, " + width + "], " + (width == features() ? "the width it was fitted on" : "the number of its components")
                    + ", but got [" + x.rows() + ", " + x.columns() + "]");
        }
    }

    @Override public Table predict(Dataset data, Run run) {
        requireSamples(data);
        String[] names = pca.whitening() == Whitening.ZCA ? featureNames().toArray(String[]::new)
                : IntStream.rangeClosed(1, dimensions()).mapToObj(i -> "pc" + i).toArray(String[]::new);
        return Table.of(transform(data.matrix(), run.backend()), names);
    }

    /// `rmse`, the error of reconstruction in the units of the data, and `explained`, the share of the data's variance around the learned
    /// mean that the axes hold.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        requireSamples(data);
        Matrix x = data.matrix();
        double lost = Math.pow(x.minus(reconstruct(x, run.backend())).norm(), 2), total = squaresAroundMean(x);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rmse", Math.sqrt(lost / Math.max(1, (long) x.rows() * x.columns())));
        figures.put("explained", total == 0 ? 0 : 1 - lost / total);
        return new Evaluation(data.size(), figures);
    }

    private double squaresAroundMean(Matrix x) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) sum += (x.get(i, j) - transform.mean()[j]) * (x.get(i, j) - transform.mean()[j]);
        }
        return sum;
    }

    private void requireSamples(Dataset data) {
        if (data.schema().inputs().size() != 1 || data.schema().input().size() != features()) {
            throw new DataException(pca + ": expected samples of " + features() + " features, as it was fitted on, but got " + data.schema().inputs());
        }
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("mean", StoredTensor.of(transform.mean()));
        if (transform.scale().length > 0) tensors.put("scale", StoredTensor.of(transform.scale()));
        tensors.put("axes", StoredTensor.of(components()));
        tensors.put("variances", StoredTensor.of(allVariances));
        return new ModelContent("pca", pca.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static PCAModel restore(ModelContent content) {
        double[] mean = doubles(content, "mean"), variances = doubles(content, "variances"), axes = doubles(content, "axes");
        if (mean.length == 0 || axes.length % mean.length != 0 || axes.length / mean.length > variances.length) {
            throw new DataException("Model file: expected axes [components, " + mean.length + "], but got " + content.tensors().get("axes").shape());
        }
        Matrix rows = Matrix.wrap(axes.length / mean.length, mean.length, axes);
        return new PCAModel(PCA.of(content.settings()), new AxisTransform(mean, scale(content, mean.length), rows), variances, content.schema(), content.provenance());
    }

    private static double[] scale(ModelContent content, int features) {
        if (!content.tensors().containsKey("scale")) return new double[0];
        double[] scale = doubles(content, "scale");
        if (scale.length == features) return scale;
        throw new DataException("Model file: expected a scale [" + features + "], but got [" + scale.length + "]");
    }

    private static double[] doubles(ModelContent content, String name) {
        if (content.tensors().get(name) instanceof StoredTensor.Doubles doubles) return doubles.values();
        throw new DataException("Model file: expected a float64 tensor '" + name + "', but it is not there");
    }

    /// `PCA: 4 features -> 2 components, 97.8 % of the variance`
    @Override public String toString() {
        return String.format(Locale.ROOT, "PCA: %d features -> %d components, %.1f %% of the variance", features(), components().rows(),
                100 * Arrays.stream(explainedVarianceRatio()).sum());
    }
}
