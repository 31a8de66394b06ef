package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.LeastSquares;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// Linear regression: the weighted sums with the least squared error, with or without a penalty on the weights (ridge regression).
///
/// It makes `‖Y − X W − b‖² + α ‖W‖²` small; the biases bear no penalty. Without one, the smallest of all best weights are taken where there are several.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with one or more numbers to predict for every row |
/// | `decision(x)` | `[n, outputs]` | |
///
/// @param alpha the penalty α, at least 0
/// @param intercept whether there are biases
/// @see <a href="https://doi.org/10.1080/00401706.1970.10488634">Hoerl & Kennard: Ridge regression (1970)</a>
public record LinearRegression(double alpha, boolean intercept) implements Estimator {

    public LinearRegression {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) throw new IllegalArgumentException("LinearRegression: expected a finite alpha ≥ 0, but got " + alpha);
    }

    /// Least squares.
    public static LinearRegression standard() { return new LinearRegression(0, true); }

    /// Ridge regression.
    public static LinearRegression ridge(double alpha) { return new LinearRegression(alpha, true); }

    public LinearRegression intercept(boolean intercept) { return new LinearRegression(alpha, intercept); }

    /// @throws dev.lanewise.core.DataException if the target is no number, there are no samples, or a number is not finite
    @Override public LinearModel fit(Dataset data, Run run) {
        Matrix y = Samples.of(this, data).numbers(), x = data.matrix();
        double[] xMeans = intercept ? means(x, data) : new double[x.columns()], yMeans = intercept ? means(y, data) : new double[y.columns()];
        Matrix weights = solve(weighted(minus(x, xMeans), data), weighted(minus(y, yMeans), data), run);                             // [features, outputs]
        double[] biases = minus(Matrix.of(1, yMeans.length, yMeans), Matrix.of(1, xMeans.length, xMeans).times(weights).toArray()).toArray();
        return new LinearModel(this, new LinearUnits(weights.transpose(), biases), data.schema(), Provenance.of(data, run));
    }

    @Override public LinearModel fit(Dataset data) { return fit(data, Run.standard()); }

    /// The weighted means of columns that belong to the samples.
    static double[] means(Matrix matrix, Dataset data) {
        if (!data.isWeighted()) return matrix.columnMeans();
        double[] means = new double[matrix.columns()];
        double sum = IntStream.range(0, data.size()).mapToDouble(data::weight).sum();
        if (sum == 0) throw new DataException("LinearRegression: expected samples that count, but all of their weights are 0");
        for (int i = 0; i < matrix.rows(); i++) for (int j = 0; j < means.length; j++) means[j] += data.weight(i) / sum * matrix.get(i, j);
        return means;
    }

    /// A squared error counts as much as its weight if the row is multiplied by the root of that.
    private static Matrix weighted(Matrix matrix, Dataset data) {
        if (!data.isWeighted()) return matrix;
        double[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) values[i] *= Math.sqrt(data.weight(i / matrix.columns()));
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    /// By the smaller of `(XᵀX + α) W = XᵀY` and `W = Xᵀ (XXᵀ + α)⁻¹ Y`.
    private Matrix solve(Matrix x, Matrix y, Run run) {
        if (alpha == 0) return LeastSquares.of(x, y, run.backend()).solution();
        int n = x.rows(), features = x.columns();
        if (features <= n) return Cholesky.of(x.transposeTimes(x, run.backend()).plus(Matrix.identity(features).times(alpha)), run.backend()).solve(x.transposeTimes(y, run.backend()));
        return x.transposeTimes(Cholesky.of(x.times(x.transpose(), run.backend()).plus(Matrix.identity(n).times(alpha)), run.backend()).solve(y), run.backend());
    }

    private static Matrix minus(Matrix matrix, double[] row) {
        double[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) values[i] -= row[i % row.length];
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    Options options() { return Options.none().with("alpha", alpha).with("intercept", intercept); }

    static LinearRegression of(Options options) { return new LinearRegression(options.number("alpha", 0), options.flag("intercept", true)); }

    /// Names it `linear-regression`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "linear-regression"; }

        @Override public String family() { return "linear models"; }

        @Override public String summary() { return "Linear regression by least squares, or ridge regression."; }

        @Override public List<Option> options() {
            return List.of(new Option("alpha", Type.NUMBER, "0", "≥ 0", "The penalty on squared weights."),
                    new Option("intercept", Type.FLAG, "true", "true, false", "Whether there are biases."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LinearModel.restore(content); }
    }
}
