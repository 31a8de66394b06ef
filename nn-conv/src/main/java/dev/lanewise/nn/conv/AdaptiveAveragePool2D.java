package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The mean of a fixed number of nearly equal parts of an image, channel by channel, whatever its height and width.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, size, size, channels]`    |
///
/// Part `o` of `n` reads from `⌊o · I / n⌋` to before `⌈(o + 1) · I / n⌉`, as in PyTorch.
///
/// @param size the height and width of the output
public record AdaptiveAveragePool2D(Size size) implements Layer {

    public static AdaptiveAveragePool2D of(int size) { return new AdaptiveAveragePool2D(Size.of(size)); }

    public static AdaptiveAveragePool2D of(Size size) { return new AdaptiveAveragePool2D(size); }

    @Override public Shape outputShape(Shape input) { return Partition.outputShape(input, size, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Resampling.of(x, new Partition(size.height()).means(x.shape().extent(1)), new Partition(size.width()).means(x.shape().extent(2))));
    }

    @Override public String toString() { return "AdaptiveAveragePool2D(" + size.spelled() + ")"; }

    /// Names it `adaptive-average-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "adaptive-average-pool2d"; }

        @Override public Class<AdaptiveAveragePool2D> type() { return AdaptiveAveragePool2D.class; }

        @Override public List<Option> options() { return List.of(new Option("size", Option.Type.INTEGERS, "", "≥ 1", "The height and width of the output.")); }

        @Override public Layer create(Options options) { return of(Size.read(options, "size", Size.of(1))); }
    }
}
