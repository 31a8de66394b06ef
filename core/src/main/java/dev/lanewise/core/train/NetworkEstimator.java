package dev.lanewise.core.train;

import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;

/// An estimator that trains a network and can tell which one before it learns.
public interface NetworkEstimator extends Estimator {

    /// The network for samples of this kind.
    Network network(Schema schema);
}
