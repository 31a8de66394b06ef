package dev.lanewise.core.optim;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;

/// A rule whose weights decay beside the gradient: `w = (1 − ηλ) w` in each step, where η is the rule's learning rate with the schedule's factor.
///
/// That is not the penalty [Penalized], which goes through the gradient and is therefore scaled by what the rule divides by.
///
/// @param rule the rule
/// @param decay λ, at least 0
/// @param except names of weights that don't decay, as [WeightNames] reads them
/// @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov & Hutter (2019)</a>
public record DecoupledDecay(ElementRule rule, double decay, List<String> except) implements Optimizer {

    public DecoupledDecay {
        Checks.atLeastZero("DecoupledDecay", "a decay", decay);
        except = List.copyOf(except);
    }

    /// Of all weights.
    public static DecoupledDecay of(ElementRule rule, double decay) { return new DecoupledDecay(rule, decay, List.of()); }

    public DecoupledDecay decay(double decay) { return new DecoupledDecay(rule, decay, except); }

    /// But not of these: `except("*bias", "*gain")`.
    public DecoupledDecay except(String... names) { return new DecoupledDecay(rule, decay, List.of(names)); }

    @Override public Session start(List<Weight> weights, Backend backend) {
        WeightNames spared = new WeightNames(except);
        return new ElementSession(rule, weights, backend, weight -> spared.match(weight) ? 0 : decay);
    }

    @Override public Options describe() { return Optimizers.named("decoupled-decay").with("inner", rule.describe()).with("decay", decay).with("except", except); }

    static DecoupledDecay from(Options options) {
        if (!(Optimizers.create(options.options("inner")) instanceof ElementRule rule)) {
            throw new DataException(options.place() + ": expected a rule that treats every number by itself for 'inner', but got " + options.options("inner").text("optimizer"));
        }
        return new DecoupledDecay(rule, options.number("decay", 0.01), Optimizers.texts(options, "except"));
    }
}
