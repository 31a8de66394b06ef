package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The largest value in each window, channel by channel; what lies in the padding does not count.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, output height, output width, channels]`, see [Sweep] |
///
/// The gradient goes to the first of equal largest values, in row-major order.
///
/// @param window its size, stride, padding and dilation
public record MaxPool2D(Window window) implements Windowed {

    public MaxPool2D {
        window.requireNarrowPadding("MaxPool2D");
    }

    /// Square windows side by side.
    public static MaxPool2D of(int size) { return of(Size.of(size)); }

    public static MaxPool2D of(Size size) { return new MaxPool2D(Window.of(size).stride(size)); }

    public MaxPool2D stride(int stride) { return new MaxPool2D(window.stride(Size.of(stride))); }

    public MaxPool2D padding(Padding padding) { return new MaxPool2D(window.padding(padding)); }

    public MaxPool2D dilation(int dilation) { return new MaxPool2D(window.dilation(Size.of(dilation))); }

    /// Whether a last window that reaches over the end of the image counts.
    public MaxPool2D ceil(boolean ceil) { return new MaxPool2D(window.ceil(ceil)); }

    /// As many output pixels as input pixels, divided by the stride.
    public MaxPool2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) { return window.outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> MaxPooling.of(x, window));
    }

    /// `MaxPool2D(3, stride 2, same)`
    @Override public String toString() { return "MaxPool2D(" + window.kernel().spelled() + window.tail(window.kernel()) + ")"; }

    /// Names it `max-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "max-pool2d"; }

        @Override public Class<MaxPool2D> type() { return MaxPool2D.class; }

        @Override public List<Option> options() { return List.of(Window.option("The window's size and how it moves; by its own size unless told.")); }

        @Override public Layer create(Options options) { return new MaxPool2D(Window.read(options, true)); }
    }
}
