package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Centered;
import dev.lanewise.linalg.Lanczos;
import dev.lanewise.linalg.LinearOperator;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.PartialSVD;
import dev.lanewise.linalg.RandomizedSVD;
import dev.lanewise.linalg.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
/// [#correlation(boolean)] divides every feature by its standard deviation first, so that units don't matter: the axes are then those of the
/// correlation matrix.
///
/// @param keep how many axes
/// @param ddof what is taken from n in the divisor of variances: 1 as in scikit-learn, 0 for the moments of a whole population
/// @param whitening whether coordinates have variance 1, and how they are turned
/// @param correlation whether features are divided by their standard deviations
/// @param solver how the axes are computed
/// @see <a href="https://www.microsoft.com/en-us/research/publication/pattern-recognition-machine-learning/">Bishop, Pattern Recognition and
///      Machine Learning, section 12.1</a>
public record PCA(Keep keep, int ddof, Whitening whitening, boolean correlation, Solver solver) implements Estimator {

    public PCA {
        if (ddof != 0 && ddof != 1) throw new IllegalArgumentException("PCA: expected ddof 0 or 1, but got " + ddof);
    }

    /// The first so many axes.
    public static PCA of(int components) { return of(Keep.count(components)); }

    /// As few axes as hold this share of the variance.
    public static PCA keepingVariance(double share) { return of(Keep.variance(share)); }

    /// Every axis.
    public static PCA all() { return of(Keep.all()); }

    /// As many axes as a rule says.
    public static PCA of(Keep keep) { return new PCA(keep, 1, Whitening.NONE, false, Solver.AUTO); }

    public PCA ddof(int ddof) { return new PCA(keep, ddof, whitening, correlation, solver); }

    public PCA whitening(Whitening whitening) { return new PCA(keep, ddof, whitening, correlation, solver); }

    /// [Whitening#PCA] or none.
    public PCA whiten(boolean whiten) { return whitening(whiten ? Whitening.PCA : Whitening.NONE); }

    public PCA correlation(boolean correlation) { return new PCA(keep, ddof, whitening, correlation, solver); }

    public PCA solver(Solver solver) { return new PCA(keep, ddof, whitening, correlation, solver); }

    /// Numbers read at a time, unless a single row is longer.
    private static final int BLOCK_SIZE = 1 << 20;

    /// The axes of these rows.
    ///
    /// @throws DataException if a number is not finite, or there are too few rows
    /// @throws IllegalArgumentException if more components are asked for than there are
    public PCAModel fit(Matrix x) { return fit(x, Run.standard()); }

    public PCAModel fit(Matrix x, Run run) {
        requireRows(x.rows());
        Fit fit = new Fit(unnamed(x.columns()), new Provenance(run.seed().value(), "", x.rows()), run);
        Solver chosen = solver.choose(x.rows(), x.columns(), keep);
        if (chosen.takesMoments()) return fit(running(x.columns(), run).add(x).finish(), fit, Math.min(x.rows(), x.columns()));
        return chosen == Solver.INCREMENTAL ? fitIncrementally(new DenseRows(x), fit) : fitRows(x, chosen, fit);
    }

    /// The axes of the samples of a data set, which are read block by block and never copied as a whole unless there are fewer of them than features.
    @Override public PCAModel fit(Dataset data, Run run) {
        requireRows(data.size());
        int d = data.schema().input().size();
        Schema schema = new Schema(data.schema().inputs(), data.schema().features(), Schema.Target.none());
        Fit fit = new Fit(schema, Provenance.of(data, run), run);
        Solver chosen = solver.choose(data.size(), d, keep);
        if (chosen.takesMoments()) return fit(running(d, run).add(data).finish(), fit, Math.min(data.size(), d));
        return chosen == Solver.INCREMENTAL ? fitIncrementally(RowSource.of(data), fit) : fitRows(data.matrix(), chosen, fit);
    }

    /// The axes of rows that may be more than memory holds: by their covariance, or [Solver#INCREMENTAL] where that has no room either.
    ///
    /// @throws DataException if a number is not finite, there are too few rows, or a file is broken
    public PCAModel fit(RowSource source, Run run) {
        Schema schema = new Schema(source.schema().inputs(), source.schema().features(), Schema.Target.none());
        Fit fit = new Fit(schema, new Provenance(run.seed().value(), "", 0), run);
        int d = source.schema().input().size();
        Solver chosen = solver.choose(Long.MAX_VALUE, d, keep);
        if (chosen == Solver.INCREMENTAL) return fitIncrementally(source, fit);
        if (!chosen.takesMoments()) throw new IllegalArgumentException(this + ": expected a solver that reads rows once, covariance or incremental, for rows that stream by");
        Moments moments = running(d, run).add(source).finish();
        requireRows(moments.count());
        return fit(moments, fit.samples(moments.count()), (int) Math.min(moments.count(), d));
    }

    private RunningMoments running(int features, Run run) { return RunningMoments.of("PCA", features, solver.precision(), run.backend()); }

    /// The axes of rows of which only the moments are known.
    ///
    /// @throws DataException if there are too few rows
    public PCAModel fit(Moments moments) { return fit(moments, Run.standard()); }

    public PCAModel fit(Moments moments, Run run) { return fit(moments, unnamed(moments.features()), run); }

    /// @param schema what the rows look like: the names of their features
    public PCAModel fit(Moments moments, Schema schema, Run run) {
        requireRows(moments.count());
        return fit(moments, new Fit(schema, new Provenance(run.seed().value(), "", moments.count()), run), moments.features());
    }

    /// The axes of data of which only mean and covariance are known.
    ///
    /// @param mean `[features]`
    /// @param covariance `[features, features]`, already divided as it should be
    /// @param samples how many rows the moments came from
    public PCAModel fitCovariance(double[] mean, Matrix covariance, long samples) {
        if (covariance.rows() != mean.length || covariance.columns() != mean.length) {
            throw new ShapeException("PCA: expected a covariance [" + mean.length + ", " + mean.length + "] for " + mean.length + " means, but got " + covariance);
        }
        return fit(Moments.of(mean, covariance, samples, ddof));
    }

    private static Schema unnamed(int features) { return new Schema(List.of(Shape.of(features)), List.of(), Schema.Target.none()); }

    /// What a model keeps of the circumstances it was fitted in.
    private record Fit(Schema schema, Provenance provenance, Run run) {

        Fit samples(long samples) { return new Fit(schema, new Provenance(provenance.seed(), provenance.fingerprint(), samples), run); }
    }

    private void requireRows(long rows) {
        if (rows <= ddof) throw new DataException(this + ": expected at least " + (ddof + 1) + " rows, but got " + rows);
    }

    /// @param most how many axes there are
    private PCAModel fit(Moments moments, Fit fit, int most) {
        Matrix matrix = correlation ? moments.correlation() : moments.covariance(ddof);
        return model(moments.mean(), correlation ? scale(moments) : new double[0], Axes.ofCovariance(matrix, fit.run().backend()).first(most), fit);
    }

    /// By all the rows together.
    private PCAModel fitRows(Matrix x, Solver chosen, Fit fit) {
        if (chosen.isPartial()) return fitDense(x, chosen, fit);
        if (x.columns() < 1) throw new DataException(this + ": expected at least one feature, but got none");
        Rows.requireFinite("PCA", x, 0);
        double[] mean = x.columnMeans();
        AxisTransform standard = new AxisTransform(mean, correlation ? deviations(squares(x, mean), x.rows()) : new double[0], Matrix.zeros(0, mean.length));
        Matrix centered = standard.standardized(x, fit.run().backend());
        Axes axes = chosen == Solver.SVD ? Axes.ofSingularValues(centered, x.rows() - ddof, fit.run().backend())
                : Axes.ofInnerProducts(centered, x.rows() - ddof, fit.run().backend());
        return model(mean, standard.scale(), axes, fit);
    }

    private PCAModel fitDense(Matrix x, Solver chosen, Fit fit) {
        Rows.requireFinite("PCA", x, 0);
        double[] mean = x.columnMeans(), squares = squares(x, mean);
        if (!correlation) return fitOperator(new Centered(x, Matrix.of(1, mean.length, mean)), new Frame(mean, new double[0], Arrays.stream(squares).sum()), chosen, fit);
        Frame frame = new Frame(mean, deviations(squares, x.rows()), standardizedSquares(squares, x.rows()));
        Matrix standardized = new AxisTransform(mean, frame.scale(), Matrix.zeros(0, mean.length)).standardized(x, fit.run().backend());
        return fitOperator(standardized, frame, chosen, fit);
    }

    /// The first axes of sparse rows, which are centred without being written out: by [Solver#LANCZOS] or [Solver#RANDOMIZED].
    ///
    /// @throws DataException if there are too few rows
    public PCAModel fit(SparseMatrix x, Run run) {
        requireRows(x.rows());
        Fit fit = new Fit(unnamed(x.columns()), new Provenance(run.seed().value(), "", x.rows()), run);
        Solver chosen = solver == Solver.AUTO ? Solver.LANCZOS : solver;
        if (!chosen.isPartial()) throw new IllegalArgumentException(this + ": expected the solver lanczos or randomized for sparse rows");
        double[] mean = x.columnMeans(), squares = SparseColumns.squares(x, mean);
        if (!correlation) return fitOperator(new Centered(x, Matrix.of(1, mean.length, mean)), new Frame(mean, new double[0], Arrays.stream(squares).sum()), chosen, fit);
        Frame frame = new Frame(mean, deviations(squares, x.rows()), standardizedSquares(squares, x.rows()));
        double[] inverse = Arrays.stream(frame.scale()).map(deviation -> 1 / deviation).toArray(), shift = new double[mean.length];
        for (int j = 0; j < shift.length; j++) shift[j] = mean[j] * inverse[j];
        return fitOperator(new Centered(x.scaleColumns(inverse), Matrix.of(1, shift.length, shift)), frame, chosen, fit);
    }

    /// What stands between raw rows and those that are decomposed.
    ///
    /// @param squares `Σ ‖·‖²` of the latter
    private record Frame(double[] mean, double[] scale, double squares) { }

    private PCAModel fitOperator(LinearOperator centered, Frame frame, Solver chosen, Fit fit) {
        int k = components(), most = Math.min(centered.rows(), centered.columns());
        if (k > most) throw tooMany(most, k);
        long seed = fit.run().seed().value();
        PartialSVD svd = chosen == Solver.LANCZOS ? PartialSVD.of(centered, k, Lanczos.standard().seed(seed), fit.run().backend())
                : RandomizedSVD.of(k).seed(seed).decompose(centered, fit.run().backend());
        return model(frame.mean(), frame.scale(), Axes.partial(svd.v().transpose(), svd.values(), frame.squares(), centered.rows() - ddof, most), fit);
    }

    private double standardizedSquares(double[] squares, int rows) { return (double) (rows - ddof) * Arrays.stream(squares).filter(sum -> sum > 0).count(); }

    private double[] deviations(double[] squares, int rows) { return oneForConstants(Arrays.stream(squares).map(sum -> Math.sqrt(sum / (rows - ddof))).toArray()); }

    private static double[] squares(Matrix x, double[] mean) {
        double[] squares = new double[mean.length];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) squares[j] += (x.get(i, j) - mean[j]) * (x.get(i, j) - mean[j]);
        }
        return squares;
    }

    private PCAModel fitIncrementally(RowSource source, Fit fit) {
        if (correlation) throw new IllegalArgumentException(this + ": expected features as they are for the incremental solver, which doesn't know their deviations before the end");
        int d = source.schema().input().size();
        if (d < 1) throw new DataException(this + ": expected at least one feature, but got none");
        IncrementalAxes running = new IncrementalAxes(components(), d, fit.run().backend());
        source.forEachBlock(Math.max(1, BLOCK_SIZE / d), (inputs, _, count) -> running.add(inputs, 0, count));
        requireRows(running.count());
        double[] mean = running.mean();
        return model(mean, new double[0], running.axes(running.count() - ddof), fit.samples(running.count()));
    }

    /// How many axes a solver has to find that finds only the first ones.
    private int components() {
        if (keep instanceof Keep.Count count) return count.components();
        throw new IllegalArgumentException(this + ": expected a number of components, because this solver finds no more than is asked for");
    }

    private double[] scale(Moments moments) { return oneForConstants(moments.deviations(ddof)); }

    private static double[] oneForConstants(double[] deviations) { return Arrays.stream(deviations).map(deviation -> deviation == 0 ? 1 : deviation).toArray(); }

    private IllegalArgumentException tooMany(int most, int components) {
        return new IllegalArgumentException(this + ": expected at most " + most + " components, the smaller of rows and features, but got " + components);
    }

    private PCAModel model(double[] mean, double[] scale, Axes axes, Fit fit) {
        int k = keep.of(axes.variances(), fit.provenance().samples()), most = axes.variances().length;
        if (k > most) throw tooMany(most, k);
        if (!Double.isFinite(Arrays.stream(axes.variances()).sum())) throw new DataException(this + ": expected numbers whose squares are finite, but the variance overflows. Scale the data down first");
        return new PCAModel(this, new AxisTransform(mean, scale, axes.rows().rows(0, k)), axes.variances(), fit.schema(), fit.provenance());
    }

    Options options() {
        Options options = Options.none().with("ddof", ddof).with("whiten", whitening != Whitening.NONE);
        if (whitening == Whitening.ZCA) options = options.with("whitening", whitening);
        if (correlation) options = options.with("correlation", true);
        if (solver != Solver.AUTO) options = options.with("solver", solver);
        return switch (keep) {
            case Keep.All _ -> options;
            case Keep.Count count -> options.with("components", count.components());
            case Keep.Variance variance -> options.with("variance", variance.share());
            case Keep.Rule rule -> options.with("keep", rule);
        };
    }

    /// `components` below 1 is a share of the variance, a whole number a count; `variance` is always a share.
    static PCA of(Options options) {
        Whitening whitening = options.choice("whitening", options.flag("whiten", false) ? Whitening.PCA : Whitening.NONE);
        return new PCA(keep(options), options.integer("ddof", 1), whitening, options.flag("correlation", false), options.choice("solver", Solver.AUTO));
    }

    static Keep keep(Options options) {
        List<String> given = Stream.of("components", "variance", "keep").filter(options::has).toList();
        if (given.size() > 1) throw new DataException(options.place() + ": expected either '" + given.get(0) + "' or '" + given.get(1) + "', but got both");
        if (options.has("keep")) return options.choice("keep", Keep.Rule.KAISER);
        if (options.has("variance")) return Keep.variance(options.number("variance"));
        if (!options.has("components")) return Keep.all();
        double components = options.number("components");
        return components < 1 ? Keep.variance(components) : Keep.count(options.with("components", whole(components)).integer("components"));
    }

    /// A whole number where there is one, so that a fraction above 1 is refused as what it is.
    private static Number whole(double number) { return number == Math.rint(number) ? (Number) (long) number : (Number) number; }

    /// `PCA(components=2, whiten)`
    @Override public String toString() {
        return "PCA(" + keep + (ddof == 1 ? "" : ", ddof=" + ddof) + switch (whitening) {
            case NONE -> "";
            case PCA -> ", whiten";
            case ZCA -> ", whiten=zca";
        } + (correlation ? ", correlation" : "") + (solver == Solver.AUTO ? "" : ", solver=" + solver.name().toLowerCase(Locale.ROOT).replace('_', '-')) + ")";
    }

    /// What [#keep(Options)] understands.
    static List<Option> keepOptions() {
        return List.of(new Option("components", Type.NUMBER, "all", "a count ≥ 1, or a share of the variance below 1", "How many axes are kept."),
                new Option("variance", Type.NUMBER, "all", "(0, 1]", "The share of the variance that the axes hold, instead of 'components'."),
                new Option("keep", Type.TEXT, "all", "kaiser, broken-stick, mle", "The rule that says how many axes are kept, instead of 'components'."));
    }

    /// Names it `pca`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "pca"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Principal component analysis: the axes along which the data varies most."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(keepOptions());
            options.addAll(List.of(
                    new Option("ddof", Type.INTEGER, "1", "0, 1", "What is taken from n in the divisor of variances."),
                    new Option("whiten", Type.FLAG, "false", "true, false", "Whether coordinates are divided by their standard deviations."),
                    new Option("whitening", Type.TEXT, "none", "none, pca, zca", "How coordinates get variance 1; 'pca' is the same as 'whiten'."),
                    new Option("correlation", Type.FLAG, "false", "true, false", "Whether features are divided by their standard deviations first."),
                    new Option("solver", Type.TEXT, "auto", "auto, covariance, covariance-float32, inner-products, svd, lanczos, randomized, incremental", "How the axes are computed.")));
            return List.copyOf(options);
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return PCAModel.restore(content); }
    }
}
