package dev.lanewise.nn.dense;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The adaptive linear neuron: weighted sums that learn from how far they are off, not only from wrong answers (the delta rule).
///
/// `z = w · x + b` should be 1 for samples of a class and −1 for all others. Every sample moves the weights against the gradient of the squared error,
/// `w += η (y − z) x` and `b += η (y − z)`: one after the other (the usual way), or all together once an epoch, by the mean over the samples. Small steps lead
/// to the least squared error, whether the classes can be told apart or not. The greatest z decides; for two classes there is one z, and `z ≥ 0` is the second class.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | `decision(x)` | `[n, 1]` or `[n, classes]` | z |
///
/// @param rate η, above 0; too large a one makes the weights grow without end, which is told
/// @param epochs how often every sample is visited, at least 1
/// @param batch whether the weights move once an epoch
/// @param shuffled whether samples are visited in another order in every epoch, which the seed decides
/// @see <a href="https://www-isl.stanford.edu/~widrow/papers/c1960adaptiveswitching.pdf">Widrow & Hoff: Adaptive switching circuits (1960)</a>
public record Adaline(double rate, int epochs, boolean batch, boolean shuffled) implements Estimator {

    public Adaline {
        if (!(rate > 0) || Double.isInfinite(rate)) throw new IllegalArgumentException("Adaline: expected a finite rate above 0, but got " + rate);
        if (epochs < 1) throw new IllegalArgumentException("Adaline: expected epochs ≥ 1, but got " + epochs);
    }

    /// η = 0.01, 50 epochs, sample by sample in shuffled order.
    public static Adaline standard() { return new Adaline(0.01, 50, false, true); }

    public Adaline rate(double rate) { return new Adaline(rate, epochs, batch, shuffled); }

    public Adaline epochs(int epochs) { return new Adaline(rate, epochs, batch, shuffled); }

    public Adaline batch(boolean batch) { return new Adaline(rate, epochs, batch, shuffled); }

    public Adaline shuffled(boolean shuffled) { return new Adaline(rate, epochs, batch, shuffled); }

    /// @throws dev.lanewise.core.DataException if there are fewer than two classes, no samples, or a number is not finite
    /// @throws dev.lanewise.linalg.ConvergenceException if the weights grow without end
    @Override public AdalineModel fit(Dataset data, Run run) { return AdalineFit.of(this, data, run); }

    @Override public AdalineModel fit(Dataset data) { return fit(data, Run.standard()); }

    Options options() { return Options.none().with("rate", rate).with("epochs", epochs).with("batch", batch).with("shuffled", shuffled); }

    static Adaline of(Options options) {
        return new Adaline(options.number("rate", 0.01), options.integer("epochs", 50), options.flag("batch", false), options.flag("shuffled", true));
    }

    /// Names it `adaline`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "adaline"; }

        @Override public String family() { return "linear models"; }

        @Override public String summary() { return "The adaptive linear neuron, learned by the delta rule."; }

        @Override public List<Option> options() {
            return List.of(new Option("rate", Type.NUMBER, "0.01", "> 0", "The size of a step."),
                    new Option("epochs", Type.INTEGER, "50", "≥ 1", "How often every sample is visited."),
                    new Option("batch", Type.FLAG, "false", "true, false", "Whether the weights move once an epoch."),
                    new Option("shuffled", Type.FLAG, "true", "true, false", "Whether samples are visited in another order in every epoch."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return AdalineModel.restore(content); }
    }
}
