package dev.lanewise.core.internal;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.List;

/// The model `network`: any network of layers that are known by name, described in a file.
public final class NetworkProvider implements ModelProvider {

    @Override public String name() { return "network"; }

    @Override public String family() { return "networks"; }

    @Override public String summary() { return "Any network of layers that are known by name, described in a JSON file."; }

    @Override public List<Option> options() {
        return ImmutableList.<Option>builder()
                .add(new Option("network", Option.Type.OBJECT, "", "a sequential that begins with an input, or a graph", "The layers."))
                .addAll(TrainerOptions.declared()).build();
    }

    @Override public Estimator create(Options options) {
        TrainerOptions.require(options);
        if (!(LayerRegistry.load().create(options.options("network")) instanceof Network network)) {
            throw new DataException(options.place() + ": expected a sequential that begins with an input, or a graph, for 'network', but got another layer");
        }
        return new Described(network, options);
    }

    @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }

    /// The same network whatever the samples look like; they must suit it.
    private record Described(Network network, Options options) implements NetworkEstimator {

        @Override public Network network(Schema schema) { return network; }

        @Override public Trainer trainer(Schema schema) { return TrainerOptions.trainer(options, network.output(), schema.target()); }

        @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) {
            return trainer.fit(network, data, run).madeBy("network", options.without("network"));
        }
    }
}
