package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// A window that moves over images `[batch, height, width, channels]`.
///
/// @param kernel its height and width
/// @param stride how far it moves down and to the right
/// @param padding what it meets outside the image
/// @param dilation the distance of its taps; 1 for a window without gaps
/// @param ceil whether a last place that reaches over the end of the image counts, see [Sweep#ceil]
public record Window(Size kernel, Size stride, Padding padding, Size dilation, boolean ceil) {

    private static final Size ONE = Size.of(1);

    /// Moves by 1 and stays inside the image.
    public static Window of(Size kernel) { return new Window(kernel, ONE, Padding.VALID, ONE, false); }

    public Window stride(Size stride) { return new Window(kernel, stride, padding, dilation, ceil); }

    public Window padding(Padding padding) { return new Window(kernel, stride, padding, dilation, ceil); }

    public Window dilation(Size dilation) { return new Window(kernel, stride, padding, dilation, ceil); }

    public Window ceil(boolean ceil) { return new Window(kernel, stride, padding, dilation, ceil); }

    /// The way down an image of this height.
    public Sweep rows(int height) {
        return on(height, new Sweep(kernel.height(), stride.height(), dilation.height(), padding.top(), padding.bottom()));
    }

    /// The way across an image of this width.
    public Sweep columns(int width) {
        return on(width, new Sweep(kernel.width(), stride.width(), dilation.width(), padding.left(), padding.right()));
    }

    private Sweep on(int input, Sweep sweep) {
        return switch (padding.kind()) {
            case SAME -> sweep.same(input);
            case CAUSAL -> sweep.padding(sweep.span() - 1, 0);
            case VALID, EXPLICIT -> ceil ? sweep.ceil(input) : sweep;
        };
    }

    /// The places of the window on such images: another height and width, the same batch and channels.
    ///
    /// @param owner the layer that complains
    /// @throws ShapeException if these are no images, or too small ones
    public Shape outputShape(Shape input, Object owner) {
        input.requireRank(4, owner, "[batch, height, width, channels]");
        if (input.last() < 1) throw ShapeException.expected(owner, "channels ≥ 1", input);
        int height = outputs(rows(Math.max(1, input.extent(1))), "height", input.extent(1), input, owner);
        int width = outputs(columns(Math.max(1, input.extent(2))), "width", input.extent(2), input, owner);
        return Shape.of(input.extent(0), height, width, input.last());
    }

    int outputs(Sweep sweep, String axis, int extent, Shape input, Object owner) {
        if (extent == Shape.ANY) return Shape.ANY;
        int least = Math.max(1, sweep.leastInput() - (ceil ? sweep.stride() - 1 : 0));
        if (extent < 1 || sweep.outputs(extent) < 1) throw ShapeException.expected(owner, axis + " ≥ " + least, input);
        return sweep.outputs(extent);
    }

    /// Refuses padding that the whole window would fit into.
    ///
    /// @param owner the pooling layer that complains
    void requireNarrowPadding(String owner) {
        int vertical = Math.max(padding.top(), padding.bottom()), horizontal = Math.max(padding.left(), padding.right());
        if (vertical >= rows(1).span() || horizontal >= columns(1).span()) {
            throw new IllegalArgumentException(owner + ": expected padding smaller than the window, " + kernel + ", but got " + padding);
        }
    }

    /// What differs from the usual, for a layer's `toString`: `, stride 2, same`.
    String tail(Size usualStride) {
        return (stride.equals(usualStride) ? "" : ", stride " + stride.spelled())
                + (padding.kind() == Padding.Kind.VALID ? "" : ", " + padding)
                + (dilation.equals(ONE) ? "" : ", dilation " + dilation.spelled())
                + (ceil ? ", ceil" : "");
    }

    // ---- in files

    static Option option(String usual) { return new Option("window", Type.OBJECT, "", "kernel, stride, padding, dilation, ceil", usual); }

    /// The window that `{"kernel": 3, "stride": [2, 2], "padding": "same", "dilation": 1, "ceil": false}` describes.
    ///
    /// @param strideIsKernel whether the window moves by its own size unless told
    static Window read(Options options, boolean strideIsKernel) {
        Options own = options.options("window");
        Option.check(own.place(), own, List.of(number("kernel"), number("stride"), number("padding"), number("dilation"),
                new Option("ceil", Type.FLAG, "", "", "")));
        Size kernel = Size.read(own, "kernel", ONE);
        return new Window(kernel, Size.read(own, "stride", strideIsKernel ? kernel : ONE), Padding.read(own, "padding"), Size.read(own, "dilation", ONE),
                own.flag("ceil", false));
    }

    private static Option number(String name) { return new Option(name, Type.INTEGERS, "", "", ""); }
}
