package dev.lanewise.core.train;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;

/// An estimator that trains a network and can tell which one before it learns.
public interface NetworkEstimator extends Estimator {

    /// The network for samples of this kind.
    Network network(Schema schema);

    /// How it will be trained on samples of this kind.
    Trainer trainer(Schema schema);

    /// What comes out when the network is trained by a trainer like [#trainer(Schema)], such as the same one observed.
    TrainedNetwork fit(Trainer trainer, Dataset data, Run run);

    @Override default TrainedNetwork fit(Dataset data, Run run) { return fit(trainer(data.schema()), data, run); }

    @Override default TrainedNetwork fit(Dataset data) { return fit(data, Run.standard()); }
}
