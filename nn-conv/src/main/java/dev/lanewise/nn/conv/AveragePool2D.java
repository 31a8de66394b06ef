package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The mean of each window, channel by channel; what lies in the padding is not counted, as in Keras, unless `countPadding` says so.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, output height, output width, channels]`, see [Sweep] |
///
/// @param window its size, stride, padding and dilation
/// @param countPadding whether the zeros of the padding count, as in PyTorch; what ceil mode adds behind them never does
public record AveragePool2D(Window window, boolean countPadding) implements Windowed {

    public AveragePool2D {
        window.requireNarrowPadding("AveragePool2D");
    }

    /// Square windows side by side.
    public static AveragePool2D of(int size) { return of(Size.of(size)); }

    public static AveragePool2D of(Size size) { return new AveragePool2D(Window.of(size).stride(size), false); }

    public AveragePool2D stride(int stride) { return new AveragePool2D(window.stride(Size.of(stride)), countPadding); }

    public AveragePool2D padding(Padding padding) { return new AveragePool2D(window.padding(padding), countPadding); }

    public AveragePool2D dilation(int dilation) { return new AveragePool2D(window.dilation(Size.of(dilation)), countPadding); }

    /// Whether a last window that reaches over the end of the image counts.
    public AveragePool2D ceil(boolean ceil) { return new AveragePool2D(window.ceil(ceil), countPadding); }

    public AveragePool2D countPadding(boolean countPadding) { return new AveragePool2D(window, countPadding); }

    /// As many output pixels as input pixels, divided by the stride.
    public AveragePool2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) { return window.outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> AveragePooling.of(x, window, countPadding));
    }

    /// `AveragePool2D(3, stride 2, same)`
    @Override public String toString() { return "AveragePool2D(" + window.kernel().spelled() + window.tail(window.kernel()) + (countPadding ? ", padding counted" : "") + ")"; }

    /// Names it `average-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "average-pool2d"; }

        @Override public Class<AveragePool2D> type() { return AveragePool2D.class; }

        @Override public List<Option> options() {
            return List.of(Window.option("The window's size and how it moves; by its own size unless told."),
                    new Option("countPadding", Option.Type.FLAG, "false", "true, false", "Whether zeros of the padding count."));
        }

        @Override public Layer create(Options options) { return new AveragePool2D(Window.read(options, true), options.flag("countPadding", false)); }
    }
}
