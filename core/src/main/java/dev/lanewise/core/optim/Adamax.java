package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// [Adam] with the largest gradient in place of the mean square: `m = β₁m + (1−β₁)g`, `w −= η/(1−β₁ᵗ) · m / u` in step `t`, where
/// - PyTorch's form has `u = max(β₂u, |g| + ε)`;
/// - Keras's form has `u = max(β₂u, |g|)` and divides by `u + ε`.
///
/// @param learningRate η, at least 0
/// @see <a href="https://arxiv.org/abs/1412.6980">Kingma & Ba (2015), section 7</a>
public record Adamax(double learningRate, double beta1, double beta2, double epsilon, Form form) implements ElementRule {

    public Adamax {
        Checks.atLeastZero("Adamax", "a learning rate", learningRate);
        Checks.betas("Adamax", beta1, beta2);
        Checks.atLeastZero("Adamax", "epsilon", epsilon);
    }

    /// β₁ 0.9, β₂ 0.999, ε 1e-8; PyTorch's usual learning rate is 0.002.
    public static Adamax of(double learningRate) { return new Adamax(learningRate, 0.9, 0.999, 1e-8, Form.PYTORCH); }

    /// Keras's form with its ε 1e-7.
    public static Adamax keras(double learningRate) { return new Adamax(learningRate, 0.9, 0.999, 1e-7, Form.KERAS); }

    @Override public List<String> memories() { return List.of("first", "largest"); }

    @Override public Update update(long step, double rate) {
        double size = rate / (1 - Math.pow(beta1, step)), inside = form == Form.KERAS ? 0 : epsilon, outside = epsilon - inside;
        return (_, w, g, memories, from, n, decayed) -> {
            float[] m = memories.get(0), u = memories.get(1);
            for (int i = from; i < from + n; i++) {
                double mean = beta1 * m[i] + (1 - beta1) * g[i], largest = Math.max(beta2 * u[i], Math.abs(g[i]) + inside);
                m[i] = (float) mean;
                u[i] = (float) largest;
                w[i] = (float) (w[i] - (double) decayed * w[i] - size * mean / (largest + outside));
            }
        };
    }

    @Override public Options describe() {
        return Optimizers.describe("adamax", this).with("beta1", beta1).with("beta2", beta2).with("epsilon", epsilon).with("form", form);
    }

    static Adamax from(Options options, Adamax usual) {
        return new Adamax(options.number("learningRate", usual.learningRate), options.number("beta1", usual.beta1), options.number("beta2", usual.beta2),
                options.number("epsilon", usual.epsilon), options.choice("form", usual.form));
    }
}
