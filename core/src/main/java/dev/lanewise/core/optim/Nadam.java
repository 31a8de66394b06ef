package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// [Adam] with Nesterov's momentum: with `μₜ = β₁(1 − ½ · 0.96^(ψt))` and `m`, `v` as there,
/// `w −= η · (μₜ₊₁ m / (1 − Πμ₁…ₜ₊₁) + (1 − μₜ) g / (1 − Πμ₁…ₜ)) / (√(v/(1−β₂ᵗ)) + ε)` in step `t`.
///
/// PyTorch and Keras have the same formula and differ in ψ: 0.004 and 1.
///
/// @param learningRate η, at least 0
/// @param momentumDecay ψ, at least 0
/// @see <a href="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ">Dozat (2016)</a>
public record Nadam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay) implements ElementRule {

    public Nadam {
        Checks.atLeastZero("Nadam", "a learning rate", learningRate);
        Checks.betas("Nadam", beta1, beta2);
        Checks.atLeastZero("Nadam", "epsilon", epsilon);
        Checks.atLeastZero("Nadam", "a momentum decay", momentumDecay);
    }

    /// PyTorch's constants: β₁ 0.9, β₂ 0.999, ε 1e-8, ψ 0.004; its usual learning rate is 0.002.
    public static Nadam of(double learningRate) { return new Nadam(learningRate, 0.9, 0.999, 1e-8, 0.004); }

    /// Keras's constants: ε 1e-7, ψ 1.
    public static Nadam keras(double learningRate) { return new Nadam(learningRate, 0.9, 0.999, 1e-7, 1); }

    @Override public List<String> memories() { return List.of("first", "second"); }

    @Override public Update update(long step, double rate) {
        double product = momenta(step), now = momentum(step), next = momentum(step + 1);
        double ofMean = rate * next / (1 - product * next), ofGradient = rate * (1 - now) / (1 - product), scale = 1 / Math.sqrt(1 - Math.pow(beta2, step));
        return (_, w, g, memories, from, n, decayed) -> {
            float[] m = memories.get(0), v = memories.get(1);
            for (int i = from; i < from + n; i++) {
                double gradient = g[i], mean = beta1 * m[i] + (1 - beta1) * gradient, square = beta2 * v[i] + (1 - beta2) * gradient * gradient;
                m[i] = (float) mean;
                v[i] = (float) square;
                w[i] = (float) (w[i] - (double) decayed * w[i] - (ofMean * mean + ofGradient * gradient) / (Math.sqrt(square) * scale + epsilon));
            }
        };
    }

    private double momentum(long step) { return beta1 * (1 - 0.5 * Math.pow(0.96, step * momentumDecay)); }

    /// `μ₁ · … · μₜ`, up to where 1 minus it is 1.
    private double momenta(long step) {
        double product = 1, ratio = Math.pow(0.96, momentumDecay), power = 1;
        for (long t = 1; t <= step && product > 0x1p-54; t++) {
            power *= ratio;
            product *= beta1 * (1 - 0.5 * power);
        }
        return product;
    }

    @Override public Options describe() {
        return Optimizers.describe("nadam", this).with("beta1", beta1).with("beta2", beta2).with("epsilon", epsilon).with("momentumDecay", momentumDecay);
    }

    static Nadam from(Options options, Nadam usual) {
        return new Nadam(options.number("learningRate", usual.learningRate), options.number("beta1", usual.beta1), options.number("beta2", usual.beta2),
                options.number("epsilon", usual.epsilon), options.number("momentumDecay", usual.momentumDecay));
    }
}
