package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Lanczos;
import dev.lanewise.linalg.LinearOperator;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.PartialSVD;
import dev.lanewise.linalg.RandomizedSVD;
import java.util.List;

/// The largest singular vectors of rows as they are, not centred: for counts of words and other data of mostly zeros, where it is called latent
/// semantic analysis.
///
/// `X ≈ U Σ Vᵀ`, `transform(x) = x V`.
///
/// | | shape | |
/// |---|---|---|
/// | data X | `[n, features]` | dense or [sparse][dev.lanewise.linalg.SparseMatrix], any number of columns |
/// | `components()` | `[components, features]` | Vᵀ, each with its entry of largest magnitude positive |
/// | `transform(x)` | `[n, components]` | |
///
/// @param components how many, at least 1
/// @param solver by random projections, or to full accuracy by Lanczos's method
/// @param powerIterations of the random projections: more where singular values fall slowly
/// @see <a href="https://doi.org/10.1137/090771806">Halko, Martinsson, Tropp: Finding structure with randomness</a>
public record TruncatedSVD(int components, Solver solver, int powerIterations) implements Estimator {

    /// How the vectors are found.
    public enum Solver { RANDOMIZED, LANCZOS }

    public TruncatedSVD {
        if (components < 1) throw new IllegalArgumentException("TruncatedSVD: expected components ≥ 1, but got " + components);
        if (powerIterations < 0) throw new IllegalArgumentException("TruncatedSVD: expected power iterations ≥ 0, but got " + powerIterations);
    }

    /// By random projections with five power iterations.
    public static TruncatedSVD of(int components) { return new TruncatedSVD(components, Solver.RANDOMIZED, 5); }

    public TruncatedSVD solver(Solver solver) { return new TruncatedSVD(components, solver, powerIterations); }

    public TruncatedSVD powerIterations(int powerIterations) { return new TruncatedSVD(components, solver, powerIterations); }

    public LinearReduction fit(Matrix x) {
        Rows rows = Rows.of(toString(), x, Run.standard());
        return fit(rows.x(), Run.standard(), rows.schema(), rows.provenance());
    }

    @Override public LinearReduction fit(Dataset data, Run run) {
        Rows rows = Rows.of(toString(), data, run);
        return fit(rows.x(), run, rows.schema(), rows.provenance());
    }

    /// The vectors of sparse rows, or of rows that are never formed.
    public LinearReduction fit(LinearOperator x, Run run) {
        Schema schema = new Schema(List.of(Shape.of(x.columns())), List.of(), Schema.Target.none());
        return fit(x, run, schema, new Provenance(run.seed().value(), "", x.rows()));
    }

    private LinearReduction fit(LinearOperator x, Run run, Schema schema, Provenance provenance) {
        int most = Math.min(x.rows(), x.columns());
        if (components > most) throw new DataException(this + ": expected at most " + most + " components, the smaller of rows and features, but got " + components);
        long seed = run.seed().child("truncated-svd").value();
        PartialSVD svd = solver == Solver.LANCZOS ? PartialSVD.of(x, components, Lanczos.standard().seed(seed), run.backend())
                : RandomizedSVD.of(components).powerIterations(powerIterations).seed(seed).decompose(x, run.backend());
        LinearMap map = new LinearMap(new double[x.columns()], svd.v(), svd.v().transpose());
        return new LinearReduction("truncated-svd", options(), map, Rows.variances(x.times(svd.v(), run.backend())), schema, provenance);
    }

    Options options() { return Options.none().with("components", components).with("solver", solver).with("power-iterations", powerIterations); }

    static TruncatedSVD of(Options options) {
        return new TruncatedSVD(options.integer("components", 2), options.choice("solver", Solver.RANDOMIZED), options.integer("power-iterations", 5));
    }

    /// `TruncatedSVD(2)`
    @Override public String toString() { return "TruncatedSVD(" + components + ")"; }

    /// Names it `truncated-svd`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "truncated-svd"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "The largest singular vectors of rows as they are, not centred: latent semantic analysis."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.INTEGER, "2", "≥ 1", "How many components."),
                    new Option("solver", Type.TEXT, "randomized", "randomized, lanczos", "How the vectors are found."),
                    new Option("power-iterations", Type.INTEGER, "5", "≥ 0", "Power iterations of the random projections."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LinearReduction.restore(content); }
    }
}
