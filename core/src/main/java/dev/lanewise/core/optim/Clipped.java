package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;

/// Gradients that are not too large, for another optimiser.
///
/// | by | what happens |
/// |----|--------------|
/// | `VALUE` | every number is moved into `[−bound, bound]` |
/// | `NORM` | a weight's gradient whose Euclidean norm is above the bound is scaled down to it: `g = g · bound / ‖g‖` |
/// | `GLOBAL_NORM` | the same for all gradients together, which keeps their direction |
///
/// Infinities are clipped by value, NaN stays. A norm that is not finite scales nothing, because zeros and NaN would come of it everywhere:
/// the gradients pass as they are, so that the weight where it began is the one that becomes infinite or NaN, and that the trainer names.
///
/// @param bound above 0
/// @see <a href="https://arxiv.org/abs/1211.5063">Pascanu, Mikolov & Bengio (2013)</a>
public record Clipped(Optimizer optimizer, By by, double bound) implements Optimizer {

    public enum By { VALUE, NORM, GLOBAL_NORM }

    public Clipped { Checks.aboveZero("Clipped", "a bound", bound); }

    public static Clipped byValue(Optimizer optimizer, double bound) { return new Clipped(optimizer, By.VALUE, bound); }

    public static Clipped byNorm(Optimizer optimizer, double bound) { return new Clipped(optimizer, By.NORM, bound); }

    public static Clipped byGlobalNorm(Optimizer optimizer, double bound) { return new Clipped(optimizer, By.GLOBAL_NORM, bound); }

    @Override public Session start(List<Weight> weights, Backend backend) {
        Clipping clipping = new Clipping(Trainable.of(weights).toArray(Weight[]::new), backend, bound);
        return new Prepared(optimizer.start(weights, backend), switch (by) {
            case VALUE -> clipping::byValue;
            case NORM -> clipping::byNorm;
            case GLOBAL_NORM -> clipping::byGlobalNorm;
        });
    }

    @Override public Options describe() { return Optimizers.named("clipped").with("inner", optimizer.describe()).with("by", by).with("bound", bound); }

    static Clipped from(Options options) { return new Clipped(Optimizers.inner(options), options.choice("by", By.GLOBAL_NORM), options.number("bound", 1)); }
}
