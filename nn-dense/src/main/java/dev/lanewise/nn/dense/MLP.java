package dev.lanewise.nn.dense;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;

/// A multilayer perceptron for whatever data it meets: dense layers of the given widths, then one output for each class or number.
///
/// @param hidden the widths of the hidden layers; none makes it a softmax or linear regression
/// @param activation of the hidden layers
/// @param dropout the rate after each hidden layer, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]
public record MLP(List<Integer> hidden, Activation activation, double dropout, Options training) implements NetworkEstimator {

    public MLP {
        hidden = List.copyOf(hidden);
        for (int width : hidden) if (width < 1) throw new IllegalArgumentException("MLP: expected hidden widths ≥ 1, but got " + hidden);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("MLP: expected dropout in [0, 1), but got " + dropout);
    }

    /// ReLU layers of these widths, ten epochs of Adam in batches of 32.
    public static MLP of(Integer... hidden) { return new MLP(List.of(hidden), Activation.RELU, 0, Options.none()); }

    /// scikit-learn's defaults: 100 ReLU units, at most 200 epochs of Adam in batches of 200, which end after ten in which the loss fell by less than 1e-4, and its penalty:
    /// `alpha` 1e-4, of which a sample of a batch bears its share, is an L2 of 2.5e-7. Unlike there, samples are scaled beforehand.
    public static MLP standard() {
        return of(100).epochs(200).batchSize(200).l2(1e-4 / (2 * 200)).training("patience", 10).training("monitor", "loss").training("min-delta", 1e-4).training("restore-best", false);
    }

    public MLP activation(Activation activation) { return new MLP(hidden, activation, dropout, training); }

    public MLP dropout(double dropout) { return new MLP(hidden, activation, dropout, training); }

    public MLP epochs(int epochs) { return training("epochs", epochs); }

    public MLP batchSize(int batchSize) { return training("batch-size", batchSize); }

    public MLP learningRate(double learningRate) { return training("learning-rate", learningRate); }

    /// Adds `l2 · Σw²` to the loss; biases don't count.
    public MLP l2(double l2) { return training("l2", l2); }

    /// Keeps a share of the samples from training, and ends it once their loss has not become smaller for so many epochs, with the weights of the best one.
    public MLP stopEarly(double validation, int patience) { return training("validation", validation).training("patience", patience); }

    /// Sets one of the [options of training][TrainerOptions#declared()].
    public MLP training(String option, Object value) { return new MLP(hidden, activation, dropout, training.with(option, value)); }

    /// The network for samples of this kind.
    @Override public Sequential network(Schema schema) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(schema.input()), Flatten.of()));
        Initializer initializer = activation == Activation.RELU ? Initializer.HE_UNIFORM : Initializer.GLOROT_UNIFORM;
        for (int width : hidden) {
            layers.add(Dense.of(width).activation(activation).initializer(initializer));
            if (dropout > 0) layers.add(Dropout.of(dropout));
        }
        layers.add(Dense.of(schema.target().outputs("MLP")));
        return new Sequential(layers);
    }

    @Override public Trainer trainer(Schema schema) { return TrainerOptions.trainer(training, network(schema).output(), schema.target()); }

    @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) { return trainer.fit(network(data.schema()), data, run).madeBy("mlp", options()); }

    private Options options() {
        return Options.none().with("hidden", hidden).with("activation", activation).with("dropout", dropout).with(training);
    }

    /// Names it `mlp`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "mlp"; }

        @Override public String family() { return "dense networks"; }

        @Override public String summary() { return "A multilayer perceptron for classes or numbers."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("hidden", Type.INTEGERS, "256", "each ≥ 1", "The widths of the hidden layers."),
                    new Option("activation", Type.TEXT, "relu", "relu, tanh, gelu, …", "The activation of the hidden layers."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after each hidden layer.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            TrainerOptions.require(options);
            List<Integer> hidden = java.util.Arrays.stream(options.integers("hidden", 256)).boxed().toList();
            return new MLP(hidden, options.choice("activation", Activation.RELU), options.number("dropout", 0),
                    options.without("hidden").without("activation").without("dropout"));
        }

        @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }
}
