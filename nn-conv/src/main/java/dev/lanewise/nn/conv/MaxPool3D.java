package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The largest value in each box of a volume, channel by channel; what lies in the padding does not count.
///
/// |        | shape                                                                      |
/// |--------|----------------------------------------------------------------------------|
/// | input  | `[batch, depth, height, width, channels]`                                  |
/// | output | `[batch, output depth, output height, output width, channels]`, see [Sweep] |
///
/// @param window on a plane; its kind of padding and its ceil mode count for the depth, too
/// @param depth through the planes
public record MaxPool3D(Window window, Sweep depth) implements Layer {

    public MaxPool3D {
        new Volumes(window, depth).requireNarrowPadding("MaxPool3D");
    }

    /// Cubes side by side.
    public static MaxPool3D of(int size) { return new MaxPool3D(Window.of(Size.of(size)).stride(Size.of(size)), Sweep.of(size).stride(size)); }

    public MaxPool3D stride(int stride) { return new MaxPool3D(window.stride(Size.of(stride)), depth.stride(stride)); }

    public MaxPool3D dilation(int dilation) { return new MaxPool3D(window.dilation(Size.of(dilation)), depth.dilation(dilation)); }

    /// The same on all six sides.
    public MaxPool3D padding(int everywhere) { return new MaxPool3D(window.padding(Padding.of(everywhere)), depth.padding(everywhere, everywhere)); }

    /// Whether a last box that reaches over the end of the volume counts.
    public MaxPool3D ceil(boolean ceil) { return new MaxPool3D(window.ceil(ceil), depth); }

    /// As many output voxels as input voxels, divided by the stride.
    public MaxPool3D same() { return new MaxPool3D(window.padding(Padding.SAME), depth.padding(0, 0)); }

    @Override public Shape outputShape(Shape input) { return new Volumes(window, depth).outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> new Volumes(window, depth).pooled(x, MaxPooling::of));
    }

    /// `MaxPool3D(2×2×2)`
    @Override public String toString() { return "MaxPool3D(" + new Volumes(window, depth).spelled(window.kernel()) + ")"; }

    /// Names it `max-pool3d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "max-pool3d"; }

        @Override public Class<MaxPool3D> type() { return MaxPool3D.class; }

        @Override public List<Option> options() {
            return List.of(Window.option("The window's size on a plane and how it moves; by its own size unless told."), Volumes.depthOption());
        }

        @Override public Layer create(Options options) {
            Window window = Window.read(options, true);
            return new MaxPool3D(window, Volumes.readDepth(options, window));
        }
    }
}
