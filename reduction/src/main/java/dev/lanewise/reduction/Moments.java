package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.Map;

/// Number, mean and centred second moment of rows: all that covariance methods need to know of them.
///
/// |              | shape                  |                                        |
/// |--------------|------------------------|----------------------------------------|
/// | `count()`    |                        | how many rows n                        |
/// | `mean()`     | `[features]`           | `m = Σ x / n`                          |
/// | `scatter()`  | `[features, features]` | `S = Σ (x − m)(x − m)ᵀ`, symmetric     |
///
/// Two of them merge into the moments of all their rows, exact to rounding:
/// `S = S₁ + S₂ + (n₁ n₂ / n)(m₁ − m₂)(m₁ − m₂)ᵀ`. So files larger than memory, parallel streams and several JVMs can be summed up part
/// by part; [#save] and [#load] carry a part from one to another. [RunningMoments] takes rows one after another.
///
/// @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub, LeVeque: Algorithms for computing the sample variance</a>
public final class Moments {

    private final long count;
    private final double[] mean;
    private final Matrix scatter;

    Moments(long count, double[] mean, Matrix scatter) {
        this.count = count;
        this.mean = mean;
        this.scatter = scatter;
    }

    /// The moments of the rows of a matrix.
    ///
    /// @throws DataException if a number is not finite, or there are no columns
    public static Moments of(Matrix x) { return of(x, Run.standard()); }

    public static Moments of(Matrix x, Run run) { return RunningMoments.of(x.columns(), run).add(x).finish(); }

    /// The moments of the only input of a data set, read block by block and never copied as a whole.
    ///
    /// @throws DataException if a number is not finite
    public static Moments of(Dataset data, Run run) { return of(data, Precision.FLOAT64, run); }

    /// The same with products in the given precision.
    public static Moments of(Dataset data, Precision precision, Run run) {
        return RunningMoments.of(data.schema().input().size(), precision, run).add(data).finish();
    }

    /// The moments of the rows of a source, which may be larger than memory.
    ///
    /// @throws DataException if a number is not finite, or a file is broken
    public static Moments of(RowSource source, Run run) { return RunningMoments.of(source.schema().input().size(), run).add(source).finish(); }

    /// Known moments of rows that are not at hand.
    ///
    /// @param mean `[features]`
    /// @param covariance `[features, features]`, of which the part above the diagonal counts
    /// @param count how many rows
    /// @param ddof what was taken from the count in the divisor of the covariance
    /// @throws ShapeException if mean and covariance don't fit
    /// @throws DataException if they are not finite, or the count is not above `ddof`
    public static Moments of(double[] mean, Matrix covariance, long count, int ddof) {
        int d = mean.length;
        if (covariance.rows() != d || covariance.columns() != d) {
            throw new ShapeException("Moments: expected a covariance [" + d + ", " + d + "] for " + d + " means, but got " + covariance);
        }
        requireFinite("mean", Matrix.wrap(1, d, mean));
        requireFinite("covariance", covariance);
        if (count <= ddof) throw new DataException("Moments: expected a count above ddof " + ddof + ", but got " + count);
        double[] scatter = covariance.times(count - ddof).toArray();
        mirror(scatter, d);
        return new Moments(count, mean.clone(), Matrix.wrap(d, d, scatter));
    }

    private static void requireFinite(String what, Matrix known) {
        if (Double.isFinite(known.maxAbs())) return;
        throw new DataException("Moments: expected a finite " + what + ", but it has " + (Double.isNaN(known.maxAbs()) ? "NaN" : "an infinity"));
    }

    private static void mirror(double[] square, int d) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) square[i * d + j] = square[j * d + i];
        }
    }

    /// The moments of no rows.
    public static Moments none(int features) { return new Moments(0, new double[features], Matrix.zeros(features, features)); }

    public long count() { return count; }

    public int features() { return mean.length; }

    /// `[features]`; zeros where there are no rows.
    public double[] mean() { return mean.clone(); }

    /// `Σ (x − mean)(x − mean)ᵀ`: `[features, features]`.
    public Matrix scatter() { return scatter; }

    /// The moments of the rows of both.
    ///
    /// @throws ShapeException if they have different numbers of features
    public Moments plus(Moments other) {
        if (other.features() != features()) {
            throw new ShapeException("Moments.plus: expected moments of " + features() + " features, but got " + other.features());
        }
        if (count == 0) return other;
        if (other.count == 0) return this;
        long total = count + other.count;
        double[] step = new double[features()], middle = new double[features()];
        for (int j = 0; j < step.length; j++) {
            step[j] = other.mean[j] - mean[j];
            middle[j] = mean[j] + step[j] * ((double) other.count / total);
        }
        return new Moments(total, middle, withOuter(scatter.plus(other.scatter), (double) count / total * other.count, step));
    }

    /// `S + factor · x xᵀ`
    private static Matrix withOuter(Matrix s, double factor, double[] x) {
        double[] sum = s.toArray();
        for (int i = 0; i < x.length; i++) Backend.standard().kernels().doubles().axpy(factor * x[i], x, 0, sum, i * x.length, x.length);
        mirror(sum, x.length);                                                                   // (f·a)·b and (f·b)·a differ in the last bit
        return Matrix.wrap(x.length, x.length, sum);
    }

    /// `S / (n − ddof)`
    ///
    /// @throws DataException if there are no more rows than `ddof`
    public Matrix covariance(int ddof) {
        requireRows(ddof + 1);
        return scatter.times(1.0 / (count - ddof));
    }

    /// The standard deviation of each feature, `√(Sᵢᵢ / (n − ddof))`.
    public double[] deviations(int ddof) {
        requireRows(ddof + 1);
        double[] deviations = new double[features()];
        for (int j = 0; j < deviations.length; j++) deviations[j] = Math.sqrt(scatter.get(j, j) / (count - ddof));
        return deviations;
    }

    /// `Sᵢⱼ / √(Sᵢᵢ Sⱼⱼ)`; a constant feature correlates with nothing, not even with itself: its row and column are 0.
    public Matrix correlation() {
        requireRows(1);
        int d = features();
        double[] scale = new double[d], correlation = new double[d * d];
        for (int j = 0; j < d; j++) scale[j] = scatter.get(j, j) > 0 ? 1 / Math.sqrt(scatter.get(j, j)) : 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) correlation[i * d + j] = i == j ? Math.signum(scale[i]) : scatter.get(i, j) * scale[i] * scale[j];
        }
        mirror(correlation, d);
        return Matrix.wrap(d, d, correlation);
    }

    /// The second moment around 0, `Σ x xᵀ / n = S / n + m mᵀ`.
    public Matrix autocorrelation() {
        requireRows(1);
        return withOuter(scatter.times(1.0 / count), 1, mean);
    }

    private void requireRows(int least) {
        if (count < least) throw new DataException("Moments: expected at least " + least + (least == 1 ? " row" : " rows") + ", but got " + count);
    }

    /// Writes one `.safetensors` file.
    ///
    /// @throws DataException if the file could not be written
    public void save(Path file) {
        new Safetensors(Map.of("count", StoredTensor.of(Shape.of(1), new long[] {count}), "mean", StoredTensor.of(mean),
                "scatter", StoredTensor.of(scatter)), Map.of("lanewise", "moments")).write(file);
    }

    /// Reads what [#save] wrote.
    ///
    /// @throws DataException if the file is missing, broken or holds something else
    public static Moments load(Path file) {
        Safetensors content = Safetensors.read(file);
        if (!(content.tensors().get("count") instanceof StoredTensor.Longs(var _, long[] count) && count.length == 1
                && content.tensors().get("mean") instanceof StoredTensor.Doubles mean && mean.values().length > 0
                && content.tensors().get("scatter") instanceof StoredTensor.Doubles scatter
                && scatter.shape().equals(Shape.of(mean.values().length, mean.values().length)))) {
            throw new DataException(file + ": expected moments with a count, a mean [features] and a scatter [features, features], but got the tensors "
                    + content.tensors().keySet());
        }
        int d = mean.values().length;
        return new Moments(count[0], mean.values(), Matrix.wrap(d, d, scatter.values()));
    }

    /// `Moments(30 rows of 3 features)`
    @Override public String toString() { return "Moments(" + count + " rows of " + features() + " features)"; }
}
