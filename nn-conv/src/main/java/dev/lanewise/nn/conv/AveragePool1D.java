package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The mean of each window of a sequence, channel by channel; what lies in the padding is not counted unless `countPadding` says so.
///
/// |        | shape                                         |
/// |--------|-----------------------------------------------|
/// | input  | `[batch, time, channels]`                     |
/// | output | `[batch, output time, channels]`, see [Sweep] |
///
/// @param window of height 1; the widths say how it moves
/// @param countPadding whether the zeros of the padding count, as in PyTorch; what ceil mode adds behind them never does
public record AveragePool1D(Window window, boolean countPadding) implements Layer {

    public AveragePool1D {
        window = Lines.window(window);
        window.requireNarrowPadding("AveragePool1D");
    }

    /// Windows side by side.
    public static AveragePool1D of(int size) { return new AveragePool1D(Window.of(Size.of(1, size)).stride(Size.of(1, size)), false); }

    public AveragePool1D stride(int stride) { return new AveragePool1D(window.stride(Size.of(stride)), countPadding); }

    public AveragePool1D padding(int before, int after) { return new AveragePool1D(window.padding(Padding.of(0, 0, before, after)), countPadding); }

    public AveragePool1D dilation(int dilation) { return new AveragePool1D(window.dilation(Size.of(dilation)), countPadding); }

    /// Whether a last window that reaches over the end of the sequence counts.
    public AveragePool1D ceil(boolean ceil) { return new AveragePool1D(window.ceil(ceil), countPadding); }

    /// As many steps out as in, divided by the stride.
    public AveragePool1D same() { return new AveragePool1D(window.padding(Padding.SAME), countPadding); }

    public AveragePool1D countPadding(boolean countPadding) { return new AveragePool1D(window, countPadding); }

    @Override public Shape outputShape(Shape input) { return Lines.outputShape(window, input, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Lines.on(x, images -> AveragePooling.of(images, window, countPadding)));
    }

    /// `AveragePool1D(3, stride 2, same)`
    @Override public String toString() { return "AveragePool1D(" + Lines.spelled(window, window.kernel().width()) + (countPadding ? ", padding counted" : "") + ")"; }

    /// Names it `average-pool1d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "average-pool1d"; }

        @Override public Class<AveragePool1D> type() { return AveragePool1D.class; }

        @Override public List<Option> options() {
            return List.of(Window.option("The window's size and how it moves; by its own size unless told."),
                    new Option("countPadding", Option.Type.FLAG, "false", "true, false", "Whether zeros of the padding count."));
        }

        @Override public Layer create(Options options) { return new AveragePool1D(Window.read(options, true), options.flag("countPadding", false)); }
    }
}
