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

/// Quadratic discriminant analysis: a normal distribution of its own for each class.
///
/// `p(c | x) ∝ πc · N(x; mc, Cc)` with `Cc = (1 − r) S/(n − 1) + r I`, so that boundaries are quadrics.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | `probabilities(x)` | `[n, classes]` | |
///
/// A class without rows is never predicted. Where a class has fewer rows than features, its covariance is singular: `regularization` makes up for it in
/// every direction (scikit-learn leaves out the directions in which the rows of the class don't vary).
///
/// @param regularization r in 0 … 1, in squared units of the data
/// @param priors how probable each class is beforehand; empty for their shares in the data
/// @see <a href="https://hastie.su.domains/ElemStatLearn/">Hastie, Tibshirani, Friedman: The elements of statistical learning, section 4.3</a>
public record QDA(double regularization, List<Double> priors) implements Estimator {

    public QDA {
        if (!(regularization >= 0 && regularization <= 1)) throw new IllegalArgumentException("QDA: expected a regularization in 0 … 1, but got " + regularization);
        Priors.check("QDA", priors);
        priors = List.copyOf(priors);
    }

    /// Without regularisation, priors from the data.
    public static QDA standard() { return new QDA(0, List.of()); }

    public QDA regularization(double regularization) { return new QDA(regularization, priors); }

    public QDA priors(Double... priors) { return new QDA(regularization, List.of(priors)); }

    /// The distributions of these rows, row i of class number `labels[i]`.
    public QDAModel fit(Matrix x, int... labels) { return fit(LabelledRows.of(x, labels), Run.standard()); }

    /// @throws DataException if fewer than two classes have rows, a number is not finite, or the covariance of a class is singular
    @Override public QDAModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        return fit(ClassMoments.of(data, run), data.schema(), Provenance.of(data, run), run);
    }

    /// The distributions of rows that may be more than memory holds.
    ///
    /// @throws DataException as for [#fit(Dataset, Run)], or if a file is broken
    public QDAModel fit(RowSource source, Run run) { return fit(ClassMoments.of(source, run), source.schema(), run); }

    /// The distributions of rows of which only the moments are known.
    public QDAModel fit(ClassMoments moments, Run run) { return fit(moments, DiscriminantFit.schema(moments), run); }

    private QDAModel fit(ClassMoments moments, Schema schema, Run run) {
        return fit(moments, schema, new Provenance(run.seed().value(), "", moments.total().count()), run);
    }

    private QDAModel fit(ClassMoments moments, Schema schema, Provenance provenance, Run run) {
        double[] priors = Priors.of(toString(), this.priors, moments);
        return new QDAModel(this, new ClassNormals(this, moments, priors, run.backend()).fit(), schema, provenance);
    }

    Options options() { return Options.none().with("regularization", regularization).with("priors", Priors.print(priors)); }

    static QDA of(Options options) {
        return new QDA(options.number("regularization", 0), Priors.parse(options.place(), options.text("priors", "")));
    }

    /// `QDA(regularization=0.001)`
    @Override public String toString() { return "QDA(" + (regularization == 0 ? "" : "regularization=" + regularization) + ")"; }

    /// Names it `qda`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "qda"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Quadratic discriminant analysis: a normal distribution of its own for each class."; }

        @Override public List<Option> options() {
            return List.of(new Option("regularization", Type.NUMBER, "0", "0 … 1", "How much of the identity each covariance gets."),
                    new Option("priors", Type.TEXT, "from the data", "numbers that add up to 1", "How probable each class is beforehand."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return QDAModel.restore(content); }
    }
}
