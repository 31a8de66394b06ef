package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.layer.StepMask;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A recurrent network for classes or numbers: recurrent layers over the steps of a sample, then one output for each class or number; or tags, a class for
/// each step, where the target has one for each.
///
/// | a sample                    | read as                              |
/// |-----------------------------|--------------------------------------|
/// | `[time, features]`          | as it is                             |
/// | `[height, width, channels]` | its rows, `height` steps             |
/// | `[n]`, such as a table's row | `n` steps of one number             |
/// | `[n]` with a vocabulary     | `n` token ids, of which 0 is padding that counts for nothing |
///
/// @param kind the kind of its layers
/// @param units the widths of the layers, at least one
/// @param bidirectional whether each layer goes both ways
/// @param dropout the rate after each layer, in `[0, 1)`
/// @param vocabulary how many tokens there are, each with a vector as wide as the first layer; 0 where samples are numbers
/// @param training the [options of training][TrainerOptions#declared()]
public record RecurrentNetwork(Kind kind, List<Integer> units, boolean bidirectional, double dropout, int vocabulary, Options training) implements NetworkEstimator {

    /// The kinds of layers, which are the names of the models too.
    public enum Kind {
        RNN("Simple recurrent layers"), LSTM("LSTM layers"), GRU("GRU layers");

        private final String layers;

        Kind(String layers) {
            this.layers = layers;
        }

        /// A layer of this kind.
        Recurrent<?> layer(int units) {
            return switch (this) {
                case RNN -> SimpleRNN.of(units);
                case LSTM -> dev.lanewise.nn.recurrent.LSTM.of(units);
                case GRU -> dev.lanewise.nn.recurrent.GRU.of(units);
            };
        }

        String modelName() { return name().toLowerCase(Locale.ROOT); }
    }

    public RecurrentNetwork {
        units = List.copyOf(units);
        if (units.isEmpty()) throw new IllegalArgumentException("RecurrentNetwork: expected at least one layer, but got none");
        for (int width : units) if (width < 1) throw new IllegalArgumentException("RecurrentNetwork: expected units ≥ 1, but got " + units);
        if (vocabulary < 0) throw new IllegalArgumentException("RecurrentNetwork: expected a vocabulary ≥ 0, but got " + vocabulary);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("RecurrentNetwork: expected dropout in [0, 1), but got " + dropout);
    }

    /// LSTM layers of these widths, ten epochs of Adam in batches of 32.
    public static RecurrentNetwork of(Integer... units) { return of(Kind.LSTM, units); }

    /// Layers of these widths, ten epochs of Adam in batches of 32.
    public static RecurrentNetwork of(Kind kind, Integer... units) { return new RecurrentNetwork(kind, List.of(units), false, 0, 0, Options.none()); }

    public RecurrentNetwork bidirectional(boolean bidirectional) { return new RecurrentNetwork(kind, units, bidirectional, dropout, vocabulary, training); }

    public RecurrentNetwork dropout(double dropout) { return new RecurrentNetwork(kind, units, bidirectional, dropout, vocabulary, training); }

    /// Samples are ids of so many tokens.
    public RecurrentNetwork vocabulary(int vocabulary) { return new RecurrentNetwork(kind, units, bidirectional, dropout, vocabulary, training); }

    public RecurrentNetwork epochs(int epochs) { return training("epochs", epochs); }

    public RecurrentNetwork batchSize(int batchSize) { return training("batch-size", batchSize); }

    public RecurrentNetwork learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private RecurrentNetwork training(String option, Object value) { return new RecurrentNetwork(kind, units, bidirectional, dropout, vocabulary, training.with(option, value)); }

    /// The network for samples of this kind.
    @Override public Network network(Schema schema) {
        Projection head = Projection.of(schema.target().outputs("RecurrentNetwork"));
        boolean tags = schema.target().kind() == Schema.Target.Kind.CLASS && schema.target().shape().rank() == 1;
        return vocabulary > 0 ? ofTokens(schema, tags, head) : ofNumbers(schema, tags, head);
    }

    private Sequential ofNumbers(Schema schema, boolean tags, Projection head) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(schema.input())));
        Shape steps = schema.steps("RecurrentNetwork");
        if (!steps.equals(schema.input())) layers.add(Reshape.of(steps.extents()));
        for (int i = 0; i < units.size(); i++) {
            layers.add(layer(i, tags, false));
            if (dropout > 0) layers.add(Dropout.of(dropout));
        }
        layers.add(head);
        return new Sequential(layers);
    }

    private Graph ofTokens(Schema schema, boolean tags, Projection head) {
        if (schema.input().rank() != 1) throw new DataException("RecurrentNetwork: expected samples [time] of token ids, but got " + schema.input());
        Node ids = Node.input(schema.input().extents()), mask = ids.then(StepMask.of()), x = ids.then(Embedding.of(vocabulary, units.getFirst()).padding(0));
        for (int i = 0; i < units.size(); i++) {
            x = Node.of(layer(i, tags, true), x, mask);
            if (dropout > 0) x = x.then(Dropout.of(dropout));
        }
        return x.then(head).graph(ids);
    }

    private Stateful layer(int number, boolean tags, boolean masked) {
        Recurrent<?> layer = kind.layer(units.get(number)).returnSequences(tags || number < units.size() - 1).masked(masked);
        return bidirectional ? Bidirectional.of(layer) : layer;
    }

    @Override public Trainer trainer(Schema schema) { return TrainerOptions.trainer(training, network(schema).output(), schema.target()); }

    @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) { return trainer.fit(network(data.schema()), data, run).madeBy(kind.modelName(), options()); }

    private Options options() { return Options.none().with("units", units).with("bidirectional", bidirectional).with("dropout", dropout).with("vocabulary", vocabulary).with(training); }

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>(List.of(
                new Option("units", Type.INTEGERS, "64", "each ≥ 1", "The widths of the layers."),
                new Option("bidirectional", Type.FLAG, "false", "true, false", "Whether each layer goes both ways."),
                new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after each layer."),
                new Option("vocabulary", Type.INTEGER, "0", "≥ 0, 0 where samples are numbers", "How many tokens there are, where samples are token ids.")));
        options.addAll(TrainerOptions.declared());
        return options;
    }

    private static Estimator create(Kind kind, Options options) {
        TrainerOptions.require(options);
        return new RecurrentNetwork(kind, Arrays.stream(options.integers("units", 64)).boxed().toList(), options.flag("bidirectional", false), options.number("dropout", 0),
                options.integer("vocabulary", 0), options.without("units").without("bidirectional").without("dropout").without("vocabulary"));
    }

    /// What the providers have in common.
    private interface Named extends ModelProvider {

        Kind kind();

        @Override default String name() { return kind().modelName(); }

        @Override default String family() { return "recurrent networks"; }

        @Override default String summary() { return kind().layers + " over the steps of a sequence, for classes or numbers."; }

        @Override default List<Option> options() { return declared(); }

        @Override default Estimator create(Options options) { return RecurrentNetwork.create(kind(), options); }

        @Override default Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }

    /// Names it `rnn`.
    public static final class OfRNN implements Named {

        public OfRNN() { }

        @Override public Kind kind() { return Kind.RNN; }
    }

    /// Names it `lstm`.
    public static final class OfLSTM implements Named {

        public OfLSTM() { }

        @Override public Kind kind() { return Kind.LSTM; }
    }

    /// Names it `gru`.
    public static final class OfGRU implements Named {

        public OfGRU() { }

        @Override public Kind kind() { return Kind.GRU; }
    }
}
