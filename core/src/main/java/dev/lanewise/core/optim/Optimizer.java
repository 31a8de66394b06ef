package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.Map;

/// A rule for changing weights by their gradients, as a description.
public interface Optimizer {

    /// The rule at its first step for these weights, of which it changes the trainable ones.
    Session start(List<Weight> weights, Backend backend);

    /// The rule at work: it holds whatever it remembers from step to step.
    interface Session {

        /// Changes every trainable weight that has a gradient.
        ///
        /// @param gradients the gradient of each weight
        /// @param rate what a schedule multiplies the learning rate by in this step; 1 without one
        void step(Gradients gradients, double rate);

        /// What it remembers, copied: [#restore] of it in a fresh session goes on as if nothing had happened, bit for bit.
        State state();

        /// Takes over what another session of the same rule for the same weights remembered.
        ///
        /// @throws IllegalArgumentException if the state is not one of this rule and these weights
        void restore(State state);
    }

    /// The gradients of one step.
    @FunctionalInterface
    interface Gradients {
        /// Row-major, or empty if none flowed to the weight.
        java.util.Optional<float[]> of(Weight weight);
    }

    /// What an optimiser remembers between two steps.
    ///
    /// @param steps how many it made
    /// @param arrays running means and the like, as `weight/kind`
    record State(long steps, Map<String, float[]> arrays) { }
}
