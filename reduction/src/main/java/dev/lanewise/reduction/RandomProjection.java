package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.List;

/// Projection on random directions, which keeps distances nearly as they are.
///
/// `z = x R`, R of independent numbers with mean 0 and variance `1/k`, so that `E ‖z‖² = ‖x‖²`.
///
/// | density | numbers of R |
/// |---|---|
/// | 0 | normal |
/// | s in (0, 1] | `±1/√(s k)` with probability s, else 0 |
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | |
/// | `transform(x)` | `[n, components]` | |
///
/// The way back is the pseudo-inverse of R.
///
/// @param components k, at least 1
/// @param density 0 for normal numbers, else the share of numbers that are not 0
/// @see <a href="https://doi.org/10.1016/S0022-0000(03)00025-4">Achlioptas: Database-friendly random projections; Johnson & Lindenstrauss (1984)</a>
public record RandomProjection(int components, double density) implements Estimator {

    public RandomProjection {
        if (components < 1) throw new IllegalArgumentException("RandomProjection: expected components ≥ 1, but got " + components);
        if (!(density >= 0 && density <= 1)) throw new IllegalArgumentException("RandomProjection: expected a density in 0 … 1, but got " + density);
    }

    /// Normal directions.
    public static RandomProjection of(int components) { return new RandomProjection(components, 0); }

    /// Directions of zeros and ±1, a third of them not zero.
    public static RandomProjection sparse(int components) { return new RandomProjection(components, 1.0 / 3); }

    /// As many components as keep all squared distances between that many samples within a share ε, with high probability:
    /// `4 ln n / (ε²/2 − ε³/3)`.
    ///
    /// @throws IllegalArgumentException unless there are samples and ε is in (0, 1)
    public static int componentsFor(long samples, double epsilon) {
        if (samples < 1) throw new IllegalArgumentException("RandomProjection.componentsFor: expected samples ≥ 1, but got " + samples);
        if (!(epsilon > 0 && epsilon < 1)) throw new IllegalArgumentException("RandomProjection.componentsFor: expected a share in (0, 1), but got " + epsilon);
        return (int) (4 * Math.log(samples) / (epsilon * epsilon / 2 - epsilon * epsilon * epsilon / 3));
    }

    /// Directions for rows as wide as these; their numbers don't matter.
    public LinearReduction fit(Matrix x) { return fit(Rows.of(toString(), x, Run.standard()), Run.standard()); }

    @Override public LinearReduction fit(Dataset data, Run run) { return fit(Rows.of(toString(), data, run), run); }

    private LinearReduction fit(Rows rows, Run run) {
        Matrix directions = directions(rows.x().columns(), run.seed().child("random-projection").stream());
        LinearMap map = new LinearMap(new double[rows.x().columns()], directions, SVD.of(directions, run.backend()).pseudoInverse());
        return new LinearReduction("random-projection", options(), map, Rows.variances(rows.x().times(directions, run.backend())), rows.schema(), rows.provenance());
    }

    private Matrix directions(int features, RandomStream random) {
        double[] numbers = new double[Math.multiplyExact(features, components)];
        double size = 1 / Math.sqrt((density == 0 ? 1 : density) * components);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = size * (density == 0 ? random.gaussian() : random.uniform(0, 1) >= density ? 0 : random.uniform(0, 1) < 0.5 ? -1 : 1);
        }
        return Matrix.wrap(features, components, numbers);
    }

    Options options() { return Options.none().with("components", components).with("density", density); }

    static RandomProjection of(Options options) { return new RandomProjection(options.integer("components", 2), options.number("density", 0)); }

    /// Names it `random-projection`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "random-projection"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Projection on random directions, which keeps distances nearly as they are."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.INTEGER, "2", "≥ 1", "How many directions."),
                    new Option("density", Type.NUMBER, "0", "0 … 1", "The share of numbers that are not zero; 0 for normal numbers."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LinearReduction.restore(content); }
    }
}
