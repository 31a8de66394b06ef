package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// Gradient descent with momentum: `v = momentum · v + (1 − dampening) · g`, `w −= η · v`, or `η · (g + momentum · v)` with Nesterov. The first step
/// takes the whole gradient.
///
/// This is PyTorch's form. Keras's has η inside `v`; they agree as long as the learning rate stays the same.
///
/// @param learningRate η, at least 0
/// @param momentum in `[0, 1)`
/// @param dampening in `[0, 1)`; 0 with Nesterov
/// @param nesterov looks ahead along the momentum
/// @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. (2013)</a>
public record SGD(double learningRate, double momentum, double dampening, boolean nesterov) implements ElementRule {

    public SGD {
        Checks.atLeastZero("SGD", "a learning rate", learningRate);
        Checks.decay("SGD", "momentum", momentum);
        Checks.decay("SGD", "dampening", dampening);
        Checks.require(!nesterov || dampening == 0, "SGD", "no dampening with Nesterov", dampening);
    }

    /// Without momentum.
    public static SGD of(double learningRate) { return new SGD(learningRate, 0, 0, false); }

    public SGD momentum(double momentum) { return new SGD(learningRate, momentum, dampening, nesterov); }

    public SGD dampening(double dampening) { return new SGD(learningRate, momentum, dampening, nesterov); }

    public SGD nesterov(boolean nesterov) { return new SGD(learningRate, momentum, dampening, nesterov); }

    @Override public List<String> memories() { return momentum == 0 ? List.of() : List.of("velocity"); }

    @Override public Update update(long step, double rate) {
        float size = (float) rate;
        if (momentum == 0) return (kernels, w, g, _, from, n, decayed) -> {
            if (decayed > 0) kernels.elements().axpby(-decayed, w, from, 1, w, from, n);
            kernels.elements().axpby(-size, g, from, 1, w, from, n);
        };
        float mu = (float) momentum, fresh = step == 1 ? 1 : (float) (1 - dampening);
        return (kernels, w, g, memories, from, n, decayed) ->
                kernels.optimizers().sgd(w, from, g, from, memories.getFirst(), from, n, size, mu, fresh, nesterov, decayed);
    }

    @Override public Options describe() {
        return Optimizers.describe("sgd", this).with("momentum", momentum).with("dampening", dampening).with("nesterov", nesterov);
    }

    static SGD from(Options options, SGD usual) {
        return new SGD(options.number("learningRate", usual.learningRate), options.number("momentum", usual.momentum), options.number("dampening", usual.dampening),
                options.flag("nesterov", usual.nesterov));
    }
}
