package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Limited-memory BFGS: quasi-Newton steps out of the last gradients, each of a length that satisfies the strong Wolfe conditions. For smooth losses of the
/// whole data set; with dropout or changing batches a line search makes no sense.
///
/// Two ways to use it: [#minimize] for a function in float64, and as an optimiser that is given an objective ([Session#step(Objective, double)]), which it
/// evaluates several times a step. [Session#step(Gradients, double)] is refused.
///
/// @param history how many steps it remembers, at least 1
/// @param evaluations of the objective in one line search, at least 1
/// @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal & Wright (2006), section 7.2</a>
public record LBFGS(int history, int evaluations) implements Optimizer {

    /// How a minimisation ended.
    ///
    /// @param gradientNorm the largest component of the gradient
    /// @param converged whether it is within the tolerance
    public record Minimum(double[] x, double value, double gradientNorm, int iterations, int evaluations, boolean converged) { }

    public LBFGS {
        Checks.require(history >= 1, "LBFGS", "a history ≥ 1", history);
        Checks.require(evaluations >= 1, "LBFGS", "evaluations ≥ 1", evaluations);
    }

    /// Ten steps remembered, 25 evaluations in a line search.
    public static LBFGS of() { return new LBFGS(10, 25); }

    public LBFGS history(int history) { return new LBFGS(history, evaluations); }

    /// Goes downhill from `start` until no component of the gradient is larger than the tolerance, for at most so many iterations, or until
    /// float64 finds nothing lower.
    ///
    /// @throws IllegalArgumentException if the value or the gradient at the start is not finite
    public Minimum minimize(Smooth function, double[] start, double tolerance, int iterations) {
        Descent descent = new Descent(function, start.clone(), this);
        int done = 0;
        while (done < iterations && descent.gradientNorm() > tolerance && descent.iterate(1)) done++;
        return new Minimum(descent.x(), descent.value(), descent.gradientNorm(), done, descent.evaluations(), descent.gradientNorm() <= tolerance);
    }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Descents(this, Trainable.of(weights)); }

    @Override public Options describe() { return Optimizers.named("lbfgs").with("history", history).with("evaluations", evaluations); }

    static LBFGS from(Options options) { return new LBFGS(options.integer("history", 10), options.integer("evaluations", 25)); }

    /// The weights as one vector. Pairs are remembered in float32, as weights and gradients are.
    private static final class Descents implements Session {

        private final LBFGS rule;
        private final List<Weight> weights;
        private final int n;
        private final Curvature curvature;
        private long step;

        Descents(LBFGS rule, List<Weight> weights) {
            this.rule = rule;
            this.weights = weights;
            this.n = weights.stream().mapToInt(weight -> weight.shape().size()).sum();
            this.curvature = new Curvature(rule.history);
        }

        @Override public void step(Gradients gradients, double rate) {
            throw new IllegalArgumentException("LBFGS: expected an objective to evaluate along a line, but got the gradients of one point. "
                    + "Train on the whole data set in one batch, or take another optimizer");
        }

        @Override public double step(Objective objective, double rate) {
            step++;
            Descent descent = new Descent((x, gradient) -> evaluate(objective, x, gradient), gather(Weight::values), rule, curvature, true);
            double value = descent.value();
            descent.iterate(rate);
            scatter(descent.x());
            return value;
        }

        private double evaluate(Objective objective, double[] x, double[] gradient) {
            scatter(x);
            double value = objective.evaluate();
            System.arraycopy(gather(objective.gradients()::of), 0, gradient, 0, n);
            return value;
        }

        private double[] gather(Function<Weight, float[]> part) {
            double[] all = new double[n];
            int at = 0;
            for (Weight weight : weights) {
                float[] numbers = part.apply(weight);
                int size = weight.shape().size();
                for (int i = 0; i < size && numbers.length > 0; i++) all[at + i] = numbers[i];
                at += size;
            }
            return all;
        }

        /// Rounds the vector to what the weights can hold.
        private void scatter(double[] x) {
            int at = 0;
            for (Weight weight : weights) {
                for (int i = 0; i < weight.shape().size(); i++, at++) x[at] = weight.values()[i] = (float) x[at];
            }
        }

        @Override public State state() {
            Map<String, float[]> arrays = new LinkedHashMap<>();
            List<double[]> pairs = curvature.arrays();
            for (int i = 0; i < pairs.size(); i++) arrays.put("lbfgs/" + (i % 2 == 0 ? "step" : "change") + i / 2, Descent.narrow(pairs.get(i)));
            return new State(step, arrays);
        }

        @Override public void restore(State state) {
            curvature.clear();
            for (int i = 0; state.arrays().containsKey("lbfgs/step" + i); i++) curvature.add(stored(state, "lbfgs/step" + i), stored(state, "lbfgs/change" + i));
            step = state.steps();
        }

        private double[] stored(State state, String name) {
            float[] array = state.arrays().get(name);
            if (array == null || array.length != n) {
                throw new IllegalArgumentException("Optimizer.restore: expected " + n + " numbers as '" + name + "', but " + (array == null ? "there are none" : "got " + array.length)
                        + ". The state belongs to another rule or network");
            }
            return Descent.widen(array);
        }
    }
}
