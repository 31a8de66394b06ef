package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The mean of each window, channel by channel; what lies in the padding is not counted, as in Keras.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, output height, output width, channels]`, see [Sweep] |
///
/// @param window its size, stride, padding and dilation
public record AveragePool2D(Window window) implements Layer {

    public AveragePool2D {
        window.requireNarrowPadding("AveragePool2D");
    }

    /// Square windows side by side.
    public static AveragePool2D of(int size) { return of(Size.of(size)); }

    public static AveragePool2D of(Size size) { return new AveragePool2D(Window.of(size).stride(size)); }

    public AveragePool2D stride(int stride) { return new AveragePool2D(window.stride(Size.of(stride))); }

    public AveragePool2D padding(Padding padding) { return new AveragePool2D(window.padding(padding)); }

    /// As many output pixels as input pixels, divided by the stride.
    public AveragePool2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) { return window.outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> AveragePooling.of(x, window));
    }

    /// `AveragePool2D(3, stride 2, same)`
    @Override public String toString() { return "AveragePool2D(" + window.kernel().spelled() + window.tail(window.kernel()) + ")"; }

    /// Names it `average-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "average-pool2d"; }

        @Override public Class<AveragePool2D> type() { return AveragePool2D.class; }

        @Override public List<Option> options() { return List.of(Window.option("The window's size and how it moves; by its own size unless told.")); }

        @Override public Layer create(Options options) { return new AveragePool2D(Window.read(options, true)); }
    }
}
