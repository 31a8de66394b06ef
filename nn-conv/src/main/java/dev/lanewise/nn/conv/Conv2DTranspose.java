package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
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

/// The way back of a [Conv2D]: learned filters that each pixel lays into a larger image, where they add up.
///
/// |        | shape                                      |                                                |
/// |--------|--------------------------------------------|------------------------------------------------|
/// | input  | `[batch, height, width, channels]`         |                                                |
/// | output | `[batch, output height, output width, filters]` | see below                                 |
/// | weight | `[kernel height, kernel width, filters, channels]` | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[filters]`                                | zeros; absent after `bias(false)`              |
///
/// With `span = dilation · (kernel − 1) + 1`, an input of extent `I` becomes
///
/// | padding  | output                                                        |               |
/// |----------|---------------------------------------------------------------|---------------|
/// | valid    | `I · stride + max(span − stride, 0)`                          | as in Keras   |
/// | same     | `I · stride`                                                  | as in Keras   |
/// | explicit | `(I − 1) · stride + span − before − after + output padding`   | as in PyTorch |
///
/// @param filters channels of the output, at least 1
/// @param window the kernel's size, stride, padding and dilation, as a convolution from the output to the input would have them
/// @param outputPadding rows and columns more at the bottom and the right with explicit padding, below the stride: which of the outputs that a convolution makes the same size of
/// @see <a href="https://arxiv.org/abs/1603.07285">Dumoulin & Visin (2016)</a>
public record Conv2DTranspose(int filters, Window window, int outputPadding, Activation activation, Initializer initializer, boolean bias) implements Filters {

    public Conv2DTranspose {
        if (filters < 1) throw new IllegalArgumentException("Conv2DTranspose: expected filters ≥ 1, but got " + filters);
        if (window.ceil() || window.padding().kind() == Padding.Kind.CAUSAL) {
            throw new IllegalArgumentException("Conv2DTranspose: expected valid, same or explicit padding and no ceil mode, but got " + window);
        }
        int most = window.padding().kind() == Padding.Kind.EXPLICIT ? Math.min(window.stride().height(), window.stride().width()) - 1 : 0;
        if (outputPadding < 0 || outputPadding > most) throw new IllegalArgumentException("Conv2DTranspose: expected output padding in 0 … " + most + ", below the stride and with explicit padding only, but got " + outputPadding);
    }

    /// A square kernel that moves by 1.
    public static Conv2DTranspose of(int filters, int kernel) { return of(filters, Size.of(kernel)); }

    public static Conv2DTranspose of(int filters, Size kernel) {
        return new Conv2DTranspose(filters, Window.of(kernel), 0, Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true);
    }

    public Conv2DTranspose relu() { return activation(Activation.RELU); }

    @Override public Conv2DTranspose activation(Activation activation) { return new Conv2DTranspose(filters, window, outputPadding, activation, initializer, bias); }

    public Conv2DTranspose initializer(Initializer initializer) { return new Conv2DTranspose(filters, window, outputPadding, activation, initializer, bias); }

    @Override public Conv2DTranspose bias(boolean bias) { return new Conv2DTranspose(filters, window, outputPadding, activation, initializer, bias); }

    public Conv2DTranspose window(Window window) { return new Conv2DTranspose(filters, window, outputPadding, activation, initializer, bias); }

    public Conv2DTranspose outputPadding(int outputPadding) { return new Conv2DTranspose(filters, window, outputPadding, activation, initializer, bias); }

    public Conv2DTranspose stride(int stride) { return window(window.stride(Size.of(stride))); }

    public Conv2DTranspose dilation(int dilation) { return window(window.dilation(Size.of(dilation))); }

    public Conv2DTranspose padding(Padding padding) { return window(window.padding(padding)); }

    /// As many output pixels as input pixels, times the stride.
    public Conv2DTranspose same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(4, this, "[batch, height, width, channels]");
        if (input.last() < 1) throw ShapeException.expected(this, "channels ≥ 1", input);
        return Shape.of(input.extent(0), outputs(window.rows(1), "height", 1, input), outputs(window.columns(1), "width", 2, input), filters);
    }

    /// @param sweep that of the window along this axis; with valid or explicit padding the same for every extent
    private int outputs(Sweep sweep, String name, int axis, Shape input) {
        int extent = input.extent(axis);
        if (extent == Shape.ANY) return Shape.ANY;
        int outputs = switch (window.padding().kind()) {
            case SAME -> extent * sweep.stride();
            case VALID -> extent * sweep.stride() + Math.max(sweep.span() - sweep.stride(), 0);
            default -> sweep.inputOf(extent) + outputPadding;
        };
        if (extent < 1 || outputs < 1) throw ShapeException.expected(this, name + " ≥ " + leastInput(sweep), input);
        return outputs;
    }

    private int leastInput(Sweep sweep) { return Math.max(1, 1 + Math.ceilDiv(1 - outputPadding - sweep.inputOf(1), sweep.stride())); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Size kernel = window.kernel();
        int area = kernel.height() * kernel.width();
        Shape shape = Shape.of(kernel.height(), kernel.width(), filters, input.last());
        Weight weight = Weight.of("weight", shape, initializer.values(shape, area * input.last(), area * filters, seed));
        return new BoundFilters(weight, BoundFilters.bias(bias, filters), (x, own, shift) -> TransposedConvolution.of(x, own, shift, geometry(x.shape()), activation));
    }

    private Geometry geometry(Shape input) { return Geometry.of(window, outputShape(input)); }

    @Override public float[] scaled(float[] weight, double[] scale) {
        float[] scaled = new float[weight.length];
        int area = window.kernel().height() * window.kernel().width(), channels = weight.length / (area * filters);
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (weight[i] * scale[i / channels % filters]);
        return scaled;
    }

    /// `Conv2DTranspose(32, 3×3, stride 2, padding 1, output padding 1, relu)`
    @Override public String toString() {
        return "Conv2DTranspose(" + filters + ", " + window.kernel() + window.tail(Size.of(1)) + (outputPadding == 0 ? "" : ", output padding " + outputPadding) + Layers.suffix(activation) + ")";
    }

    /// Names it `conv2d-transpose`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "conv2d-transpose"; }

        @Override public Class<Conv2DTranspose> type() { return Conv2DTranspose.class; }

        @Override public List<Option> options() {
            return List.of(new Option("filters", Type.INTEGER, "", "≥ 1", "The channels of the output."),
                    Window.option("The kernel's size and how it moves; its stride is 1 unless told."),
                    new Option("outputPadding", Type.INTEGER, "0", "≥ 0, below the stride", "Rows and columns more at the bottom and the right."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."));
        }

        @Override public Layer create(Options options) {
            return new Conv2DTranspose(options.integer("filters"), Window.read(options, false), options.integer("outputPadding", 0),
                    options.choice("activation", Activation.IDENTITY), options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true));
        }
    }
}
