package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Principal component analysis: the orthonormal axes along which the data varies most.
///
/// The axes are the eigenvectors of the covariance matrix `S = Σ (x − mean)(x − mean)ᵀ / (n − ddof)`, the variances along them its
/// eigenvalues, in descending order. Each axis points such that its entry of largest magnitude is positive.
/// There are as many axes as the smaller of rows and features. Where the data does not vary in so many directions, any axes complete the
/// basis, with a variance of 0 up to rounding.
///
/// |                        | shape                   |                                             |
/// |------------------------|-------------------------|---------------------------------------------|
/// | data                   | `[n, features]`         | finite; images and sequences flattened      |
/// | `components()`         | `[components, features]` | one axis a row                              |
/// | `transform(x)`         | `[n, components]`       | coordinates along the axes, divided by their deviations if whitened |
/// | `explainedVariance()`  | `[components]`          | in squared units of the data                |
///
/// @param keep how many axes
/// @param ddof what is taken from n in the divisor of variances: 1 as in scikit-learn, 0 for the moments of a whole population
/// @param whiten whether coordinates have variance 1
/// @see <a href="https://www.microsoft.com/en-us/research/publication/pattern-recognition-machine-learning/">Bishop, Pattern Recognition and
///      Machine Learning, section 12.1</a>
public record PCA(Keep keep, int ddof, boolean whiten) implements Estimator {

    public PCA {
        if (ddof != 0 && ddof != 1) throw new IllegalArgumentException("PCA: expected ddof 0 or 1, but got " + ddof);
    }

    /// The first so many axes.
    public static PCA of(int components) { return new PCA(Keep.count(components), 1, false); }

    /// As few axes as hold this share of the variance.
    public static PCA keepingVariance(double share) { return new PCA(Keep.variance(share), 1, false); }

    /// Every axis.
    public static PCA all() { return new PCA(Keep.all(), 1, false); }

    public PCA ddof(int ddof) { return new PCA(keep, ddof, whiten); }

    public PCA whiten(boolean whiten) { return new PCA(keep, ddof, whiten); }

    /// The axes of these rows.
    ///
    /// @throws DataException if a number is not finite, or there are too few rows
    /// @throws IllegalArgumentException if more components are asked for than there are
    public PCAModel fit(Matrix x) { return fit(x, Run.standard()); }

    public PCAModel fit(Matrix x, Run run) {
        Schema schema = new Schema(List.of(Shape.of(x.columns())), List.of(), Schema.Target.none());
        Provenance provenance = new Provenance(run.seed().value(), "", x.rows());
        requireRows(x.rows());
        return x.rows() < x.columns() ? fitWide(x, run, schema, provenance) : fit(running(x.columns(), run).add(x).finish(), run, schema, provenance);
    }

    @Override public PCAModel fit(Dataset data, Run run) {
        Schema schema = new Schema(data.schema().inputs(), data.schema().features(), Schema.Target.none());
        Provenance provenance = new Provenance(run.seed().value(), data.fingerprint(), data.size());
        requireRows(data.size());
        int d = data.schema().input().size();
        return data.size() < d ? fitWide(data.matrix(), run, schema, provenance) : fit(running(d, run).add(data).finish(), run, schema, provenance);
    }

    private static RunningMoments running(int features, Run run) { return RunningMoments.of("PCA", features, Precision.FLOAT64, run.backend()); }

    /// The axes of data of which only the moments are known.
    ///
    /// @throws DataException if there are too few rows
    public PCAModel fit(Moments moments) { return fit(moments, Run.standard()); }

    public PCAModel fit(Moments moments, Run run) {
        requireRows(moments.count());
        Schema schema = new Schema(List.of(Shape.of(moments.features())), List.of(), Schema.Target.none());
        return fit(moments, run, schema, new Provenance(run.seed().value(), "", moments.count()));
    }

    /// The axes of data of which only the moments are known.
    ///
    /// @param mean `[features]`
    /// @param covariance `[features, features]`, already divided as it should be
    /// @param samples how many rows the moments came from
    public PCAModel fitCovariance(double[] mean, Matrix covariance, long samples) {
        if (covariance.rows() != mean.length || covariance.columns() != mean.length) {
            throw new ShapeException("PCA: expected a covariance [" + mean.length + ", " + mean.length + "] for " + mean.length + " means, but got " + covariance);
        }
        Schema schema = new Schema(List.of(Shape.of(mean.length)), List.of(), Schema.Target.none());
        return model(mean, Axes.ofCovariance(covariance, Run.standard().backend()), schema, new Provenance(Run.standard().seed().value(), "", samples));
    }

    private void requireRows(long rows) {
        if (rows <= ddof) throw new DataException(this + ": expected at least " + (ddof + 1) + " rows, but got " + rows);
    }

    private PCAModel fit(Moments moments, Run run, Schema schema, Provenance provenance) {
        return model(moments.mean(), Axes.ofCovariance(moments.covariance(ddof), run.backend()), schema, provenance);
    }

    /// With fewer rows than features the inner products of rows are the smaller problem.
    private PCAModel fitWide(Matrix x, Run run, Schema schema, Provenance provenance) {
        double[] mean = x.columnMeans();
        return model(mean, Axes.ofInnerProducts(x, mean, x.rows() - ddof, run.backend()), schema, provenance);
    }

    private PCAModel model(double[] mean, Axes axes, Schema schema, Provenance provenance) {
        int k = keep.of(axes.variances());
        if (k > axes.variances().length) {
            throw new IllegalArgumentException(this + ": expected at most " + axes.variances().length + " components, the smaller of rows and features, but got " + k);
        }
        return new PCAModel(this, mean, axes.first(k), axes.variances(), schema, provenance);
    }

    Options options() {
        Options options = Options.none().with("ddof", ddof).with("whiten", whiten);
        return switch (keep) {
            case Keep.All _ -> options;
            case Keep.Count count -> options.with("components", count.components());
            case Keep.Variance variance -> options.with("variance", variance.share());
        };
    }

    /// `components` below 1 is a share of the variance, a whole number a count; `variance` is always a share.
    static PCA of(Options options) {
        return new PCA(keep(options), options.integer("ddof", 1), options.flag("whiten", false));
    }

    private static Keep keep(Options options) {
        if (options.has("variance") && options.has("components")) throw new DataException(options.place() + ": expected either 'components' or 'variance', but got both");
        if (options.has("variance")) return Keep.variance(options.number("variance"));
        if (!options.has("components")) return Keep.all();
        double components = options.number("components");
        return components < 1 ? Keep.variance(components) : Keep.count(options.with("components", whole(components)).integer("components"));
    }

    private static Number whole(double number) { return number == Math.rint(number) ? (Number) (long) number : (Number) number; }

    /// `PCA(components=2)`
    @Override public String toString() { return "PCA(" + keep + (ddof == 1 ? "" : ", ddof=" + ddof) + (whiten ? ", whiten" : "") + ")"; }

    /// Names it `pca`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "pca"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Principal component analysis: the axes along which the data varies most."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.NUMBER, "all", "a count ≥ 1, or a share of the variance below 1", "How many axes are kept."),
                    new Option("variance", Type.NUMBER, "all", "(0, 1]", "The share of the variance that the axes hold, instead of 'components'."),
                    new Option("ddof", Type.INTEGER, "1", "0, 1", "What is taken from n in the divisor of variances."),
                    new Option("whiten", Type.FLAG, "false", "true, false", "Whether coordinates are divided by their standard deviations."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return PCAModel.restore(content); }
    }
}
