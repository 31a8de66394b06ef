package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// Steps scaled by the sum of all squared gradients so far: `s = s + g²`, then
/// - PyTorch's form: `w −= η · g / (√s + ε)`;
/// - Keras's form: `w −= η · g / √(s + ε)`.
///
/// @param learningRate η, at least 0
/// @param initial what the sum begins with, at least 0
/// @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi, Hazan & Singer (2011)</a>
public record Adagrad(double learningRate, double initial, double epsilon, Form form) implements ElementRule {

    public Adagrad {
        Checks.atLeastZero("Adagrad", "a learning rate", learningRate);
        Checks.atLeastZero("Adagrad", "an initial sum", initial);
        Checks.atLeastZero("Adagrad", "epsilon", epsilon);
    }

    /// PyTorch's constants: the sum begins with 0, ε 1e-10; its usual learning rate is 0.01.
    public static Adagrad of(double learningRate) { return new Adagrad(learningRate, 0, 1e-10, Form.PYTORCH); }

    /// Keras's form and constants: the sum begins with 0.1, ε 1e-7; its usual learning rate is 0.001.
    public static Adagrad keras(double learningRate) { return new Adagrad(learningRate, 0.1, 1e-7, Form.KERAS); }

    @Override public List<String> memories() { return List.of("sum"); }

    @Override public float initially(String memory) { return (float) initial; }

    @Override public Update update(long step, double rate) {
        float size = (float) rate, inside = form == Form.KERAS ? (float) epsilon : 0, outside = (float) epsilon - inside;
        return (kernels, w, g, memories, from, n, decayed) ->
                kernels.optimizers().rmsprop(w, from, g, from, memories.getFirst(), from, n, size, 1, 1, inside, outside, decayed);
    }

    @Override public Options describe() { return Optimizers.describe("adagrad", this).with("initial", initial).with("epsilon", epsilon).with("form", form); }

    static Adagrad from(Options options, Adagrad usual) {
        return new Adagrad(options.number("learningRate", usual.learningRate), options.number("initial", usual.initial), options.number("epsilon", usual.epsilon),
                options.choice("form", usual.form));
    }
}
