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
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Independent component analysis: the directions along which data looks least like a normal distribution, which unmixes sources.
///
/// Rows are centred and whitened; then all directions w at once are moved by `w ← E[x g(wᵀx)] − E[g'(wᵀx)] w` and made orthonormal by `(W Wᵀ)^(−½) W` until none
/// of them turns any more.
///
/// | contrast | g(u) | for |
/// |---|---|---|
/// | `LOGCOSH` | `tanh u` | most data |
/// | `EXP` | `u e^(−u²/2)` | very peaked sources |
/// | `CUBE` | `u³` | flat sources without outliers |
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite |
/// | `transform(x)` | `[n, components]` | the sources, each with variance 1 |
/// | `backward()` | `[components, features]` | the mixing matrix, transposed |
///
/// Order and sign of sources are not determined: they come in the order of their share in the variance of the data, each direction with its entry of largest
/// magnitude positive.
///
/// @param components how many sources, at least 1
/// @param contrast what counts as far from normal
/// @param iterations at most
/// @param tolerance the largest turn `|1 − |wᵀw'||` of a direction at which it ends
/// @see <a href="https://doi.org/10.1016/S0893-6080(00)00026-5">Hyvärinen & Oja: Independent component analysis: algorithms and applications</a>
public record FastICA(int components, Contrast contrast, int iterations, double tolerance) implements Estimator {

    /// The function whose mean tells a distribution from the normal one.
    public enum Contrast { LOGCOSH, EXP, CUBE }

    public FastICA {
        if (components < 1) throw new IllegalArgumentException("FastICA: expected components ≥ 1, but got " + components);
        if (iterations < 1) throw new IllegalArgumentException("FastICA: expected iterations ≥ 1, but got " + iterations);
        if (!(tolerance > 0)) throw new IllegalArgumentException("FastICA: expected a tolerance > 0, but got " + tolerance);
    }

    /// By `LOGCOSH`, at most 200 iterations, to 1e-4.
    public static FastICA of(int components) { return new FastICA(components, Contrast.LOGCOSH, 200, 1e-4); }

    public FastICA contrast(Contrast contrast) { return new FastICA(components, contrast, iterations, tolerance); }

    public FastICA iterations(int iterations) { return new FastICA(components, contrast, iterations, tolerance); }

    public FastICA tolerance(double tolerance) { return new FastICA(components, contrast, iterations, tolerance); }

    public LinearReduction fit(Matrix x) { return fit(Rows.of(toString(), x, Run.standard()), Run.standard()); }

    /// @throws DataException if a number is not finite, or the data varies in fewer directions than there are components
    /// @throws ConvergenceException if the directions still turn after the last iteration
    @Override public LinearReduction fit(Dataset data, Run run) { return fit(Rows.of(toString(), data, run), run); }

    private LinearReduction fit(Rows rows, Run run) {
        rows.requireAtMost(toString(), components);
        LinearMap map = new Unmixing(this, rows.x(), run).map();
        return new LinearReduction("fast-ica", options(), map, Rows.variances(map.coordinates(toString(), rows.x())), rows.schema(), rows.provenance());
    }

    Options options() { return Options.none().with("components", components).with("contrast", contrast).with("iterations", iterations).with("tolerance", tolerance); }

    static FastICA of(Options options) {
        return new FastICA(options.integer("components", 2), options.choice("contrast", Contrast.LOGCOSH), options.integer("iterations", 200), options.number("tolerance", 1e-4));
    }

    /// `FastICA(2)`
    @Override public String toString() { return "FastICA(" + components + ")"; }

    /// Names it `fast-ica`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "fast-ica"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Independent component analysis: directions that unmix independent sources."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.INTEGER, "2", "≥ 1", "How many sources."),
                    new Option("contrast", Type.TEXT, "logcosh", "logcosh, exp, cube", "What counts as far from a normal distribution."),
                    new Option("iterations", Type.INTEGER, "200", "≥ 1", "How many steps at most."),
                    new Option("tolerance", Type.NUMBER, "1e-4", "> 0", "The largest turn of a direction at which it ends."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LinearReduction.restore(content); }
    }
}
