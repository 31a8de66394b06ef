package dev.lanewise.core.optim;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.Map;

/// A rule for changing weights by their gradients, as a description.
public interface Optimizer {

    /// The rule at its first step for these weights, of which it changes the trainable ones.
    Session start(List<Weight> weights, Backend backend);

    /// What a file holds of it; [Optimizers#create] makes an equal rule of it.
    ///
    /// @throws DataException if no file can hold it
    default Options describe() { throw new DataException(this + ": expected an optimizer with a description, because a file is to hold it, but it has none"); }

    /// The rule at work: it holds whatever it remembers from step to step.
    interface Session {

        /// Changes every trainable weight that has a gradient.
        ///
        /// @param gradients the gradient of each weight; the arrays may hold anything afterwards
        /// @param rate what a schedule multiplies the learning rate by in this step; 1 without one
        void step(Gradients gradients, double rate);

        /// Evaluates the objective once and takes a step by its gradients; a rule that searches along a line evaluates it more often.
        ///
        /// @return the objective at the weights before the step
        default double step(Objective objective, double rate) {
            double value = objective.evaluate();
            step(objective.gradients(), rate);
            return value;
        }

        /// How many calls of [#step] make one step of the rule: several where gradients are added up first.
        default int calls() { return 1; }

        /// What the rule adds to the loss at the present weights; 0 for a rule without a penalty.
        default double penalty() { return 0; }

        /// Exchanges the weights with those that the rule keeps for use, such as their averages, and back when called again; no step
        /// may lie between. A rule that keeps no others does nothing.
        default void swap() { }

        /// Ends the training: leaves in the weights what shall be kept of them. Nothing may be called afterwards.
        default void finish() { }

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
        /// Row-major, at least as many as the weight has numbers, and in one step always the same array; one without elements if none flowed to it.
        float[] of(Weight weight);
    }

    /// What training makes small, as a function of the weights' present numbers: the same numbers give the same value.
    interface Objective {

        /// The value; [#gradients] belong to it until the next call.
        double evaluate();

        Gradients gradients();
    }

    /// What an optimiser remembers between two steps.
    ///
    /// @param steps how many it made
    /// @param arrays running means and the like, as `weight/kind`
    record State(long steps, Map<String, float[]> arrays) { }
}
