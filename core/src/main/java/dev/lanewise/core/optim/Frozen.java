package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.Map;

/// The rule that changes nothing, for a group of weights that shall stay as they are.
public record Frozen() implements Optimizer {

    public static Frozen of() { return new Frozen(); }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Still(); }

    @Override public Options describe() { return Optimizers.named("frozen"); }

    private static final class Still implements Session {

        private long step;

        @Override public void step(Gradients gradients, double rate) { step++; }

        @Override public State state() { return new State(step, Map.of()); }

        @Override public void restore(State state) { step = state.steps(); }
    }
}
