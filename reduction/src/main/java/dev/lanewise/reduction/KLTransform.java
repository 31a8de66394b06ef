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
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The Karhunen-Loève transform in general: coordinates along the eigenvectors of a second moment.
///
/// `M u = λ u` for one of several moments M, of which the `k` weightiest axes are kept. Well-known methods are cases of it:
///
/// | method                      | as a KL transform                                                                                  |
/// |-----------------------------|----------------------------------------------------------------------------------------------------|
/// | [PCA]                       | [Moment#COVARIANCE]                                                                                |
/// | PCA of standardized features | [Moment#CORRELATION]                                                                              |
/// | PCA without centring, the truncated SVD | [Moment#AUTOCORRELATION]                                                               |
/// | subspace method (CLAFIC)    | [Moment#AUTOCORRELATION] of the rows of each class                                                 |
/// | linear discriminants        | [Moment#BETWEEN_CLASS] of rows that were whitened by [Moment#WITHIN_CLASS]: [#fitMoment] of that matrix |
///
/// Rows are taken around the mean, except with `AUTOCORRELATION`; [#centred(boolean)] says otherwise.
///
/// @param moment whose axes
/// @param centred whether coordinates are those of `x − mean`, or those of x
/// @param keep how many axes
/// @param ddof what is taken from n in the divisor of the moment; 0 is the source's convention
/// @param formulation what makes the kept axes the best
/// @see <a href="https://www.microsoft.com/en-us/research/publication/pattern-recognition-machine-learning/">Bishop, Pattern Recognition and
///      Machine Learning, sections 12.1.1 and 12.1.2</a>
public record KLTransform(Moment moment, boolean centred, Keep keep, int ddof, Formulation formulation) implements Estimator {

    /// Which second moment of the rows.
    public enum Moment {

        /// `Σ (x − m)(x − m)ᵀ / (n − ddof)`
        COVARIANCE,

        /// The same of features divided by their standard deviations.
        CORRELATION,

        /// `Σ x xᵀ / (n − ddof)`
        AUTOCORRELATION,

        /// `Σ_c Σ_{x in c} (x − m_c)(x − m_c)ᵀ / (n − ddof)`; takes data with a class as target.
        WITHIN_CLASS,

        /// `Σ_c n_c (m_c − m)(m_c − m)ᵀ / (n − ddof)`; takes data with a class as target.
        BETWEEN_CLASS
    }

    /// What makes the kept axes the best. Both give the same space, because what is gained and what is lost add up to the trace.
    public enum Formulation {

        /// The kept axes hold the most: the eigenvectors of M with the largest eigenvalues.
        MAX_VARIANCE,

        /// The others lose the least, `J = Σ_{i>k} uᵢᵀ M uᵢ`: first come the axes to drop, as the eigenvectors of `t I − M` with the largest eigenvalues, t being
        /// a bound of those of M; what they leave is kept.
        MIN_ERROR
    }

    public KLTransform {
        if (ddof != 0 && ddof != 1) throw new IllegalArgumentException("KLTransform: expected ddof 0 or 1, but got " + ddof);
    }

    /// The axes of a moment, all of them.
    public static KLTransform of(Moment moment) { return new KLTransform(moment, moment != Moment.AUTOCORRELATION, Keep.all(), 0, Formulation.MAX_VARIANCE); }

    /// The first so many axes.
    public KLTransform keep(int components) { return keep(Keep.count(components)); }

    public KLTransform keep(Keep keep) { return new KLTransform(moment, centred, keep, ddof, formulation); }

    public KLTransform centred(boolean centred) { return new KLTransform(moment, centred, keep, ddof, formulation); }

    public KLTransform ddof(int ddof) { return new KLTransform(moment, centred, keep, ddof, formulation); }

    public KLTransform formulation(Formulation formulation) { return new KLTransform(moment, centred, keep, ddof, formulation); }

    /// The axes of these rows, without classes.
    ///
    /// @throws DataException if the moment takes classes, or there are too few rows
    public KLModel fit(Matrix x) { return fit(Moments.of(x)); }

    @Override public KLModel fit(Dataset data, Run run) {
        Schema schema = new Schema(data.schema().inputs(), data.schema().features(), Schema.Target.none());
        Provenance provenance = Provenance.of(data, run);
        if (!takesClasses()) return fit(Moments.of(data, run), schema, provenance, run.backend());
        ClassMoments classes = ClassMoments.of(data, run);
        return model(classScatter(classes), classes.total(), schema, provenance, run.backend());
    }

    /// The axes of rows of which only the moments are known.
    public KLModel fit(Moments moments) { return fit(moments, unnamed(moments.features()), unknown(moments.count()), Backend.standard()); }

    /// The axes of rows of classes of which only the moments are known.
    public KLModel fit(ClassMoments classes) {
        Moments total = classes.total();
        if (!takesClasses()) return fit(total);
        return model(classScatter(classes), total, unnamed(total.features()), unknown(total.count()), Backend.standard());
    }

    /// The axes of any symmetric positive semidefinite matrix in place of a moment; negative eigenvalues count as 0.
    ///
    /// @param mean what is taken from rows if [#centred()]: `[features]`
    /// @param matrix `[features, features]`
    /// @param samples how many rows stand behind it
    public KLModel fitMoment(double[] mean, Matrix matrix, long samples) {
        if (matrix.rows() != mean.length || matrix.columns() != mean.length) {
            throw new ShapeException("KLTransform: expected a moment [" + mean.length + ", " + mean.length + "] for " + mean.length + " means, but got " + matrix);
        }
        AxisTransform frame = new AxisTransform(centred ? mean.clone() : new double[mean.length], new double[0], matrix);
        return model(frame, unnamed(mean.length), unknown(samples), Backend.standard());
    }

    private static Schema unnamed(int features) { return new Schema(List.of(Shape.of(features)), List.of(), Schema.Target.none()); }

    private static Provenance unknown(long samples) { return new Provenance(Run.standard().seed().value(), "", samples); }

    private boolean takesClasses() { return moment == Moment.WITHIN_CLASS || moment == Moment.BETWEEN_CLASS; }

    private Matrix classScatter(ClassMoments classes) { return moment == Moment.WITHIN_CLASS ? classes.within() : classes.between(); }

    private KLModel fit(Moments moments, Schema schema, Provenance provenance, Backend backend) {
        if (takesClasses()) throw new DataException(this + ": expected rows with classes, but got none. Use data whose target is a class, or ClassMoments");
        requireRows(moments.count());
        Matrix sums = switch (moment) {
            case COVARIANCE -> moments.scatter();
            case CORRELATION -> moments.correlation().times(moments.count() - ddof);
            default -> moments.autocorrelation().times(moments.count());
        };
        return model(sums, moments, schema, provenance, backend);
    }

    private void requireRows(long rows) {
        if (rows <= ddof) throw new DataException(this + ": expected at least " + (ddof + 1) + (ddof == 0 ? " row" : " rows") + ", but got " + rows);
    }

    private KLModel model(Matrix sums, Moments moments, Schema schema, Provenance provenance, Backend backend) {
        requireRows(moments.count());
        double[] mean = centred ? moments.mean() : new double[moments.features()];
        double[] scale = moment == Moment.CORRELATION ? Arrays.stream(moments.deviations(ddof)).map(deviation -> deviation == 0 ? 1 : deviation).toArray() : new double[0];
        return model(new AxisTransform(mean, scale, sums.times(1.0 / (moments.count() - ddof))), schema, provenance, backend);
    }

    /// @param frame with the moment matrix in place of the axes
    private KLModel model(AxisTransform frame, Schema schema, Provenance provenance, Backend backend) {
        Axes axes = switch (formulation) {
            case MAX_VARIANCE -> Axes.ofCovariance(frame.axes(), backend);
            case MIN_ERROR -> ofLeastError(frame.axes(), backend);
        };
        int k = keep.of(axes.variances(), provenance.samples());
        if (k > axes.variances().length) throw new IllegalArgumentException(this + ": expected at most " + axes.variances().length + " components, but got " + k);
        return new KLModel(this, frame.axes(axes.rows().rows(0, k)), axes.variances(), schema, provenance);
    }

    /// The axes in the order in which they would be kept, the last ones being those that lose the least.
    private static Axes ofLeastError(Matrix moment, Backend backend) {
        int d = moment.rows();
        double bound = 0;
        for (int i = 0; i < d; i++) bound = Math.max(bound, Arrays.stream(moment.row(i).toArray()).map(Math::abs).sum());
        SymmetricEigen losses = SymmetricEigen.of(Matrix.identity(d).times(bound).minus(moment), backend);
        double[][] rows = new double[d][];
        double[] held = new double[d];
        for (int i = 0; i < d; i++) {
            Matrix axis = losses.vectors().column(d - 1 - i);
            rows[i] = axis.toArray();
            held[i] = Math.max(0, axis.transposeTimes(moment.times(axis)).get(0, 0));
        }
        return new Axes(Matrix.of(rows), held);
    }

    Options options() {
        Options options = Options.none().with("moment", moment).with("centred", centred).with("ddof", ddof).with("formulation", formulation);
        return keep instanceof Keep.Count count ? options.with("components", count.components()) : keep instanceof Keep.Variance variance
                ? options.with("variance", variance.share()) : keep instanceof Keep.Rule rule ? options.with("keep", rule) : options;
    }

    static KLTransform of(Options options) {
        Moment moment = options.choice("moment", Moment.COVARIANCE);
        return new KLTransform(moment, options.flag("centred", moment != Moment.AUTOCORRELATION), PCA.keep(options), options.integer("ddof", 0),
                options.choice("formulation", Formulation.MAX_VARIANCE));
    }

    /// `KLTransform(autocorrelation, components=2)`
    @Override public String toString() {
        return "KLTransform(" + moment.name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + keep + (ddof == 0 ? "" : ", ddof=" + ddof)
                + (centred == (moment != Moment.AUTOCORRELATION) ? "" : ", centred=" + centred) + (formulation == Formulation.MAX_VARIANCE ? "" : ", min-error") + ")";
    }

    /// Names it `kl-transform`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "kl-transform"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Karhunen-Loève transform: the axes of a second moment; PCA, PCA without centring and more are cases of it."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("moment", Type.TEXT, "covariance", "covariance, correlation, autocorrelation, within-class, between-class", "Whose axes."),
                    new Option("centred", Type.FLAG, "true, but false for autocorrelation", "true, false", "Whether the mean is taken from rows."),
                    new Option("formulation", Type.TEXT, "max-variance", "max-variance, min-error", "What makes the kept axes the best; both give the same space."),
                    new Option("ddof", Type.INTEGER, "0", "0, 1", "What is taken from n in the divisor of the moment.")));
            options.addAll(PCA.keepOptions());
            return List.copyOf(options);
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return KLModel.restore(content); }
    }
}
