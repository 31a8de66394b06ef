package dev.lanewise.core.train;

import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.Optional;

/// The loss of a batch and all its gradients at once, by something that knows a whole network and computes the same bits as operation by
/// operation, without a tape.
///
/// For networks so small that what stands around the arithmetic takes longer than the arithmetic. A training with observers, who may want to look
/// into the tape, doesn't use one.
public interface FusedLoss {

    /// The mean loss of a batch; the gradients belong to it until the next call.
    ///
    /// @param input the samples one behind the other
    /// @param target theirs
    double evaluate(float[] input, float[] target);

    /// As [dev.lanewise.core.optim.Optimizer.Gradients#of].
    float[] gradient(Weight weight);

    /// Knows a kind of network; found by `ServiceLoader`.
    interface Provider {

        /// What computes the losses of this network, if it is one of the kind.
        ///
        /// @param batchSize the samples of every batch
        Optional<FusedLoss> of(Network network, BoundLayer bound, Loss loss, int batchSize, Backend backend);
    }
}
