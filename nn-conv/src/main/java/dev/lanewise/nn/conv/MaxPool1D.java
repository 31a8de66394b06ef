package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The largest value in each window of a sequence, channel by channel; what lies in the padding does not count.
///
/// |        | shape                                         |
/// |--------|-----------------------------------------------|
/// | input  | `[batch, time, channels]`                     |
/// | output | `[batch, output time, channels]`, see [Sweep] |
///
/// @param window of height 1; the widths say how it moves
public record MaxPool1D(Window window) implements Layer {

    public MaxPool1D {
        window = Lines.window(window);
        window.requireNarrowPadding("MaxPool1D");
    }

    /// Windows side by side.
    public static MaxPool1D of(int size) { return new MaxPool1D(Window.of(Size.of(1, size)).stride(Size.of(1, size))); }

    public MaxPool1D stride(int stride) { return new MaxPool1D(window.stride(Size.of(stride))); }

    public MaxPool1D padding(int before, int after) { return new MaxPool1D(window.padding(Padding.of(0, 0, before, after))); }

    public MaxPool1D dilation(int dilation) { return new MaxPool1D(window.dilation(Size.of(dilation))); }

    /// Whether a last window that reaches over the end of the sequence counts.
    public MaxPool1D ceil(boolean ceil) { return new MaxPool1D(window.ceil(ceil)); }

    /// As many steps out as in, divided by the stride.
    public MaxPool1D same() { return new MaxPool1D(window.padding(Padding.SAME)); }

    @Override public Shape outputShape(Shape input) { return Lines.outputShape(window, input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Lines.on(x, images -> MaxPooling.of(images, window)));
    }

    /// `MaxPool1D(3, stride 2, same)`
    @Override public String toString() { return "MaxPool1D(" + Lines.spelled(window, window.kernel().width()) + ")"; }

    /// Names it `max-pool1d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "max-pool1d"; }

        @Override public Class<MaxPool1D> type() { return MaxPool1D.class; }

        @Override public List<Option> options() { return List.of(Window.option("The window's size and how it moves; by its own size unless told.")); }

        @Override public Layer create(Options options) { return new MaxPool1D(Window.read(options, true)); }
    }
}
