package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The norm `(Σ |x|ᵖ)^(1/p)` of each window, channel by channel: the sum for 1, the Euclidean length for 2.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, output height, output width, channels]`, see [Sweep] |
///
/// @param p the order of the norm, at least 1
/// @param window its size, stride, padding and dilation
public record LpPool2D(double p, Window window) implements Windowed {

    public LpPool2D {
        if (!(p >= 1 && p < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("LpPool2D: expected a finite p ≥ 1, but got " + p);
        window.requireNarrowPadding("LpPool2D");
    }

    /// Square windows side by side, their Euclidean lengths.
    public static LpPool2D of(int size) { return of(Size.of(size)); }

    public static LpPool2D of(Size size) { return new LpPool2D(2, Window.of(size).stride(size)); }

    public LpPool2D p(double p) { return new LpPool2D(p, window); }

    public LpPool2D stride(int stride) { return new LpPool2D(p, window.stride(Size.of(stride))); }

    public LpPool2D padding(Padding padding) { return new LpPool2D(p, window.padding(padding)); }

    public LpPool2D dilation(int dilation) { return new LpPool2D(p, window.dilation(Size.of(dilation))); }

    /// Whether a last window that reaches over the end of the image counts.
    public LpPool2D ceil(boolean ceil) { return new LpPool2D(p, window.ceil(ceil)); }

    /// As many output pixels as input pixels, divided by the stride.
    public LpPool2D same() { return padding(Padding.SAME); }

    @Override public Shape outputShape(Shape input) { return window.outputShape(input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> LpPooling.of(x, window, p));
    }

    /// `LpPool2D(3, stride 2, p 2.0)`
    @Override public String toString() { return "LpPool2D(" + window.kernel().spelled() + window.tail(window.kernel()) + ", p " + p + ")"; }

    /// Names it `lp-pool2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "lp-pool2d"; }

        @Override public Class<LpPool2D> type() { return LpPool2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("p", Option.Type.NUMBER, "2", "≥ 1", "The order of the norm."),
                    Window.option("The window's size and how it moves; by its own size unless told."));
        }

        @Override public Layer create(Options options) { return new LpPool2D(options.number("p", 2), Window.read(options, true)); }
    }
}
