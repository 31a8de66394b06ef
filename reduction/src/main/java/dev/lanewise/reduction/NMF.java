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
import java.util.List;

/// Non-negative matrix factorisation: rows as sums of parts, nothing subtracted.
///
/// `X ≈ W H` with `W, H ≥ 0`, by coordinate descent on `½ ‖X − W H‖²`, starting from the positive parts of the SVD.
///
/// | | shape | |
/// |---|---|---|
/// | data X | `[n, features]` | finite and ≥ 0 |
/// | `components()` | `[components, features]` | H, the parts |
/// | `transform(x)` | `[n, components]` | W ≥ 0 for rows that H stays fixed for |
///
/// @param components how many parts, at least 1
/// @param iterations at most; the factors of the last one are kept even if they still move
/// @param tolerance the share of the first step's projected gradient at which it ends
/// @see <a href="https://doi.org/10.1587/transfun.E92.A.708">Cichocki & Phan: Fast local algorithms for large scale nonnegative matrix and tensor factorizations;
///      Boutsidis & Gallopoulos (2008) for the start</a>
public record NMF(int components, int iterations, double tolerance) implements Estimator {

    public NMF {
        if (components < 1) throw new IllegalArgumentException("NMF: expected components ≥ 1, but got " + components);
        if (iterations < 1) throw new IllegalArgumentException("NMF: expected iterations ≥ 1, but got " + iterations);
        if (!(tolerance >= 0)) throw new IllegalArgumentException("NMF: expected a tolerance ≥ 0, but got " + tolerance);
    }

    /// At most 200 iterations, to 1e-4.
    public static NMF of(int components) { return new NMF(components, 200, 1e-4); }

    public NMF iterations(int iterations) { return new NMF(components, iterations, tolerance); }

    public NMF tolerance(double tolerance) { return new NMF(components, iterations, tolerance); }

    public NMFModel fit(Matrix x) { return fit(Rows.of(toString(), x, Run.standard()), Run.standard()); }

    /// @throws DataException if a number is negative or not finite, or more components are asked for than rows and features allow
    @Override public NMFModel fit(Dataset data, Run run) { return fit(Rows.of(toString(), data, run), run); }

    private NMFModel fit(Rows rows, Run run) {
        rows.requireAtMost(toString(), components);
        NonNegative.require(toString(), rows.x());
        CoordinateDescent descent = CoordinateDescent.start(this, rows.x(), run.backend());
        descent.run();
        return new NMFModel(this, descent.parts(), rows.schema(), rows.provenance());
    }

    Options options() { return Options.none().with("components", components).with("iterations", iterations).with("tolerance", tolerance); }

    static NMF of(Options options) { return new NMF(options.integer("components", 2), options.integer("iterations", 200), options.number("tolerance", 1e-4)); }

    /// `NMF(5)`
    @Override public String toString() { return "NMF(" + components + ")"; }

    /// Names it `nmf`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "nmf"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Non-negative matrix factorisation: rows as sums of parts, nothing subtracted."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.INTEGER, "2", "≥ 1", "How many parts."),
                    new Option("iterations", Type.INTEGER, "200", "≥ 1", "How many steps at most."),
                    new Option("tolerance", Type.NUMBER, "1e-4", "≥ 0", "The share of the first step's projected gradient at which it ends."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return NMFModel.restore(content); }
    }
}
