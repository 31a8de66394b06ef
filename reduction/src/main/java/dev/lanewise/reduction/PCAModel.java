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
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// What [PCA] learned: a mean and orthonormal axes.
///
/// `transform(x) = (x − mean) · componentsᵀ`, divided by the standard deviations along the axes if whitened; an axis without variance then
/// gives 0.
public final class PCAModel implements Reducer {

    private final PCA pca;
    private final double[] mean;
    private final Matrix axes;
    private final double[] allVariances;
    private final Schema schema;
    private final Provenance provenance;

    /// @param axes `[components, features]`
    /// @param allVariances along all axes, also those that were not kept
    PCAModel(PCA pca, double[] mean, Matrix axes, double[] allVariances, Schema schema, Provenance provenance) {
        this.pca = pca;
        this.mean = mean;
        this.axes = axes;
        this.allVariances = allVariances;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public int dimensions() { return axes.rows(); }

    public int features() { return mean.length; }

    /// `[features]`
    public double[] mean() { return mean.clone(); }

    /// The axes, one a row: `[components, features]`.
    public Matrix components() { return axes; }

    /// The variance along each axis, in squared units of the data: `[components]`.
    public double[] explainedVariance() { return Arrays.copyOf(allVariances, dimensions()); }

    /// The share of each axis in the whole variance; 0 where there is none at all: `[components]`.
    public double[] explainedVarianceRatio() {
        double total = Arrays.stream(allVariances).sum();
        return Arrays.stream(explainedVariance()).map(variance -> total == 0 ? 0 : variance / total).toArray();
    }

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
    public double noiseVariance() { return Arrays.stream(allVariances).skip(dimensions()).average().orElse(0); }

    @Override public Table spectrum() {
        return Table.empty().with("variance", explainedVariance()).with("ratio", explainedVarianceRatio()).with("cumulative", cumulativeVarianceRatio());
    }

    @Override public Matrix transform(Matrix x) { return transform(x, Backend.standard()); }

    private Matrix transform(Matrix x, Backend backend) {
        requireWidth("transform", x, features());
        int d = features(), k = dimensions(), rows = Axes.blockRows(x.rows(), d);
        double[] out = new double[Math.multiplyExact(x.rows(), k)], block = backend.borrowDoubles(rows * d);
        for (int from = 0; from < x.rows(); from += rows) {
            int count = Axes.centered(x, mean, from, rows, block);
            backend.gemm(false, true, count, k, d, 1, block, 0, d, axes.data(), axes.offset(), axes.rowStride(), 0, out, from * k, k);
        }
        backend.giveBack(block);
        return pca.whiten() ? Matrix.wrap(x.rows(), k, scaled(out, variance -> variance == 0 ? 0 : 1 / Math.sqrt(variance))) : Matrix.wrap(x.rows(), k, out);
    }

    @Override public Matrix inverseTransform(Matrix coordinates) { return inverseTransform(coordinates, Backend.standard()); }

    private Matrix inverseTransform(Matrix coordinates, Backend backend) {
        requireWidth("inverseTransform", coordinates, dimensions());
        int d = features();
        Matrix along = pca.whiten() ? Matrix.wrap(coordinates.rows(), dimensions(), scaled(coordinates.toArray(), Math::sqrt)) : coordinates;
        double[] out = along.times(axes, backend).toArray();
        for (int i = 0; i < out.length; i++) out[i] += mean[i % d];
        return Matrix.wrap(coordinates.rows(), d, out);
    }

    private double[] scaled(double[] coordinates, java.util.function.DoubleUnaryOperator ofVariance) {
        double[] factors = Arrays.stream(explainedVariance()).map(ofVariance).toArray();
        for (int i = 0; i < coordinates.length; i++) coordinates[i] *= factors[i % factors.length];
        return coordinates;
    }

    private void requireWidth(String method, Matrix x, int width) {
        if (x.columns() != width) {
            throw new ShapeException(pca + "." + method + ": expected [n, " + width + "], " + (width == features() ? "the width it was fitted on" : "the number of its components")
                    + ", but got [" + x.rows() + ", " + x.columns() + "]");
        }
    }

    @Override public Table predict(Dataset data, Run run) {
        requireSamples(data);
        String[] names = IntStream.rangeClosed(1, dimensions()).mapToObj(i -> "pc" + i).toArray(String[]::new);
        return Table.of(transform(data.matrix(), run.backend()), names);
    }

    /// `rmse`, the error of reconstruction in the units of the data, and `explained`, the share of the data's variance around the learned
    /// mean that the axes hold.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        requireSamples(data);
        Matrix x = data.matrix();
        double lost = Math.pow(x.minus(inverseTransform(transform(x, run.backend()), run.backend())).norm(), 2), total = squaresAroundMean(x);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rmse", Math.sqrt(lost / Math.max(1, (long) x.rows() * x.columns())));
        figures.put("explained", total == 0 ? 0 : 1 - lost / total);
        return new Evaluation(data.size(), figures);
    }

    private double squaresAroundMean(Matrix x) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) sum += (x.get(i, j) - mean[j]) * (x.get(i, j) - mean[j]);
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
        tensors.put("mean", StoredTensor.of(mean));
        tensors.put("axes", StoredTensor.of(axes));
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
        return new PCAModel(PCA.of(content.settings()), mean, rows, variances, content.schema(), content.provenance());
    }

    private static double[] doubles(ModelContent content, String name) {
        if (content.tensors().get(name) instanceof StoredTensor.Doubles doubles) return doubles.values();
        throw new DataException("Model file: expected a float64 tensor '" + name + "', but it is not there");
    }

    /// `PCA: 4 features -> 2 components, 97.8 % of the variance`
    @Override public String toString() {
        return String.format(Locale.ROOT, "PCA: %d features -> %d components, %.1f %% of the variance", features(), dimensions(),
                100 * Arrays.stream(explainedVarianceRatio()).sum());
    }
}
