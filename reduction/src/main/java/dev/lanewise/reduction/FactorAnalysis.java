package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
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

/// Factor analysis: few common factors behind many features, each of which has noise of its own.
///
/// `x = mean + z W + noise`, with `z ~ N(0, I)` and noise of variance ψⱼ for feature j, by maximum likelihood: PCA is the case in which all ψⱼ are equal.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite |
/// | `loadings()` | `[factors, features]` | W, rotated if asked to |
/// | `noiseVariance()` | `[features]` | ψ, in squared units of the features |
/// | `transform(x)` | `[n, factors]` | `E[z | x] = (x − mean) Ψ⁻¹ Wᵀ (I + W Ψ⁻¹ Wᵀ)⁻¹` |
///
/// @param factors how many, at least 1
/// @param rotation of the loadings, which the likelihood leaves free
/// @param iterations at most
/// @param tolerance the gain of the log-likelihood at which it ends
/// @see <a href="https://doi.org/10.1007/BF02293851">Rubin & Thayer: EM algorithms for ML factor analysis; Barber: Bayesian reasoning and machine learning, section 21.2</a>
public record FactorAnalysis(int factors, Rotation rotation, int iterations, double tolerance) implements Estimator {

    /// How factors are turned so that they can be read.
    public enum Rotation {
        NONE,
        /// Each feature loads on few factors: the variance of the squared loadings of a factor is large (Kaiser 1958, without his normalisation, as in scikit-learn).
        VARIMAX,
        /// Each feature loads on one factor as far as possible: the variance of the squared loadings of a feature is large.
        QUARTIMAX
    }

    public FactorAnalysis {
        if (factors < 1) throw new IllegalArgumentException("FactorAnalysis: expected factors ≥ 1, but got " + factors);
        if (iterations < 1) throw new IllegalArgumentException("FactorAnalysis: expected iterations ≥ 1, but got " + iterations);
        if (!(tolerance > 0)) throw new IllegalArgumentException("FactorAnalysis: expected a tolerance > 0, but got " + tolerance);
    }

    /// Not rotated, at most 1000 iterations, to 0.01 of the log-likelihood of all rows.
    public static FactorAnalysis of(int factors) { return new FactorAnalysis(factors, Rotation.NONE, 1000, 1e-2); }

    public FactorAnalysis rotation(Rotation rotation) { return new FactorAnalysis(factors, rotation, iterations, tolerance); }

    public FactorAnalysis iterations(int iterations) { return new FactorAnalysis(factors, rotation, iterations, tolerance); }

    public FactorAnalysis tolerance(double tolerance) { return new FactorAnalysis(factors, rotation, iterations, tolerance); }

    public FactorModel fit(Matrix x) { return fit(Moments.of(x), Run.standard()); }

    /// @throws DataException if a number is not finite, there are too few rows, or more factors than features
    @Override public FactorModel fit(Dataset data, Run run) {
        Schema schema = new Schema(data.schema().inputs(), data.schema().features(), Schema.Target.none());
        return fit(Moments.of(data, run), schema, Provenance.of(data, run), run);
    }

    /// The factors of rows of which only the moments are known.
    public FactorModel fit(Moments moments, Run run) {
        Schema schema = new Schema(List.of(dev.lanewise.core.Shape.of(moments.features())), List.of(), Schema.Target.none());
        return fit(moments, schema, new Provenance(run.seed().value(), "", moments.count()), run);
    }

    private FactorModel fit(Moments moments, Schema schema, Provenance provenance, Run run) {
        if (moments.count() < 2) throw new DataException(this + ": expected at least two rows, but got " + moments.count());
        if (factors > moments.features()) throw new DataException(this + ": expected at most " + moments.features() + " factors, one a feature, but got " + factors);
        FactorFit fit = new FactorFit(this, moments, run.backend());
        fit.iterate();
        return new FactorModel(this, moments.mean(), Rotations.rotate(fit.loadings(), rotation), fit.noise(), schema, provenance);
    }

    Options options() { return Options.none().with("factors", factors).with("rotation", rotation).with("iterations", iterations).with("tolerance", tolerance); }

    static FactorAnalysis of(Options options) {
        return new FactorAnalysis(options.integer("factors", 2), options.choice("rotation", Rotation.NONE), options.integer("iterations", 1000), options.number("tolerance", 1e-2));
    }

    /// `FactorAnalysis(2, varimax)`
    @Override public String toString() { return "FactorAnalysis(" + factors + (rotation == Rotation.NONE ? "" : ", " + rotation.name().toLowerCase(java.util.Locale.ROOT)) + ")"; }

    /// Names it `factor-analysis`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "factor-analysis"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Factor analysis: few common factors behind many features, each with noise of its own."; }

        @Override public List<Option> options() {
            return List.of(new Option("factors", Type.INTEGER, "2", "≥ 1", "How many factors."),
                    new Option("rotation", Type.TEXT, "none", "none, varimax, quartimax", "How factors are turned so that they can be read."),
                    new Option("iterations", Type.INTEGER, "1000", "≥ 1", "How many steps at most."),
                    new Option("tolerance", Type.NUMBER, "0.01", "> 0", "The gain of the log-likelihood at which it ends."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return FactorModel.restore(content); }
    }
}
