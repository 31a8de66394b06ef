package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;

/// An optimiser with another learning rate: a factor for the layers of a group.
///
/// @param factor at least 0
public record ScaledRate(Optimizer optimizer, double factor) implements Optimizer {

    public ScaledRate { Checks.atLeastZero("ScaledRate", "a factor", factor); }

    public static ScaledRate of(Optimizer optimizer, double factor) { return new ScaledRate(optimizer, factor); }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Scaled(optimizer.start(weights, backend), factor); }

    @Override public Options describe() { return Optimizers.named("scaled-rate").with("inner", optimizer.describe()).with("factor", factor); }

    static ScaledRate from(Options options) { return new ScaledRate(Optimizers.inner(options), options.number("factor")); }

    private record Scaled(Session inner, double factor) implements Wrapper {

        @Override public void step(Gradients gradients, double rate) { inner.step(gradients, rate * factor); }

        @Override public double step(Objective objective, double rate) { return inner.step(objective, rate * factor); }
    }
}
