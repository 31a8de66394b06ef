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
import java.util.ArrayList;
import java.util.List;

/// The subspace method, CLAFIC: each class is a subspace, and a sample belongs to the one that it lies nearest to.
///
/// The subspace of a class is spanned by the first eigenvectors u of the autocorrelation `Σ x xᵀ / n` of its samples, each scaled to length 1: the
/// [KL transform][KLTransform] of the class without centring. The similarity of a sample to a class is the share of its squared length in the subspace:
/// `Σ (uᵀx)² / ‖x‖²`.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | `similarities(x)` | `[n, classes]` | in 0 … 1; 0 for a sample of zeros |
///
/// A common number of dimensions usually tells classes apart better than a common fidelity does: on MNIST 95.9 % with 40 dimensions against
/// 93.0 % with a fidelity of 0.9.
///
/// @param keep how many dimensions a class gets: a count, or the fidelity, the share of its squared length that they hold
/// @param centered whether a class is an affine subspace through its mean, from the covariance of its samples as they are: the similarity is then `1 − distance² / ‖x‖²`
/// @param rejectBelow samples whose greatest similarity is below it belong to no class; 0 rejects none
/// @see <a href="https://doi.org/10.1109/T-C.1973.223649">Watanabe & Pakvasa: Subspace method in pattern recognition; Oja: Subspace methods of pattern recognition (1983)</a>
public record Subspace(Keep keep, boolean centered, double rejectBelow) implements Estimator {

    public Subspace {
        if (!(rejectBelow >= 0 && rejectBelow <= 1)) throw new IllegalArgumentException("Subspace: expected a similarity in 0 … 1 to reject below, but got " + rejectBelow);
    }

    /// So many dimensions for every class, or as many as its rows span.
    public static Subspace of(int dimensions) { return new Subspace(Keep.count(dimensions), false, 0); }

    /// For each class as few dimensions as hold this share of its squared length.
    public static Subspace withFidelity(double share) { return new Subspace(Keep.variance(share), false, 0); }

    public Subspace centered(boolean centered) { return new Subspace(keep, centered, rejectBelow); }

    public Subspace rejectBelow(double similarity) { return new Subspace(keep, centered, similarity); }

    /// The subspaces of these rows, row i of class number `labels[i]`.
    public SubspaceModel fit(Matrix x, int... labels) { return fit(LabelledRows.of(x, labels), Run.standard()); }

    /// @throws DataException if no class has rows, or a number is not finite
    @Override public SubspaceModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        return fit(ClassMoments.of(centered ? data : new UnitRows(data), run), data.schema(), Provenance.of(data, run), run);
    }

    /// The subspaces of rows that may be more than memory holds.
    ///
    /// @throws DataException if a number is not finite, the rows have no classes, or a file is broken
    public SubspaceModel fit(RowSource source, Run run) {
        ClassMoments moments = ClassMoments.of(centered ? source : new UnitSource(source), run);
        return fit(moments, source.schema(), new Provenance(run.seed().value(), "", moments.total().count()), run);
    }

    /// The subspaces of rows of which only the moments are known. Unless centred, the rows should have been scaled to length 1.
    public SubspaceModel fit(ClassMoments moments, Run run) {
        return fit(moments, DiscriminantFit.schema(moments), new Provenance(run.seed().value(), "", moments.total().count()), run);
    }

    private SubspaceModel fit(ClassMoments moments, Schema schema, Provenance provenance, Run run) {
        if (moments.total().count() == 0) throw new DataException(this + ": expected rows of at least one class, but got no rows");
        List<Matrix> bases = new ArrayList<>();
        for (int c = 0; c < moments.classes().size(); c++) bases.add(basis(moments.of(c), run));
        Matrix means = centered ? moments.means() : Matrix.zeros(bases.size(), moments.features());
        return new SubspaceModel(new SubspaceModel.Recipe("subspace", options(), rejectBelow), new Subspaces(bases, means), schema, provenance);
    }

    private Matrix basis(Moments moments, Run run) {
        if (moments.count() == 0) return Matrix.zeros(0, moments.features());
        return Subspaces.basis(centered ? moments.covariance(0) : moments.autocorrelation(), keep, moments.count(), run.backend());
    }

    Options options() {
        Options options = Options.none().with("centered", centered).with("reject-below", rejectBelow);
        return switch (keep) {
            case Keep.Count(int dimensions) -> options.with("dimensions", dimensions);
            case Keep.Variance(double share) -> options.with("fidelity", share);
            default -> options;
        };
    }

    static Subspace of(Options options) {
        if (options.has("dimensions") && options.has("fidelity")) throw new DataException(options.place() + ": expected either 'dimensions' or 'fidelity', but got both");
        Keep keep = options.has("fidelity") ? Keep.variance(options.number("fidelity")) : Keep.count(options.integer("dimensions", 10));
        return new Subspace(keep, options.flag("centered", false), options.number("reject-below", 0));
    }

    /// `Subspace(components=40)`
    @Override public String toString() { return "Subspace(" + keep + (centered ? ", centered" : "") + (rejectBelow == 0 ? "" : ", rejectBelow=" + rejectBelow) + ")"; }

    /// Names it `subspace`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "subspace"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "The subspace method (CLAFIC): each class is a subspace, and a sample belongs to the nearest one."; }

        @Override public List<Option> options() {
            return List.of(new Option("dimensions", Type.INTEGER, "10", "≥ 1", "How many dimensions every class gets."),
                    new Option("fidelity", Type.NUMBER, "none", "(0, 1]", "The share of a class's squared length that its dimensions hold, instead of 'dimensions'."),
                    new Option("centered", Type.FLAG, "false", "true, false", "Whether a class is an affine subspace through its mean."),
                    new Option("reject-below", Type.NUMBER, "0", "0 … 1", "The similarity below which a sample belongs to no class."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return SubspaceModel.restore(content); }
    }
}
