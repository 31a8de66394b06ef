package dev.lanewise.core.train;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;

/// A rule for changing weights by their gradients, as a description.
public interface Optimizer {

    /// The rule at its first step for these weights, of which it changes the trainable ones.
    Session start(List<Weight> weights, Backend backend);

    /// The rule at work: it holds whatever it remembers from step to step.
    interface Session {

        /// Changes every trainable weight that has a gradient.
        ///
        /// @param gradients the gradient of each weight
        void step(Gradients gradients);
    }

    /// The gradients of one step.
    @FunctionalInterface
    interface Gradients {
        /// Row-major, or empty if none flowed to the weight.
        java.util.Optional<float[]> of(Weight weight);
    }
}
