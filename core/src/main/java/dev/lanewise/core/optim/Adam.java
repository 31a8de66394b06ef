package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// Steps scaled by running means of the gradient and its square.
///
/// `m = β₁m + (1−β₁)g`, `v = β₂v + (1−β₂)g²`, then in step `t`
/// - the paper's form, PyTorch's too: `w −= η · m̂ / (√v̂ + ε)` with `m̂ = m/(1−β₁ᵗ)`, `v̂ = v/(1−β₂ᵗ)`;
/// - Keras's form: `w −= η√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)`, in which ε weighs more in the first steps.
///
/// AMSGrad puts the largest `v` so far below the root.
///
/// @param learningRate η, at least 0
/// @param form where ε stands
/// @see <a href="https://arxiv.org/abs/1412.6980">Kingma & Ba (2015)</a>
/// @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi, Kale & Kumar (2018), for AMSGrad</a>
public record Adam(double learningRate, double beta1, double beta2, double epsilon, Form form, boolean amsgrad) implements ElementRule {

    public Adam {
        Checks.atLeastZero("Adam", "a learning rate", learningRate);
        Checks.betas("Adam", beta1, beta2);
        Checks.atLeastZero("Adam", "epsilon", epsilon);
    }

    /// The paper's form with its constants: β₁ 0.9, β₂ 0.999, ε 1e-8.
    public static Adam of(double learningRate) { return new Adam(learningRate, 0.9, 0.999, 1e-8, Form.PYTORCH, false); }

    /// Keras's form with its ε 1e-7.
    public static Adam keras(double learningRate) { return new Adam(learningRate, 0.9, 0.999, 1e-7, Form.KERAS, false); }

    public Adam betas(double beta1, double beta2) { return new Adam(learningRate, beta1, beta2, epsilon, form, amsgrad); }

    public Adam epsilon(double epsilon) { return new Adam(learningRate, beta1, beta2, epsilon, form, amsgrad); }

    public Adam amsgrad(boolean amsgrad) { return new Adam(learningRate, beta1, beta2, epsilon, form, amsgrad); }

    @Override public List<String> memories() { return amsgrad ? List.of("first", "second", "largest") : List.of("first", "second"); }

    @Override public Update update(long step, double rate) {
        // of the float32 betas that the kernel takes: 1 − (float) 0.999 is 5e-5 away from 0.001, and cancels only against itself
        float b1 = (float) beta1, b2 = (float) beta2, e = (float) epsilon;
        double correction1 = 1 - Math.pow(b1, step), root2 = Math.sqrt(1 - Math.pow(b2, step));
        float size = (float) (rate / correction1 * (form == Form.KERAS ? root2 : 1)), scale = (float) (form == Form.KERAS ? 1 : 1 / root2);
        if (amsgrad) return (kernels, w, g, memories, from, n, decayed) -> kernels.optimizers().amsgrad(w, from, g, from, memories.get(0), from, memories.get(1), from,
                memories.get(2), from, n, size, scale, b1, b2, e, decayed);
        return (kernels, w, g, memories, from, n, decayed) -> kernels.optimizers().adam(w, from, g, from, memories.get(0), from, memories.get(1), from, n,
                size, scale, b1, b2, e, decayed);
    }

    @Override public Options describe() {
        return Optimizers.describe("adam", this).with("beta1", beta1).with("beta2", beta2).with("epsilon", epsilon).with("form", form).with("amsgrad", amsgrad);
    }

    static Adam from(Options options, Adam usual) {
        return new Adam(options.number("learningRate", usual.learningRate), options.number("beta1", usual.beta1), options.number("beta2", usual.beta2),
                options.number("epsilon", usual.epsilon), options.choice("form", usual.form), options.flag("amsgrad", usual.amsgrad));
    }
}
