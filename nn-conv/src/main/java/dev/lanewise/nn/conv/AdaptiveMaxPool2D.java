package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The largest value of a fixed number of nearly equal parts of an image, channel by channel, whatever its height and width.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, size, size, channels]`    |
///
/// Part `o` of `n` reads from `⌊o · I / n⌋` to before `⌈(o + 1) · I / n⌉`, as in PyTorch.
///
/// @param size the height and width of the output
public record AdaptiveMaxPool2D(Size size) implements Layer {

    public static AdaptiveMaxPool2D of(int size) { return new AdaptiveMaxPool2D(Size.of(size)); }

    public static AdaptiveMaxPool2D of(Size size) { return new AdaptiveMaxPool2D(size); }

    @Override public Shape outputShape(Shape input) { return Partition.outputShape(input, size, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> largest(largest(x, 1, size.height()), 2, size.width()));
    }

    /// The largest of each part of an axis: first of lines, then of columns.
    private static Tensor largest(Tensor x, int axis, int parts) {
        Partition partition = new Partition(parts);
        int extent = x.shape().extent(axis);
        List<Tensor> largest = new ArrayList<>();
        for (int part = 0; part < parts; part++) largest.add(x.slice(axis, partition.begin(part, extent), partition.end(part, extent)).max(Axes.kept(axis)));
        return Forms.concatenate(axis, largest);
    }

    @Override public String toString() { return "AdaptiveMaxPool2D(" + size.spelled() + ")"; }

    /// Names it `adaptive-max-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "adaptive-max-pool2d"; }

        @Override public Class<AdaptiveMaxPool2D> type() { return AdaptiveMaxPool2D.class; }

        @Override public List<Option> options() { return List.of(new Option("size", Option.Type.INTEGERS, "", "≥ 1", "The height and width of the output.")); }

        @Override public Layer create(Options options) { return of(Size.read(options, "size", Size.of(1))); }
    }
}
