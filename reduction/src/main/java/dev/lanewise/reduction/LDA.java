package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
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
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Linear discriminant analysis: the axes along which classes lie furthest apart for how wide they are, and the classifier that goes with them.
///
/// The axes are those of the [KL transform][KLTransform] of the between-class scatter in the space in which the within-class scatter is the identity:
/// they make `wᵀ S_B w / wᵀ S_W w` large. As a classifier, `p(c | x) ∝ πc · N(x; mc, C)` with one covariance C for all classes.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | `transform(x)` | `[n, axes]` | at most `classes − 1` axes |
/// | `probabilities(x)` | `[n, classes]` | |
///
/// | solver | what it does | axes | shrinkage |
/// |---|---|---|---|
/// | `SVD` | whitens the within-class scatter, then takes the singular values of the weighted means; a singular scatter is no matter | yes | no |
/// | `LSQR` | solves `C w = mc` | no | yes |
/// | `EIGEN` | the generalised eigenvectors of `S_B w = λ S_W w`; `S_W` must be regular | yes | yes |
///
/// Names and results are scikit-learn's, except that each axis points such that its entry of largest magnitude is positive. It learns from
/// [ClassMoments], so rows are read once (twice for Ledoit–Wolf) and never kept; whitening by the eigenvalues of the scatter tells directions apart down to a
/// 10⁻⁸th of the widest one.
///
/// @param solver how
/// @param shrinkage of the covariance, for `LSQR` and `EIGEN`
/// @param components how many axes at most; 0 for as many as there are
/// @param priors how probable each class is beforehand, in the order of the classes; empty for their shares in the data
/// @param tolerance singular values of the standardised rows below it count as 0, for `SVD`
/// @see <a href="https://hastie.su.domains/ElemStatLearn/">Hastie, Tibshirani, Friedman: The elements of statistical learning, section 4.3</a>
public record LDA(Solver solver, Shrinkage shrinkage, int components, List<Double> priors, double tolerance) implements Estimator {

    /// How the axes are found.
    public enum Solver { SVD, LSQR, EIGEN }

    public LDA {
        if (components < 0) throw new IllegalArgumentException("LDA: expected components ≥ 0, but got " + components);
        if (!(tolerance >= 0)) throw new IllegalArgumentException("LDA: expected a tolerance ≥ 0, but got " + tolerance);
        if (solver == Solver.SVD && !shrinkage.equals(Shrinkage.none())) throw new IllegalArgumentException("LDA: expected no shrinkage with the solver svd, but got " + shrinkage + ". Use lsqr or eigen");
        Priors.check("LDA", priors);
        priors = List.copyOf(priors);
    }

    /// By `SVD`, all axes, priors from the data.
    public static LDA standard() { return new LDA(Solver.SVD, Shrinkage.none(), 0, List.of(), 1e-4); }

    /// The first so many axes.
    public static LDA of(int components) { return standard().components(components); }

    public LDA solver(Solver solver) { return new LDA(solver, shrinkage, components, priors, tolerance); }

    public LDA shrinkage(Shrinkage shrinkage) { return new LDA(solver, shrinkage, components, priors, tolerance); }

    public LDA components(int components) { return new LDA(solver, shrinkage, components, priors, tolerance); }

    public LDA priors(Double... priors) { return new LDA(solver, shrinkage, components, List.of(priors), tolerance); }

    public LDA tolerance(double tolerance) { return new LDA(solver, shrinkage, components, priors, tolerance); }

    /// The discriminants of these rows, row i of class number `labels[i]`.
    public LDAModel fit(Matrix x, int... labels) { return fit(x, Run.standard(), labels); }

    public LDAModel fit(Matrix x, Run run, int... labels) { return fit(LabelledRows.of(x, labels), run); }

    /// @throws DataException if fewer than two classes have rows, a number is not finite, or the covariance is singular where the solver needs it regular
    @Override public LDAModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        ClassMoments moments = ClassMoments.of(data, run);
        Discriminants found = new DiscriminantFit(this, moments, run.backend()).of(new ShrunkCovariance(data, shrinkage), classOfRows(data));
        return new LDAModel(this, moments.classes(), found, data.schema(), Provenance.of(data, run));
    }

    /// The discriminants of rows that may be more than memory holds.
    ///
    /// @throws DataException as for [#fit(Dataset, Run)], or if a file is broken
    public LDAModel fit(RowSource source, Run run) { return fit(ClassMoments.of(source, run), source.schema(), run); }

    /// The discriminants of rows of which only the moments are known; Ledoit–Wolf needs the rows themselves.
    ///
    /// @throws DataException if the shrinkage is Ledoit–Wolf, and as for [#fit(Dataset, Run)]
    public LDAModel fit(ClassMoments moments, Run run) { return fit(moments, DiscriminantFit.schema(moments), run); }

    private LDAModel fit(ClassMoments moments, Schema schema, Run run) {
        if (shrinkage instanceof Shrinkage.LedoitWolf) throw new DataException(this + ": expected the rows themselves for Ledoit–Wolf shrinkage, but got their moments. Give the amount as a number");
        LabelledRows none = LabelledRows.of(Matrix.zeros(0, moments.features()));
        Discriminants found = new DiscriminantFit(this, moments, run.backend()).of(new ShrunkCovariance(none, shrinkage), new int[0]);
        return new LDAModel(this, moments.classes(), found, schema, new Provenance(run.seed().value(), "", moments.total().count()));
    }

    private static int[] classOfRows(Dataset data) {
        float[] label = new float[1];
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            data.readTarget(i, label, 0);
            labels[i] = (int) label[0];
        }
        return labels;
    }

    Options options() {
        Options options = Options.none().with("solver", solver).with("tolerance", tolerance).with("priors", Priors.print(priors));
        if (components > 0) options = options.with("components", components);
        return shrinkage.equals(Shrinkage.none()) ? options : options.with("shrinkage", shrinkage.toString());
    }

    static LDA of(Options options) {
        return new LDA(options.choice("solver", Solver.SVD), shrinkage(options), options.integer("components", 0), Priors.parse(options.place(), options.text("priors", "")), options.number("tolerance", 1e-4));
    }

    private static Shrinkage shrinkage(Options options) {
        String text = options.text("shrinkage", "none");
        if (text.equals("none")) return Shrinkage.none();
        if (text.equals("auto")) return Shrinkage.ledoitWolf();
        try {
            return Shrinkage.by(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new DataException(options.place() + ": expected none, auto or a number for 'shrinkage', but got \"" + text + "\"", e);
        }
    }

    /// `LDA(svd)`, `LDA(eigen, shrinkage=auto, components=2)`
    @Override public String toString() {
        return "LDA(" + solver.name().toLowerCase(java.util.Locale.ROOT) + (shrinkage.equals(Shrinkage.none()) ? "" : ", shrinkage=" + shrinkage)
                + (components == 0 ? "" : ", components=" + components) + (priors.isEmpty() ? "" : ", priors=" + priors) + ")";
    }

    /// Names it `lda`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "lda"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Linear discriminant analysis: the axes along which classes lie furthest apart, and a classifier on them."; }

        @Override public List<Option> options() {
            return List.of(new Option("solver", Type.TEXT, "svd", "svd, lsqr, eigen", "How the axes are found."),
                    new Option("shrinkage", Type.TEXT, "none", "none, auto, or 0 … 1", "How far the covariance is drawn towards the identity; auto is Ledoit and Wolf's amount."),
                    new Option("components", Type.INTEGER, "0", "≥ 0, 0 for all", "How many axes are kept."),
                    new Option("priors", Type.TEXT, "from the data", "numbers that add up to 1", "How probable each class is beforehand."),
                    new Option("tolerance", Type.NUMBER, "1e-4", "≥ 0", "Singular values of the standardised rows below it count as 0."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LDAModel.restore(content); }
    }
}
