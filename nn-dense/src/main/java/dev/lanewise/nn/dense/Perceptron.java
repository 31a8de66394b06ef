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

/// Rosenblatt's perceptron: a weighted sum and a step, learned from mistakes alone.
///
/// `z = w · x + b`, and the answer is 1, the second class, where `z ≥ 0`. After a wrong answer ŷ, and only then,
/// `w += η (y − ŷ) x` and `b += η (y − ŷ)`. It ends with the first epoch without a mistake.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row |
/// | `decision(x)` | `[n, 1]` or `[n, classes]` | z; one column if there are two classes and the rule is `ONE_VS_REST` |
///
/// Where classes can be told apart by a hyperplane, it makes at most `(R / γ)²` mistakes, whatever η is and whatever the order ([Learning.Bound]). Where they
/// cannot, it never ends; in a fixed order of samples that shows when it comes back to weights that it had at the end of an earlier epoch, and the mistakes
/// in between prove it ([Learning.Verdict#NOT_LINEARLY_SEPARABLE]).
///
/// @param rate η, above 0; where the weights begin at zero it changes their length and nothing else
/// @param epochs how often every sample is visited at most, at least 1
/// @param order in which samples are visited
/// @param start what the weights are before the first sample
/// @param variant which of the weights that it had on its way are kept
/// @param rule what more than two classes are learned by
/// @see <a href="https://doi.org/10.1037/h0042519">Rosenblatt: The perceptron (1958)</a>
public record Perceptron(double rate, int epochs, Order order, Start start, Variant variant, Rule rule) implements Estimator {

    /// In which order samples are visited.
    public enum Order {
        /// As they stand in the data, in every epoch
        FIXED,
        /// In another order in every epoch, which the seed decides
        SHUFFLED
    }

    /// What the weights are before the first sample.
    public enum Start {
        ZEROS,
        /// Uniform in −0.05 … 0.05, by the seed
        RANDOM
    }

    /// Which of the weights that it had on its way are kept.
    public enum Variant {
        /// The last ones
        LAST,
        /// Those that were right about the most samples (Gallant 1990, *with ratchet*): for classes that overlap
        POCKET,
        /// The mean over all samples visited (Freund & Schapire 1999)
        AVERAGED,
        /// All of them: each has as many votes as samples it stood (Freund & Schapire 1999). Holds one vector for every mistake
        VOTED
    }

    /// What more than two classes are learned by.
    public enum Rule {
        /// A perceptron for each class against all others, the greatest z decides; a single one for two classes
        ONE_VS_REST,
        /// One row of weights a class: a mistake adds the sample to the row of the right class and takes it from that of the answer
        MULTICLASS
    }

    public Perceptron {
        if (!(rate > 0) || Double.isInfinite(rate)) throw new IllegalArgumentException("Perceptron: expected a finite rate above 0, but got " + rate);
        if (epochs < 1) throw new IllegalArgumentException("Perceptron: expected epochs ≥ 1, but got " + epochs);
    }

    /// η = 1, at most 1000 epochs in the order of the data, from zeros, the last weights, one class against the others.
    public static Perceptron standard() { return new Perceptron(1, 1000, Order.FIXED, Start.ZEROS, Variant.LAST, Rule.ONE_VS_REST); }

    public Perceptron rate(double rate) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    public Perceptron epochs(int epochs) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    public Perceptron order(Order order) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    public Perceptron start(Start start) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    public Perceptron variant(Variant variant) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    public Perceptron rule(Rule rule) { return new Perceptron(rate, epochs, order, start, variant, rule); }

    /// @throws dev.lanewise.core.DataException if there are fewer than two classes, no samples, or a number is not finite
    @Override public PerceptronModel fit(Dataset data, Run run) { return PerceptronFit.of(this, data, run); }

    @Override public PerceptronModel fit(Dataset data) { return fit(data, Run.standard()); }

    Options options() {
        return Options.none().with("rate", rate).with("epochs", epochs).with("order", order).with("start", start).with("variant", variant).with("rule", rule);
    }

    static Perceptron of(Options options) {
        return new Perceptron(options.number("rate", 1), options.integer("epochs", 1000), options.choice("order", Order.FIXED), options.choice("start", Start.ZEROS),
                options.choice("variant", Variant.LAST), options.choice("rule", Rule.ONE_VS_REST));
    }

    /// Names it `perceptron`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "perceptron"; }

        @Override public String family() { return "linear models"; }

        @Override public String summary() { return "Rosenblatt's perceptron, learned from mistakes alone; says whether the classes can be told apart by a hyperplane."; }

        @Override public List<Option> options() {
            return List.of(new Option("rate", Type.NUMBER, "1", "> 0", "How far a mistake moves the weights."),
                    new Option("epochs", Type.INTEGER, "1000", "≥ 1", "How often every sample is visited at most."),
                    new Option("order", Type.TEXT, "fixed", "fixed, shuffled", "In which order samples are visited."),
                    new Option("start", Type.TEXT, "zeros", "zeros, random", "What the weights are before the first sample."),
                    new Option("variant", Type.TEXT, "last", "last, pocket, averaged, voted", "Which of the weights on the way are kept."),
                    new Option("rule", Type.TEXT, "one-vs-rest", "one-vs-rest, multiclass", "What more than two classes are learned by."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return PerceptronModel.restore(content); }
    }
}
