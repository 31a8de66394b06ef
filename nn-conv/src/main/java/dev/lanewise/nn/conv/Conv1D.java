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

/// Learned filters that move over sequences: `y[i] = activation(Σ x[i·stride + m] · weight[m] + bias)`.
///
/// |        | shape                                   |                                                |
/// |--------|-----------------------------------------|------------------------------------------------|
/// | input  | `[batch, time, channels]`               |                                                |
/// | output | `[batch, output time, filters]`         | see [Sweep] for the sizes                      |
/// | weight | `[kernel, channels / groups, filters]`  | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[filters]`                             | zeros; absent after `bias(false)`              |
///
/// With [causal padding][#causal()] an output sees its own step and earlier ones only.
///
/// @param filters channels of the output, at least 1
/// @param window of height 1; the widths say how it moves
/// @param groups equal parts of the channels, each of which makes an equal part of the filters and doesn't see the others; 1 for none
/// @see <a href="https://arxiv.org/abs/1609.03499">van den Oord et al. (2016)</a>
public record Conv1D(int filters, Window window, Activation activation, Initializer initializer, boolean bias, int groups) implements Filters {

    public Conv1D {
        if (filters < 1) throw new IllegalArgumentException("Conv1D: expected filters ≥ 1, but got " + filters);
        if (groups < 1 || filters % groups != 0) throw new IllegalArgumentException("Conv1D: expected groups that divide the " + filters + " filters, but got " + groups);
        window = Lines.window(window);
    }

    /// A kernel that moves by 1 and stays inside the sequence.
    public static Conv1D of(int filters, int kernel) {
        return new Conv1D(filters, Window.of(Size.of(1, kernel)), Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true, 1);
    }

    public Conv1D relu() { return activation(Activation.RELU); }

    @Override public Conv1D activation(Activation activation) { return new Conv1D(filters, window, activation, initializer, bias, groups); }

    public Conv1D initializer(Initializer initializer) { return new Conv1D(filters, window, activation, initializer, bias, groups); }

    @Override public Conv1D bias(boolean bias) { return new Conv1D(filters, window, activation, initializer, bias, groups); }

    public Conv1D groups(int groups) { return new Conv1D(filters, window, activation, initializer, bias, groups); }

    public Conv1D window(Window window) { return new Conv1D(filters, window, activation, initializer, bias, groups); }

    public Conv1D stride(int stride) { return window(window.stride(Size.of(stride))); }

    public Conv1D dilation(int dilation) { return window(window.dilation(Size.of(dilation))); }

    public Conv1D padding(int before, int after) { return window(window.padding(Padding.of(0, 0, before, after))); }

    /// As many steps out as in, divided by the stride.
    public Conv1D same() { return window(window.padding(Padding.SAME)); }

    /// The same, from the step itself and earlier ones.
    public Conv1D causal() { return window(window.padding(Padding.CAUSAL)); }

    @Override public Shape outputShape(Shape input) {
        Shape places = Lines.outputShape(window, input, this);
        if (input.last() % groups != 0) throw ShapeException.expected(this, "channels in " + groups + " equal groups", input);
        return places.withLast(filters);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        int kernel = window.kernel().width(), depth = input.last() / groups;
        Shape shape = Shape.of(kernel, depth, filters), flat = Shape.of(1, kernel, depth, filters);
        Weight weight = Weight.of("weight", shape, initializer.values(shape, kernel * depth, kernel * (filters / groups), seed));
        return new BoundFilters(weight, BoundFilters.bias(bias, filters),
                (x, own, shift) -> Lines.on(x, images -> GroupedConvolution.of(images, own.reshape(flat), shift, window, activation)));
    }

    /// `Conv1D(32, 3, causal, dilation 2, relu)`
    @Override public String toString() { return "Conv1D(" + filters + ", " + Lines.spelled(window, 1) + (groups == 1 ? "" : ", groups " + groups) + Layers.suffix(activation) + ")"; }

    /// Names it `conv1d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "conv1d"; }

        @Override public Class<Conv1D> type() { return Conv1D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("filters", Type.INTEGER, "", "≥ 1", "The channels of the output."),
                    Window.option("The kernel's size and how it moves; its stride is 1 unless told."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."),
                    new Option("groups", Type.INTEGER, "1", "≥ 1", "Parts of channels and filters that don't see each other."));
        }

        @Override public Layer create(Options options) {
            return new Conv1D(options.integer("filters"), Window.read(options, false), options.choice("activation", Activation.IDENTITY),
                    options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true), options.integer("groups", 1));
        }
    }
}
