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
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Learned windows that move over images, each over one channel: `y[i, j, c·m + k] = activation(Σ x[i·stride + u, j·stride + v, c] · weight[u, v, c, k] + bias)`.
///
/// |        | shape                                            |                                                |
/// |--------|--------------------------------------------------|------------------------------------------------|
/// | input  | `[batch, height, width, channels]`               |                                                |
/// | output | `[batch, output height, output width, channels · multiplier]` | see [Sweep] for the sizes         |
/// | weight | `[kernel height, kernel width, channels, multiplier]` | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[channels · multiplier]`                        | zeros; absent after `bias(false)`              |
///
/// An output depends on the taps of one window, and that is what initialisers count; Keras counts all channels, which begins with smaller weights.
///
/// @param multiplier outputs of each channel, at least 1
/// @param window the kernel's size, stride, padding and dilation
/// @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. (2017)</a>
public record DepthwiseConv2D(int multiplier, Window window, Activation activation, Initializer initializer, boolean bias) implements Windowed, Filters {

    public DepthwiseConv2D {
        if (multiplier < 1) throw new IllegalArgumentException("DepthwiseConv2D: expected a multiplier ≥ 1, but got " + multiplier);
    }

    /// One output of each channel by a square kernel that moves by 1 and stays inside the image.
    public static DepthwiseConv2D of(int kernel) { return of(Size.of(kernel)); }

    public static DepthwiseConv2D of(Size kernel) {
        return new DepthwiseConv2D(1, Window.of(kernel), Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true);
    }

    public DepthwiseConv2D multiplier(int multiplier) { return new DepthwiseConv2D(multiplier, window, activation, initializer, bias); }

    public DepthwiseConv2D relu() { return activation(Activation.RELU); }

    @Override public DepthwiseConv2D activation(Activation activation) { return new DepthwiseConv2D(multiplier, window, activation, initializer, bias); }

    public DepthwiseConv2D initializer(Initializer initializer) { return new DepthwiseConv2D(multiplier, window, activation, initializer, bias); }

    @Override public DepthwiseConv2D bias(boolean bias) { return new DepthwiseConv2D(multiplier, window, activation, initializer, bias); }

    public DepthwiseConv2D window(Window window) { return new DepthwiseConv2D(multiplier, window, activation, initializer, bias); }

    public DepthwiseConv2D stride(int stride) { return window(window.stride(Size.of(stride))); }

    public DepthwiseConv2D dilation(int dilation) { return window(window.dilation(Size.of(dilation))); }

    public DepthwiseConv2D padding(Padding padding) { return window(window.padding(padding)); }

    /// As many output pixels as input pixels, divided by the stride.
    public DepthwiseConv2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) {
        Shape places = window.outputShape(input, this);
        return places.withLast(places.last() * multiplier);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int outputs = outputShape(input).last();
        return new BoundFilters(weight("weight", input.last(), seed), BoundFilters.bias(bias, outputs),
                (x, weight, own) -> GroupedConvolution.depthwise(x, weight, own, window, activation));
    }

    Weight weight(String name, int channels, Seed seed) {
        int area = window.kernel().height() * window.kernel().width();
        Shape shape = Shape.of(window.kernel().height(), window.kernel().width(), channels, multiplier);
        return Weight.of(name, shape, initializer.values(shape, area, area * multiplier, seed));
    }

    /// `DepthwiseConv2D(3×3, multiplier 2, stride 2, same, relu)`
    @Override public String toString() {
        return "DepthwiseConv2D(" + window.kernel() + (multiplier == 1 ? "" : ", multiplier " + multiplier) + window.tail(Size.of(1)) + Layers.suffix(activation) + ")";
    }

    /// Names it `depthwise-conv2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "depthwise-conv2d"; }

        @Override public Class<DepthwiseConv2D> type() { return DepthwiseConv2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("multiplier", Type.INTEGER, "1", "≥ 1", "Outputs of each channel."),
                    Window.option("The kernel's size and how it moves; its stride is 1 unless told."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."));
        }

        @Override public Layer create(Options options) {
            return new DepthwiseConv2D(options.integer("multiplier", 1), Window.read(options, false), options.choice("activation", Activation.IDENTITY),
                    options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true));
        }
    }
}
