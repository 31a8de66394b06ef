package dev.lanewise.nn.dense;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.prepare.ScalerModel;
import dev.lanewise.core.prepare.StandardScaler;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.train.Scaling;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;

/// A network that learns to say its input again through a narrow middle: the few numbers there describe a sample.
///
/// Dense layers of the given widths lead from a sample to its code and, mirrored, back. Without hidden layers it is linear: its best codes span the
/// subspace of the first principal axes, and training comes as near to that as it is given time. With `corruption`, it gets samples some of whose numbers are zero, and has to
/// say the whole ones: a denoising autoencoder.
///
/// | | shape | |
/// |---|---|---|
/// | data | any of one input | finite; taken as rows of numbers, each of which is standardised |
/// | `transform(x)` | `[n, code]` | |
/// | `inverseTransform(c)` | `[n, features]` | |
///
/// @param hidden the widths of the layers between sample and code
/// @param code how many numbers describe a sample, at least 1
/// @param activation of the hidden layers; the code and the output have none
/// @param corruption the share of the input numbers that are made zero while training, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]; `scaling` is `standard`, or `none`, and `loss` is the squared error unless named
/// @see <a href="https://doi.org/10.1126/science.1127647">Hinton & Salakhutdinov: Reducing the dimensionality of data with neural networks (2006)</a>
/// @see <a href="https://doi.org/10.1145/1390156.1390294">Vincent et al.: Extracting and composing robust features with denoising autoencoders (2008)</a>
/// @see <a href="https://doi.org/10.1016/0893-6080(89)90014-2">Baldi & Hornik: Neural networks and principal component analysis (1989)</a>
public record Autoencoder(List<Integer> hidden, int code, Activation activation, double corruption, Options training) implements Estimator {

    public Autoencoder {
        hidden = List.copyOf(hidden);
        for (int width : hidden) if (width < 1) throw new IllegalArgumentException("Autoencoder: expected hidden widths ≥ 1, but got " + hidden);
        if (code < 1) throw new IllegalArgumentException("Autoencoder: expected a code of at least one number, but got " + code);
        if (!(corruption >= 0 && corruption < 1)) throw new IllegalArgumentException("Autoencoder: expected a corruption in [0, 1), but got " + corruption);
    }

    /// A linear one with so many numbers in the middle, ten epochs of Adam in batches of 32.
    public static Autoencoder of(int code) { return new Autoencoder(List.of(), code, Activation.RELU, 0, Options.none()); }

    public Autoencoder hidden(Integer... hidden) { return new Autoencoder(List.of(hidden), code, activation, corruption, training); }

    public Autoencoder activation(Activation activation) { return new Autoencoder(hidden, code, activation, corruption, training); }

    public Autoencoder corruption(double corruption) { return new Autoencoder(hidden, code, activation, corruption, training); }

    public Autoencoder epochs(int epochs) { return training("epochs", epochs); }

    public Autoencoder batchSize(int batchSize) { return training("batch-size", batchSize); }

    public Autoencoder learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private Autoencoder training(String option, Object value) { return new Autoencoder(hidden, code, activation, corruption, training.with(option, value)); }

    /// The half that leads from `features` numbers to the code.
    Sequential encoder(int features) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(Shape.of(features))));
        for (int width : hidden) layers.add(layer(width));
        layers.add(Dense.of(code));
        return new Sequential(layers);
    }

    /// The half that leads back.
    Sequential decoder(int features) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(Shape.of(code))));
        for (int width : hidden.reversed()) layers.add(layer(width));
        layers.add(Dense.of(features));
        return new Sequential(layers);
    }

    private Dense layer(int width) { return Dense.of(width).activation(activation).initializer(activation == Activation.RELU ? Initializer.HE_UNIFORM : Initializer.GLOROT_UNIFORM); }

    private Sequential whole(int features) {
        List<Layer> layers = new ArrayList<>(encoder(features).layers());
        if (corruption > 0) layers.add(1, Dropout.of(corruption));
        layers.addAll(decoder(features).layers().subList(1, hidden.size() + 2));
        return new Sequential(layers);
    }

    /// @throws dev.lanewise.core.DataException if there are no samples, or a number is not finite
    @Override public AutoencoderModel fit(Dataset data, Run run) {
        int features = Samples.of(this, data).features();
        ScalerModel scaler = new StandardScaler(isScaled(), isScaled()).fit(data, run);
        Itself samples = new Itself(scaler.prepare(data), features);
        Sequential whole = whole(features);
        TrainedNetwork trained = TrainerOptions.trainer(training, whole.output(), samples.schema().target()).scaling(Scaling.Kind.NONE).fit(whole, samples, run);
        return AutoencoderModel.of(this, whole, trained, scaler, data.schema(), Provenance.of(data, run));
    }

    @Override public AutoencoderModel fit(Dataset data) { return fit(data, Run.standard()); }

    private boolean isScaled() {
        String scaling = training.text("scaling", "standard");
        if (scaling.equals("standard") || scaling.equals("none")) return scaling.equals("standard");
        throw new dev.lanewise.core.DataException(training.place() + ": expected standard or none for 'scaling', but got \"" + scaling + "\"");
    }

    Options options() { return Options.none().with("hidden", hidden).with("code", code).with("activation", activation).with("corruption", corruption).with(TrainerOptions.lasting(training)); }

    static Autoencoder of(Options options) {
        List<Integer> hidden = java.util.Arrays.stream(options.integers("hidden")).boxed().toList();
        return new Autoencoder(hidden, options.integer("code", 2), options.choice("activation", Activation.RELU), options.number("corruption", 0),
                options.without("hidden").without("code").without("activation").without("corruption"));
    }

    /// Names it `autoencoder`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "autoencoder"; }

        @Override public String family() { return "dense networks"; }

        @Override public String summary() { return "A network that says its input again through a narrow middle, linear or deep, plain or denoising."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("hidden", Type.INTEGERS, "none", "each ≥ 1", "The widths of the layers between sample and code."),
                    new Option("code", Type.INTEGER, "2", "≥ 1", "How many numbers describe a sample."),
                    new Option("activation", Type.TEXT, "relu", "relu, tanh, gelu, …", "The activation of the hidden layers."),
                    new Option("corruption", Type.NUMBER, "0", "[0, 1)", "The share of the input numbers that are made zero while training.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            TrainerOptions.require(options);
            return of(options.has("hidden") ? options : options.with("hidden", List.of()));
        }

        @Override public Model restore(ModelContent content) { return AutoencoderModel.restore(content); }
    }
}
