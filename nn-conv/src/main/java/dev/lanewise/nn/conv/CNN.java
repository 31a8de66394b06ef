package dev.lanewise.nn.conv;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Activate;
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
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;

/// A convolution network for whatever images it meets: a known architecture with one output for each class or number.
///
/// @param architecture the layers before the head
/// @param border what windows do at the border of an image
/// @param dropout the rate before the head, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]
public record CNN(Architecture architecture, Border border, double dropout, Options training) implements NetworkEstimator {

    private static final int SMALLEST_VALID = 10;

    /// What windows do at the border of an image.
    public enum Border {

        /// They stay inside, but on images below 10 pixels, which would be used up before the end, reach over the border
        AUTO,
        /// They stay inside
        VALID,
        /// They reach over the border, to zeros
        SAME;

        private Padding padding(Shape image) {
            return switch (this) {
                case AUTO -> Math.min(image.extent(0), image.extent(1)) < SMALLEST_VALID ? Padding.SAME : Padding.VALID;
                case VALID -> Padding.VALID;
                case SAME -> Padding.SAME;
            };
        }
    }

    /// Known ways to stack layers. The numbers of parameters are for windows that stay inside.
    public enum Architecture {

        /// 16 and 32 filters of 3 × 3, each pooled by 2: 16,618 parameters for ten classes of 32 × 32 colour images.
        TINY,
        /// 32 and 64 filters of 3 × 3, each pooled by 2: 34,826 parameters for ten classes of 28 × 28 grey images.
        SMALL,
        /// The same with a single output for two classes, the probability of the second: 31,937 parameters for 64 × 64 colour images, 35,777
        /// where windows reach over the border.
        CATS_AND_DOGS,
        /// 6 and 16 filters of 5 × 5 with tanh and means of 2 × 2, then 120 and 84 units: 61,706 parameters for ten classes of 28 × 28
        /// grey images.
        ///
        /// @see <a href="https://doi.org/10.1109/5.726791">LeCun et al. (1998)</a>
        LENET_5,
        /// A residual network of 8 layers with weights, 16, 32 and 64 filters: 78,042 parameters for ten classes of colour images of any
        /// size. Its windows always reach over the border.
        ///
        /// @see <a href="https://arxiv.org/abs/1512.03385">He et al. (2016)</a>
        RESNET_8,
        /// The same with three blocks in each stage: 272,474 parameters.
        RESNET_20,
        /// A small network of depthwise convolutions, 16 to 128 filters: 37,162 parameters for ten classes of colour images of any size. Its windows
        /// always reach over the border.
        ///
        /// @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. (2017)</a>
        DEPTHWISE;

        private static final double USUAL_DROPOUT = 0.5;

        /// The rate before the head that goes with it.
        double usualDropout() { return this == SMALL ? USUAL_DROPOUT : 0; }

        int outputs(Schema.Target target) {
            int outputs = target.outputs("CNN");
            return this == CATS_AND_DOGS && target.kind() == Schema.Target.Kind.CLASS && outputs == 2 ? 1 : outputs;
        }

        private List<Layer> layers(Padding padding) {
            return switch (this) {
                case TINY -> pooled(16, 32, padding);
                case SMALL, CATS_AND_DOGS -> pooled(32, 64, padding);
                case LENET_5 -> leNet(padding);
                case RESNET_8 -> new ResNet(16, 1).layers();
                case RESNET_20 -> new ResNet(16, 3).layers();
                case DEPTHWISE -> new MobileNet(16).layers();
            };
        }

        private static List<Layer> pooled(int first, int second, Padding padding) {
            return List.of(Conv2D.of(first, 3).padding(padding).relu(), MaxPool2D.of(2), Conv2D.of(second, 3).padding(padding).relu(), MaxPool2D.of(2), Reshape.flat());
        }

        private static List<Layer> leNet(Padding padding) {
            Activate tanh = Activate.of(Activation.TANH);
            return List.of(Conv2D.of(6, 5).same().activation(Activation.TANH), AveragePool2D.of(2),
                    Conv2D.of(16, 5).padding(padding).activation(Activation.TANH), AveragePool2D.of(2),
                    Reshape.flat(), Projection.of(120), tanh, Projection.of(84), tanh);
        }
    }

    public CNN {
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("CNN: expected dropout in [0, 1), but got " + dropout);
    }

    /// The small architecture, half of its features dropped before the head while training, ten epochs of Adam in batches of 32.
    public static CNN of() { return of(Architecture.SMALL); }

    public static CNN of(Architecture architecture) { return new CNN(architecture, Border.AUTO, architecture.usualDropout(), Options.none()); }

    public CNN border(Border border) { return new CNN(architecture, border, dropout, training); }

    public CNN dropout(double dropout) { return new CNN(architecture, border, dropout, training); }

    public CNN epochs(int epochs) { return training("epochs", epochs); }

    public CNN batchSize(int batchSize) { return training("batch-size", batchSize); }

    public CNN learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private CNN training(String option, Object value) { return new CNN(architecture, border, dropout, training.with(option, value)); }

    /// The network for samples of this kind.
    ///
    /// @throws DataException if the samples are no images, or there is nothing to learn
    @Override public Sequential network(Schema schema) {
        Shape image = image(schema);
        List<Layer> layers = new ArrayList<>(List.of(new Input(image)));
        layers.addAll(architecture.layers(border.padding(image)));
        if (dropout > 0) layers.add(Dropout.of(dropout));
        layers.add(Projection.of(architecture.outputs(schema.target())));
        return new Sequential(layers);
    }

    private static Shape image(Schema schema) {
        if (schema.inputs().size() != 1 || schema.input().rank() != 3) {
            throw new DataException("CNN: expected images [height, width, channels], but the data has samples " + schema.inputs());
        }
        return schema.input();
    }

    @Override public Trainer trainer(Schema schema) { return TrainerOptions.trainer(training, network(schema).output(), schema.target()); }

    @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) { return trainer.fit(network(data.schema()), data, run).madeBy("cnn", options()); }

    private Options options() { return Options.none().with("architecture", architecture).with("border", border).with("dropout", dropout).with(training); }

    /// Names it `cnn`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "cnn"; }

        @Override public String family() { return "convolution networks"; }

        @Override public String summary() { return "A convolution network for classes of images, or numbers that images show."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("architecture", Type.TEXT, "small", "tiny, small, cats-and-dogs, lenet-5, resnet-8, resnet-20, depthwise", "The layers before the head."),
                    new Option("border", Type.TEXT, "auto", "auto, valid, same", "Whether windows stay inside the image or reach over its border."),
                    new Option("dropout", Type.NUMBER, "0.5 if small, else 0", "[0, 1)", "The rate before the head.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            Options training = options.without("architecture").without("border").without("dropout");
            TrainerOptions.require(training);
            Architecture architecture = options.choice("architecture", Architecture.SMALL);
            return new CNN(architecture, options.choice("border", Border.AUTO), options.number("dropout", architecture.usualDropout()), training);
        }

        @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }
}
