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

/// Learned filters that move over images: `y[i, j] = activation(Σ x[i·stride + m, j·stride + n] · weight[m, n] + bias)`.
///
/// This is a cross-correlation, as in every library of the field: the kernel is not flipped.
///
/// |        | shape                                  |                                                  |
/// |--------|----------------------------------------|--------------------------------------------------|
/// | input  | `[batch, height, width, channels]`     |                                                  |
/// | output | `[batch, output height, output width, filters]` | see [Sweep] for the sizes               |
/// | weight | `[kernel height, kernel width, channels / groups, filters]` | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[filters]`                            | zeros; absent after `bias(false)`                |
///
/// A 3 × 3 kernel without gaps that moves by 1 between 16 and more channels is taken in Winograd's form on machines whose vectors have 8 lanes or more: the root mean square of its rounding errors
/// is about 10⁻⁶ of that of the results, five times as much as that of sums in float32, and a pixel that is infinite or NaN makes the places around it NaN, up to three from those that see it.
///
/// @param filters channels of the output, at least 1
/// @param window the kernel's size, stride, padding and dilation
/// @param groups equal parts of the channels, each of which makes an equal part of the filters and doesn't see the others; 1 for none
/// @see <a href="https://doi.org/10.1109/5.726791">LeCun et al. (1998)</a>
public record Conv2D(int filters, Window window, Activation activation, Initializer initializer, boolean bias, int groups) implements Windowed, Filters {

    public Conv2D {
        if (filters < 1) throw new IllegalArgumentException("Conv2D: expected filters ≥ 1, but got " + filters);
        if (groups < 1 || filters % groups != 0) throw new IllegalArgumentException("Conv2D: expected groups that divide the " + filters + " filters, but got " + groups);
    }

    /// A square kernel that moves by 1 and stays inside the image.
    public static Conv2D of(int filters, int kernel) { return of(filters, Size.of(kernel)); }

    public static Conv2D of(int filters, Size kernel) {
        return new Conv2D(filters, Window.of(kernel), Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true, 1);
    }

    public Conv2D relu() { return activation(Activation.RELU); }

    @Override public Conv2D activation(Activation activation) { return new Conv2D(filters, window, activation, initializer, bias, groups); }

    public Conv2D initializer(Initializer initializer) { return new Conv2D(filters, window, activation, initializer, bias, groups); }

    @Override public Conv2D bias(boolean bias) { return new Conv2D(filters, window, activation, initializer, bias, groups); }

    /// Parts of channels and filters that don't see each other.
    ///
    /// @see <a href="https://papers.nips.cc/paper/4824">Krizhevsky et al. (2012)</a>
    public Conv2D groups(int groups) { return new Conv2D(filters, window, activation, initializer, bias, groups); }

    public Conv2D window(Window window) { return new Conv2D(filters, window, activation, initializer, bias, groups); }

    public Conv2D stride(int stride) { return window(window.stride(Size.of(stride))); }

    public Conv2D dilation(int dilation) { return window(window.dilation(Size.of(dilation))); }

    public Conv2D padding(Padding padding) { return window(window.padding(padding)); }

    /// As many output pixels as input pixels, divided by the stride.
    public Conv2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) {
        Shape places = window.outputShape(input, this);
        if (input.last() % groups != 0) throw ShapeException.expected(this, "channels in " + groups + " equal groups", input);
        return places.withLast(filters);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Size kernel = window.kernel();
        int area = kernel.height() * kernel.width(), depth = input.last() / groups;
        Shape shape = Shape.of(kernel.height(), kernel.width(), depth, filters);
        Weight weight = Weight.of("weight", shape, initializer.values(shape, area * depth, area * (filters / groups), seed));
        return new BoundFilters(weight, BoundFilters.bias(bias, filters), (x, own, shift) -> GroupedConvolution.of(x, own, shift, window, activation));
    }

    /// `Conv2D(32, 3×3, stride 2, same, relu)`
    @Override public String toString() { return "Conv2D(" + filters + ", " + window.kernel() + window.tail(Size.of(1)) + (groups == 1 ? "" : ", groups " + groups) + Layers.suffix(activation) + ")"; }

    /// Names it `conv2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "conv2d"; }

        @Override public Class<Conv2D> type() { return Conv2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("filters", Type.INTEGER, "", "≥ 1", "The channels of the output."),
                    Window.option("The kernel's size and how it moves; its stride is 1 unless told."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."),
                    new Option("groups", Type.INTEGER, "1", "≥ 1", "Parts of channels and filters that don't see each other."));
        }

        @Override public Layer create(Options options) {
            return new Conv2D(options.integer("filters"), Window.read(options, false), options.choice("activation", Activation.IDENTITY),
                    options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true), options.integer("groups", 1));
        }
    }
}
