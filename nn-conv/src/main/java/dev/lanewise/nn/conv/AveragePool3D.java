package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The mean of each box of a volume, channel by channel; what lies in the padding is not counted unless `countPadding` says so.
///
/// |        | shape                                                                      |
/// |--------|----------------------------------------------------------------------------|
/// | input  | `[batch, depth, height, width, channels]`                                  |
/// | output | `[batch, output depth, output height, output width, channels]`, see [Sweep] |
///
/// @param window on a plane; its kind of padding and its ceil mode count for the depth, too
/// @param depth through the planes
/// @param countPadding whether the zeros of the padding count, as in PyTorch; what ceil mode adds behind them never does
public record AveragePool3D(Window window, Sweep depth, boolean countPadding) implements Layer {

    public AveragePool3D {
        new Volumes(window, depth).requireNarrowPadding("AveragePool3D");
    }

    /// Cubes side by side.
    public static AveragePool3D of(int size) { return new AveragePool3D(Window.of(Size.of(size)).stride(Size.of(size)), Sweep.of(size).stride(size), false); }

    public AveragePool3D stride(int stride) { return new AveragePool3D(window.stride(Size.of(stride)), depth.stride(stride), countPadding); }

    public AveragePool3D dilation(int dilation) { return new AveragePool3D(window.dilation(Size.of(dilation)), depth.dilation(dilation), countPadding); }

    /// The same on all six sides.
    public AveragePool3D padding(int everywhere) { return new AveragePool3D(window.padding(Padding.of(everywhere)), depth.padding(everywhere, everywhere), countPadding); }

    /// Whether a last box that reaches over the end of the volume counts.
    public AveragePool3D ceil(boolean ceil) { return new AveragePool3D(window.ceil(ceil), depth, countPadding); }

    public AveragePool3D countPadding(boolean countPadding) { return new AveragePool3D(window, depth, countPadding); }

    /// As many output voxels as input voxels, divided by the stride.
    public AveragePool3D same() { return new AveragePool3D(window.padding(Padding.SAME), depth.padding(0, 0), countPadding); }

    @Override public Shape outputShape(Shape input) { return new Volumes(window, depth).outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> new Volumes(window, depth).pooled(x, (images, own) -> AveragePooling.of(images, own, countPadding)));
    }

    /// `AveragePool3D(2×2×2)`
    @Override public String toString() { return "AveragePool3D(" + new Volumes(window, depth).spelled(window.kernel()) + (countPadding ? ", padding counted" : "") + ")"; }

    /// Names it `average-pool3d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "average-pool3d"; }

        @Override public Class<AveragePool3D> type() { return AveragePool3D.class; }

        @Override public List<Option> options() {
            return List.of(Window.option("The window's size on a plane and how it moves; by its own size unless told."), Volumes.depthOption(),
                    new Option("countPadding", Option.Type.FLAG, "false", "true, false", "Whether zeros of the padding count."));
        }

        @Override public Layer create(Options options) {
            Window window = Window.read(options, true);
            return new AveragePool3D(window, Volumes.readDepth(options, window), options.flag("countPadding", false));
        }
    }
}
