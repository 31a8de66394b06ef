package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// Steps of one size in the direction of a sign: `w −= η · sign(β₁m + (1−β₁)g)`, then `m = β₂m + (1−β₂)g`. The paper gives it a weight decay beside
/// the gradient, [DecoupledDecay], and a learning rate three to ten times smaller than Adam's.
///
/// @param learningRate η, at least 0
/// @see <a href="https://arxiv.org/abs/2302.06675">Chen et al. (2023), algorithm 2</a>
public record Lion(double learningRate, double beta1, double beta2) implements ElementRule {

    public Lion {
        Checks.atLeastZero("Lion", "a learning rate", learningRate);
        Checks.betas("Lion", beta1, beta2);
    }

    /// The paper's constants: β₁ 0.9, β₂ 0.99; its usual learning rate is 1e-4, Keras's 1e-3.
    public static Lion of(double learningRate) { return new Lion(learningRate, 0.9, 0.99); }

    @Override public List<String> memories() { return List.of("first"); }

    @Override public Update update(long step, double rate) {
        float size = (float) rate, b1 = (float) beta1, b2 = (float) beta2;
        return (kernels, w, g, memories, from, n, decayed) ->
                kernels.optimizers().lion(w, from, g, from, memories.getFirst(), from, n, size, b1, b2, decayed);
    }

    @Override public Options describe() { return Optimizers.describe("lion", this).with("beta1", beta1).with("beta2", beta2); }

    static Lion from(Options options, Lion usual) {
        return new Lion(options.number("learningRate", usual.learningRate), options.number("beta1", usual.beta1), options.number("beta2", usual.beta2));
    }
}
