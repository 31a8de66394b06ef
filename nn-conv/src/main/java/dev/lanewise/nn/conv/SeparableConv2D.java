package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Layers;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// A window over each channel, then a mixture of the channels at each pixel: what [Conv2D] does, with far fewer products.
///
/// |           | shape                                            |                                                |
/// |-----------|--------------------------------------------------|------------------------------------------------|
/// | input     | `[batch, height, width, channels]`               |                                                |
/// | output    | `[batch, output height, output width, filters]`  | see [Sweep] for the sizes                      |
/// | depthwise | `[kernel height, kernel width, channels, multiplier]` | Glorot uniform unless `initializer(…)` says so |
/// | pointwise | `[1, 1, channels · multiplier, filters]`         | the same                                       |
/// | bias      | `[filters]`                                      | zeros; absent after `bias(false)`              |
///
/// Nothing happens in between, as in Keras; with a normalisation and an activation there, as in MobileNet, write [DepthwiseConv2D] and [Conv2D].
///
/// @param filters channels of the output, at least 1
/// @param multiplier channels in between of each channel of the input, at least 1
/// @param window the kernel's size, stride, padding and dilation
/// @see <a href="https://arxiv.org/abs/1610.02357">Chollet (2017)</a>
public record SeparableConv2D(int filters, int multiplier, Window window, Activation activation, Initializer initializer, boolean bias) implements Windowed, Filters {

    public SeparableConv2D {
        if (Math.min(filters, multiplier) < 1) throw new IllegalArgumentException("SeparableConv2D: expected filters and a multiplier ≥ 1, but got " + filters + " and " + multiplier);
    }

    /// A square kernel that moves by 1 and stays inside the image.
    public static SeparableConv2D of(int filters, int kernel) { return of(filters, Size.of(kernel)); }

    public static SeparableConv2D of(int filters, Size kernel) {
        return new SeparableConv2D(filters, 1, Window.of(kernel), Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true);
    }

    public SeparableConv2D multiplier(int multiplier) { return new SeparableConv2D(filters, multiplier, window, activation, initializer, bias); }

    public SeparableConv2D relu() { return activation(Activation.RELU); }

    @Override public SeparableConv2D activation(Activation activation) { return new SeparableConv2D(filters, multiplier, window, activation, initializer, bias); }

    public SeparableConv2D initializer(Initializer initializer) { return new SeparableConv2D(filters, multiplier, window, activation, initializer, bias); }

    @Override public SeparableConv2D bias(boolean bias) { return new SeparableConv2D(filters, multiplier, window, activation, initializer, bias); }

    public SeparableConv2D window(Window window) { return new SeparableConv2D(filters, multiplier, window, activation, initializer, bias); }

    public SeparableConv2D stride(int stride) { return window(window.stride(Size.of(stride))); }

    public SeparableConv2D dilation(int dilation) { return window(window.dilation(Size.of(dilation))); }

    public SeparableConv2D padding(Padding padding) { return window(window.padding(padding)); }

    /// As many output pixels as input pixels, divided by the stride.
    public SeparableConv2D same() { return padding(Padding.SAME); }

    @Override public String proportional() { return "pointwise"; }

    @Override public Shape outputShape(Shape input) { return window.outputShape(input, this).withLast(filters); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        int channels = input.last(), between = channels * multiplier;
        Shape shape = Shape.of(1, 1, between, filters);
        Weight pointwise = Weight.of("pointwise", shape, initializer.values(shape, between, filters, seed.child(1)));
        Weight depthwise = new DepthwiseConv2D(multiplier, window, activation, initializer, bias).weight("depthwise", channels, seed.child(0));
        return new Bound(this, depthwise, pointwise, BoundFilters.bias(bias, filters));
    }

    private record Bound(SeparableConv2D layer, Weight depthwise, Weight pointwise, Optional<Weight> bias) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            Tape tape = x.tape();
            Tensor between = GroupedConvolution.depthwise(x, tape.weight(depthwise), Optional.empty(), layer.window, Activation.IDENTITY);
            return Convolution.of(between, tape.weight(pointwise), bias.map(tape::weight), Window.of(Size.of(1)), layer.activation);
        }

        @Override public List<Weight> weights() { return bias.map(own -> List.of(depthwise, pointwise, own)).orElse(List.of(depthwise, pointwise)); }
    }

    /// `SeparableConv2D(64, 3×3, same, relu)`
    @Override public String toString() {
        return "SeparableConv2D(" + filters + ", " + window.kernel() + (multiplier == 1 ? "" : ", multiplier " + multiplier) + window.tail(Size.of(1)) + Layers.suffix(activation) + ")";
    }

    /// Names it `separable-conv2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "separable-conv2d"; }

        @Override public Class<SeparableConv2D> type() { return SeparableConv2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("filters", Type.INTEGER, "", "≥ 1", "The channels of the output."),
                    new Option("multiplier", Type.INTEGER, "1", "≥ 1", "Channels in between of each channel of the input."),
                    Window.option("The kernel's size and how it moves; its stride is 1 unless told."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."));
        }

        @Override public Layer create(Options options) {
            return new SeparableConv2D(options.integer("filters"), options.integer("multiplier", 1), Window.read(options, false),
                    options.choice("activation", Activation.IDENTITY), options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true));
        }
    }
}
