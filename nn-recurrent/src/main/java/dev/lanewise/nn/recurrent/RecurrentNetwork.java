package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A recurrent network for classes or numbers: LSTM layers over the steps of a sample, then one output for each class or number.
///
/// | a sample                    | read as                              |
/// |-----------------------------|--------------------------------------|
/// | `[time, features]`          | as it is                             |
/// | `[height, width, channels]` | its rows, `height` steps             |
/// | `[n]`, such as a table's row | `n` steps of one number             |
///
/// @param units the widths of the LSTM layers, at least one
/// @param dropout the rate after each layer, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]
public record RecurrentNetwork(List<Integer> units, double dropout, Options training) implements NetworkEstimator {

    public RecurrentNetwork {
        units = List.copyOf(units);
        if (units.isEmpty()) throw new IllegalArgumentException("RecurrentNetwork: expected at least one layer, but got none");
        for (int width : units) if (width < 1) throw new IllegalArgumentException("RecurrentNetwork: expected units ≥ 1, but got " + units);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("RecurrentNetwork: expected dropout in [0, 1), but got " + dropout);
    }

    /// LSTM layers of these widths, ten epochs of Adam in batches of 32.
    public static RecurrentNetwork of(Integer... units) { return new RecurrentNetwork(List.of(units), 0, Options.none()); }

    public RecurrentNetwork dropout(double dropout) { return new RecurrentNetwork(units, dropout, training); }

    public RecurrentNetwork epochs(int epochs) { return training("epochs", epochs); }

    public RecurrentNetwork batchSize(int batchSize) { return training("batch-size", batchSize); }

    public RecurrentNetwork learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private RecurrentNetwork training(String option, Object value) { return new RecurrentNetwork(units, dropout, training.with(option, value)); }

    /// The network for samples of this kind.
    @Override public Sequential network(Schema schema) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(schema.input())));
        Shape steps = schema.steps("RecurrentNetwork");
        if (!steps.equals(schema.input())) layers.add(Reshape.of(steps.extents()));
        for (int i = 0; i < units.size(); i++) {
            layers.add(LSTM.of(units.get(i)).returnSequences(i < units.size() - 1));
            if (dropout > 0) layers.add(Dropout.of(dropout));
        }
        layers.add(Projection.of(schema.target().outputs("RecurrentNetwork")));
        return new Sequential(layers);
    }

    @Override public TrainedNetwork fit(Dataset data, Run run) {
        Sequential network = network(data.schema());
        return TrainerOptions.trainer(training, network.output(), data.schema().target()).fit(network, data, run).madeBy("lstm", options());
    }

    private Options options() { return Options.none().with("units", units).with("dropout", dropout).with(training); }

    /// Names it `lstm`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "lstm"; }

        @Override public String family() { return "recurrent networks"; }

        @Override public String summary() { return "LSTM layers over the steps of a sequence, for classes or numbers."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("units", Type.INTEGERS, "64", "each ≥ 1", "The widths of the LSTM layers."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after each layer.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            return new RecurrentNetwork(Arrays.stream(options.integers("units", 64)).boxed().toList(), options.number("dropout", 0),
                    options.without("units").without("dropout"));
        }

        @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }
}
