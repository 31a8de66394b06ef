package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.Kernels;
import java.util.List;

/// An optimiser that treats every number by itself: what it does to one depends on its gradient and on what it remembers of it.
///
/// A rule says what it remembers and how one step changes a range of numbers; sessions, states and threads follow from that, and
/// [DecoupledDecay] can go along with it.
public interface ElementRule extends Optimizer {

    double learningRate();

    /// The kinds of numbers that it remembers, one for each number of a weight: `first`, `velocity`.
    List<String> memories();

    /// What a memory holds before the first step.
    default float initially(String memory) { return 0; }

    /// What is the same for all numbers in a step.
    ///
    /// @param step counted from 1
    /// @param rate the learning rate of this step, with the schedule's factor
    Update update(long step, double rate);

    @Override default Session start(List<Weight> weights, Backend backend) { return new ElementSession(this, weights, backend, _ -> 0); }

    /// One step on a range of a weight's numbers. A number's result must not depend on the range that it falls into.
    @FunctionalInterface
    interface Update {

        /// @param memories in the order of [ElementRule#memories]
        /// @param decay the share that the weight loses beside the rule, in float32 more exact than what it keeps
        void apply(Kernels kernels, float[] weight, float[] gradient, List<float[]> memories, int from, int n, float decay);
    }
}
