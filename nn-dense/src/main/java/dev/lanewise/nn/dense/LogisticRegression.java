package dev.lanewise.nn.dense;

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
import java.util.List;

/// Logistic regression for two classes, softmax regression for more: `p(class | x)` from weighted sums, fitted to the maximum of the penalised likelihood.
///
/// It makes `C · Σ sᵢ · (−ln p(yᵢ | xᵢ)) + ½ ‖W‖²` small, where sᵢ is the weight of sample i times that of its class, and biases bear no penalty: the objective, names and
/// defaults of scikit-learn's `LogisticRegression`. Two classes have one row of weights, more have one each. Features are taken as they are: put a
/// scaler before it where their units differ.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row; held as float64 |
/// | `probabilities(x)` | `[n, classes]` | 0 for a class without samples |
///
/// Solved by Newton's method in float64; each step by conjugate gradients with products with the Hessian, which is never stored.
///
/// @param c the inverse strength of the penalty, above 0; infinite for none
/// @param intercept whether there are biases
/// @param balanced whether each class weighs as much as any other: `n / (classes · nₖ)` a sample, on top of its class weight
/// @param classWeights of a sample of each class, in the order of the classes; empty for 1
/// @param iterations how many Newton steps at most
/// @see <a href="https://hastie.su.domains/ElemStatLearn/">Hastie, Tibshirani, Friedman: The elements of statistical learning, section 4.4</a>
/// @see <a href="https://www.jmlr.org/papers/v9/lin08b.html">Lin, Weng, Keerthi: Trust region Newton method for logistic regression (2008)</a>
public record LogisticRegression(double c, boolean intercept, boolean balanced, List<Double> classWeights, int iterations) implements Estimator {

    public LogisticRegression {
        if (!(c > 0)) throw new IllegalArgumentException("LogisticRegression: expected C above 0, but got " + c);
        if (iterations < 1) throw new IllegalArgumentException("LogisticRegression: expected iterations ≥ 1, but got " + iterations);
        for (double weight : classWeights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) throw new IllegalArgumentException("LogisticRegression: expected finite class weights ≥ 0, but got " + classWeights);
        }
        classWeights = List.copyOf(classWeights);
    }

    /// `C` = 1, with biases, classes as they are.
    public static LogisticRegression standard() { return new LogisticRegression(1, true, false, List.of(), 100); }

    public LogisticRegression c(double c) { return new LogisticRegression(c, intercept, balanced, classWeights, iterations); }

    /// Without a penalty.
    public LogisticRegression unpenalized() { return c(Double.POSITIVE_INFINITY); }

    public LogisticRegression intercept(boolean intercept) { return new LogisticRegression(c, intercept, balanced, classWeights, iterations); }

    public LogisticRegression balanced(boolean balanced) { return new LogisticRegression(c, intercept, balanced, classWeights, iterations); }

    public LogisticRegression classWeights(Double... classWeights) { return new LogisticRegression(c, intercept, balanced, List.of(classWeights), iterations); }

    public LogisticRegression iterations(int iterations) { return new LogisticRegression(c, intercept, balanced, classWeights, iterations); }

    /// @throws DataException if fewer than two classes have samples, or a number is not finite
    /// @throws dev.lanewise.linalg.ConvergenceException if there is no finite optimum, or it was not reached
    @Override public LogisticModel fit(Dataset data, Run run) { return LogisticFit.of(this, data, run); }

    @Override public LogisticModel fit(Dataset data) { return fit(data, Run.standard()); }

    Options options() {
        Options options = Options.none().with("intercept", intercept).with("balanced", balanced).with("iterations", iterations);
        if (!classWeights.isEmpty()) options = options.with("class-weights", String.join(",", classWeights.stream().map(String::valueOf).toList()));
        return Double.isInfinite(c) ? options.with("penalty", "none") : options.with("C", c);
    }

    static LogisticRegression of(Options options) {
        String penalty = options.text("penalty", "l2");
        if (!penalty.equals("l2") && !penalty.equals("none")) throw new DataException(options.place() + ": expected l2 or none for 'penalty', but got \"" + penalty + "\"");
        double c = options.number("C", 1);
        return new LogisticRegression(penalty.equals("none") ? Double.POSITIVE_INFINITY : c, options.flag("intercept", true), options.flag("balanced", false),
                weights(options), options.integer("iterations", 100));
    }

    private static List<Double> weights(Options options) {
        String text = options.text("class-weights", "");
        if (text.isBlank()) return List.of();
        try {
            return java.util.Arrays.stream(text.split(",")).map(String::strip).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new DataException(options.place() + ": expected numbers with commas between them for 'class-weights', but got \"" + text + "\"", e);
        }
    }

    /// Names it `logistic-regression`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "logistic-regression"; }

        @Override public String family() { return "linear models"; }

        @Override public String summary() { return "Logistic regression for two classes, softmax regression for more, with an L2 penalty."; }

        @Override public List<Option> options() {
            return List.of(new Option("C", Type.NUMBER, "1", "> 0", "The inverse strength of the penalty."),
                    new Option("penalty", Type.TEXT, "l2", "l2, none", "Whether large weights bear a penalty."),
                    new Option("intercept", Type.FLAG, "true", "true, false", "Whether there are biases."),
                    new Option("balanced", Type.FLAG, "false", "true, false", "Whether each class weighs as much as any other."),
                    new Option("class-weights", Type.TEXT, "1 each", "numbers ≥ 0", "The weight of a sample of each class, in the order of the classes."),
                    new Option("iterations", Type.INTEGER, "100", "≥ 1", "How many Newton steps at most."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return LogisticModel.restore(content); }
    }
}
