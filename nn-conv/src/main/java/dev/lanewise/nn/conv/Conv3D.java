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

/// Learned filters that move through volumes, such as scans or films.
///
/// |        | shape                                                        |                                                |
/// |--------|--------------------------------------------------------------|------------------------------------------------|
/// | input  | `[batch, depth, height, width, channels]`                    |                                                |
/// | output | `[batch, output depth, output height, output width, filters]` | see [Sweep] for the sizes                     |
/// | weight | `[kernel depth, kernel height, kernel width, channels, filters]` | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[filters]`                                                  | zeros; absent after `bias(false)`              |
///
/// The planes that a filter sees are copied beside each other, so memory grows by the depth of the kernel, not by its volume.
///
/// @param filters channels of the output, at least 1
/// @param window the kernel on a plane; its kind of padding counts for the depth, too
/// @param depth the kernel through the planes
/// @see <a href="https://arxiv.org/abs/1412.0767">Tran et al. (2015)</a>
public record Conv3D(int filters, Window window, Sweep depth, Activation activation, Initializer initializer, boolean bias) implements Filters {

    public Conv3D {
        if (filters < 1) throw new IllegalArgumentException("Conv3D: expected filters ≥ 1, but got " + filters);
    }

    /// A cube that moves by 1 and stays inside the volume.
    public static Conv3D of(int filters, int kernel) { return of(filters, Window.of(Size.of(kernel)), Sweep.of(kernel)); }

    public static Conv3D of(int filters, Window window, Sweep depth) {
        return new Conv3D(filters, window, depth, Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true);
    }

    public Conv3D relu() { return activation(Activation.RELU); }

    @Override public Conv3D activation(Activation activation) { return new Conv3D(filters, window, depth, activation, initializer, bias); }

    public Conv3D initializer(Initializer initializer) { return new Conv3D(filters, window, depth, activation, initializer, bias); }

    @Override public Conv3D bias(boolean bias) { return new Conv3D(filters, window, depth, activation, initializer, bias); }

    private Conv3D box(Window window, Sweep depth) { return new Conv3D(filters, window, depth, activation, initializer, bias); }

    public Conv3D stride(int stride) { return box(window.stride(Size.of(stride)), depth.stride(stride)); }

    public Conv3D dilation(int dilation) { return box(window.dilation(Size.of(dilation)), depth.dilation(dilation)); }

    /// The same on all six sides.
    public Conv3D padding(int everywhere) { return box(window.padding(Padding.of(everywhere)), depth.padding(everywhere, everywhere)); }

    /// As many output voxels as input voxels, divided by the stride.
    public Conv3D same() { return box(window.padding(Padding.SAME), depth.padding(0, 0)); }

    private Volumes box() { return new Volumes(window, depth); }

    @Override public Shape outputShape(Shape input) { return box().outputShape(input, this).withLast(filters); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Size kernel = window.kernel();
        int volume = depth.kernel() * kernel.height() * kernel.width();
        Shape shape = Shape.of(depth.kernel(), kernel.height(), kernel.width(), input.last(), filters);
        Weight weight = Weight.of("weight", shape, initializer.values(shape, volume * input.last(), volume * filters, seed));
        return new BoundFilters(weight, BoundFilters.bias(bias, filters), (x, own, shift) -> box().convolution(x, own, shift, activation));
    }

    /// `Conv3D(32, 3×3×3, stride 2, same, relu)`
    @Override public String toString() { return "Conv3D(" + filters + ", " + box().spelled(Size.of(1)) + Layers.suffix(activation) + ")"; }

    /// Names it `conv3d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "conv3d"; }

        @Override public Class<Conv3D> type() { return Conv3D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("filters", Type.INTEGER, "", "≥ 1", "The channels of the output."),
                    Window.option("The kernel's size on a plane and how it moves; its stride is 1 unless told."), Volumes.depthOption(),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."));
        }

        @Override public Layer create(Options options) {
            Window window = Window.read(options, false);
            return new Conv3D(options.integer("filters"), window, Volumes.readDepth(options, window), options.choice("activation", Activation.IDENTITY),
                    options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true));
        }
    }
}
