package dev.lanewise.core.train;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// Hears of a training while it runs, on its thread; implement what you want to hear of.
///
/// | in this order           | when                                                              |
/// |-------------------------|-------------------------------------------------------------------|
/// | [#started]              | once, before the first step (of a resumed training, too)           |
/// | [#computed]             | each step: outputs and loss are known, no gradient is              |
/// | [#differentiated]       | each step: gradients are known, weights are unchanged              |
/// | [#stepped]              | each step: weights are changed                                     |
/// | [#epochEnded]           | each epoch, after its validation                                   |
/// | [#finished]             | once, unless an exception ended the training                       |
///
/// Whoever only looks changes no bit of the result. An exception of an observer ends the training.
public interface TrainingObserver {

    default void started(Start start) { }

    default void computed(Step step) { }

    default void differentiated(Step step) { }

    default void stepped(Step step) { }

    /// @param history with the epoch that ended as its last one
    default void epochEnded(History history) { }

    default void finished(History history) { }

    /// What a training begins with.
    ///
    /// @param bound the network with the weights that training changes
    /// @param training the samples that are learned from, raw
    /// @param validation the samples that are judged after each epoch; none without validation
    /// @param scaling what was learned about the inputs
    /// @param history the epochs before this start: empty unless a training is resumed
    record Start(Network network, BoundLayer bound, Dataset training, Dataset validation, Scaling scaling, Run run, History history) { }

    /// One step, valid while an observer hears of it.
    interface Step {

        /// Counted from 1 over the whole training.
        long number();

        /// Counted from 1.
        int epoch();

        /// Of this step's samples.
        double loss();

        /// The samples as the network sees them: scaled, the batch as the first axis.
        List<Tensor> inputs();

        /// What was true of them.
        Tensor target();

        /// What the network said of them; from [TrainingObserver#computed] only, because its memory is used again afterwards.
        Tensor output();

        Tape tape();

        /// The gradients of the weights; empty in [TrainingObserver#computed].
        Optimizer.Gradients gradients();

        /// Ends the training after this step; an epoch that it leaves unfinished does not stand in the history.
        void stop();
    }
}
