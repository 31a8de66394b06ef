package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// Steps as large as the steps before: `v = ρv + (1−ρ)g²`, `d = √(u + ε) / √(v + ε) · g`, `u = ρu + (1−ρ)d²`, `w −= η · d`. PyTorch and Keras
/// have one form and differ in the constants.
///
/// @param learningRate η, at least 0
/// @param decay ρ
/// @see <a href="https://arxiv.org/abs/1212.5701">Zeiler (2012)</a>
public record Adadelta(double learningRate, double decay, double epsilon) implements ElementRule {

    public Adadelta {
        Checks.atLeastZero("Adadelta", "a learning rate", learningRate);
        Checks.decay("Adadelta", "a decay", decay);
        Checks.aboveZero("Adadelta", "epsilon", epsilon);
    }

    /// PyTorch's constants: ρ 0.9, ε 1e-6; its usual learning rate is 1.
    public static Adadelta of(double learningRate) { return new Adadelta(learningRate, 0.9, 1e-6); }

    /// Keras's constants: ρ 0.95, ε 1e-7; its usual learning rate is 0.001.
    public static Adadelta keras(double learningRate) { return new Adadelta(learningRate, 0.95, 1e-7); }

    @Override public List<String> memories() { return List.of("second", "steps"); }

    @Override public Update update(long step, double rate) {
        return (_, w, g, memories, from, n, decayed) -> {
            float[] v = memories.get(0), u = memories.get(1);
            for (int i = from; i < from + n; i++) {
                double gradient = g[i], square = decay * v[i] + (1 - decay) * gradient * gradient;
                double change = Math.sqrt(u[i] + epsilon) / Math.sqrt(square + epsilon) * gradient;
                v[i] = (float) square;
                u[i] = (float) (decay * u[i] + (1 - decay) * change * change);
                w[i] = (float) (w[i] - (double) decayed * w[i] - rate * change);
            }
        };
    }

    @Override public Options describe() { return Optimizers.describe("adadelta", this).with("decay", decay).with("epsilon", epsilon); }

    static Adadelta from(Options options, Adadelta usual) {
        return new Adadelta(options.number("learningRate", usual.learningRate), options.number("decay", usual.decay), options.number("epsilon", usual.epsilon));
    }
}
