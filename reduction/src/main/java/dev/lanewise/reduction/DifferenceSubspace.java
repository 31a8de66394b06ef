package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.QR;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.List;

/// The subspace method after a projection onto what the subspaces of the classes do not share: the generalised difference subspace.
///
/// With the projections `Pc = UcᵀUc` on the subspaces of the classes, the eigenvectors of `G = Σ Pc / classes` with large eigenvalues are directions that the classes have in
/// common, those with small ones directions in which they differ. Samples and subspaces are projected on the latter and compared there.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | projection | `[axes, features]` | the eigenvectors of G without the first `common` ones, as far as G's rank goes |
///
/// @param dimensions of every class, at least 1
/// @param common how many directions are left out as common, at least 0
/// @see <a href="https://doi.org/10.1109/TPAMI.2015.2408358">Fukui & Maki: Difference subspace and its generalization for subspace-based methods</a>
public record DifferenceSubspace(int dimensions, int common) implements Estimator {

    /// Eigenvalues of G below it belong to directions that no class has.
    private static final double NOBODYS = 1e-10;

    public DifferenceSubspace {
        if (dimensions < 1) throw new IllegalArgumentException("DifferenceSubspace: expected dimensions ≥ 1, but got " + dimensions);
        if (common < 0) throw new IllegalArgumentException("DifferenceSubspace: expected common ≥ 0, but got " + common);
    }

    /// Leaves one direction out.
    public static DifferenceSubspace of(int dimensions) { return new DifferenceSubspace(dimensions, 1); }

    public DifferenceSubspace common(int common) { return new DifferenceSubspace(dimensions, common); }

    /// The subspaces of these rows, row i of class number `labels[i]`.
    public SubspaceModel fit(Matrix x, int... labels) { return fit(LabelledRows.of(x, labels), Run.standard()); }

    /// @throws DataException if a number is not finite, there are no classes, or nothing is left after the common directions
    @Override public SubspaceModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        SubspaceModel plain = Subspace.of(dimensions).fit(data, run);
        int classes = plain.classes().size();
        Matrix sum = Matrix.zeros(plain.features(), plain.features());
        for (int c = 0; c < classes; c++) sum = sum.plus(plain.basis(c).transpose().times(plain.basis(c), run.backend()));
        Matrix projection = projection(SymmetricEigen.of(sum.times(1.0 / classes), run.backend()));
        List<Matrix> bases = java.util.stream.IntStream.range(0, classes).mapToObj(c -> orthonormal(plain.basis(c).times(projection.transpose(), run.backend()))).toList();
        return new SubspaceModel(new SubspaceModel.Recipe("difference-subspace", options(), 0), new Subspaces(bases, Matrix.zeros(classes, projection.rows())), projection,
                data.schema(), plain.content().provenance());
    }

    private Matrix projection(SymmetricEigen eigen) {
        double[] values = eigen.values();
        int rank = 0;
        while (rank < values.length && values[rank] > NOBODYS) rank++;
        if (common >= rank) throw new DataException(this + ": expected fewer common directions than the " + rank + " that the classes span, but got " + common);
        return Matrix.wrap(rank - common, values.length, eigen.vectors().columns(common, rank).transpose().toArray());
    }

    /// Orthonormal rows that span the same; where rows depend on one another, the QR decomposition completes the basis.
    private static Matrix orthonormal(Matrix rows) {
        int kept = Math.min(rows.rows(), rows.columns());
        return kept == 0 ? Matrix.zeros(0, rows.columns()) : Matrix.wrap(kept, rows.columns(), QR.of(rows.transpose()).q().columns(0, kept).transpose().toArray());
    }

    Options options() { return Options.none().with("dimensions", dimensions).with("common", common); }

    static DifferenceSubspace of(Options options) {
        return new DifferenceSubspace(options.integer("dimensions", 10), options.integer("common", 1));
    }

    /// Names it `difference-subspace`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "difference-subspace"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "The subspace method after a projection onto what the subspaces of the classes do not share."; }

        @Override public List<Option> options() {
            return List.of(new Option("dimensions", Type.INTEGER, "10", "≥ 1", "How many dimensions every class gets."),
                    new Option("common", Type.INTEGER, "1", "≥ 0", "How many directions are left out as common to all classes."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return SubspaceModel.restore(content); }
    }
}
