package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;

/// A loss that grows with the weights, for another optimiser: `l1 · Σ|w| + l2 · Σw²` with the gradient `l1 · sign(w) + 2 · l2 · w` added to that of the loss.
///
/// This is the penalty of Keras and of the textbooks; PyTorch's `weight_decay` λ of everything but `AdamW` is `l2 = λ / 2`. What decays beside the gradient is
/// [DecoupledDecay]. [Session#penalty] tells the value at the present weights.
///
/// @param l1 at least 0
/// @param l2 at least 0
/// @param except names of weights that it leaves alone, as in [DecoupledDecay]
public record Penalized(Optimizer optimizer, double l1, double l2, List<String> except) implements Optimizer {

    public Penalized {
        Checks.atLeastZero("Penalized", "l1", l1);
        Checks.atLeastZero("Penalized", "l2", l2);
        except = List.copyOf(except);
    }

    public static Penalized l1(Optimizer optimizer, double l1) { return new Penalized(optimizer, l1, 0, List.of()); }

    public static Penalized l2(Optimizer optimizer, double l2) { return new Penalized(optimizer, 0, l2, List.of()); }

    /// But not these: `except("*bias", "*gain")`.
    public Penalized except(String... names) { return new Penalized(optimizer, l1, l2, List.of(names)); }

    @Override public Session start(List<Weight> weights, Backend backend) {
        WeightNames spared = new WeightNames(except);
        List<Weight> penalized = Trainable.of(weights).stream().filter(weight -> !spared.match(weight)).toList();
        return new Prepared(optimizer.start(weights, backend), new Penalty(penalized.toArray(Weight[]::new), backend, l1, l2));
    }

    @Override public Options describe() {
        return Optimizers.named("penalized").with("inner", optimizer.describe()).with("l1", l1).with("l2", l2).with("except", except);
    }

    static Penalized from(Options options) {
        return new Penalized(Optimizers.inner(options), options.number("l1", 0), options.number("l2", 0), Optimizers.texts(options, "except"));
    }

    private record Penalty(Weight[] weights, Backend backend, double l1, double l2) implements Prepared.Preparation {

        @Override public void prepare(Gradients gradients) {
            for (Weight weight : weights) {
                float[] g = gradients.of(weight), w = weight.values();
                int n = Math.min(g.length, weight.shape().size());
                if (l2 > 0 && n > 0) backend.kernels().elements().axpby((float) (2 * l2), w, 0, 1, g, 0, n);
                if (l1 > 0) for (int i = 0; i < n; i++) g[i] += (float) l1 * Math.signum(w[i]);
            }
        }

        @Override public double value() {
            double absolute = 0, squares = 0;
            for (Weight weight : weights) {
                int n = weight.shape().size();
                if (l2 > 0) squares += backend.kernels().elements().sumOfSquares(weight.values(), 0, n);
                if (l1 > 0) for (int i = 0; i < n; i++) absolute += Math.abs(weight.values()[i]);
            }
            return l1 * absolute + l2 * squares;
        }
    }
}
