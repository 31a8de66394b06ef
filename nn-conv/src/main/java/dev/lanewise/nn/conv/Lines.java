package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Sequences `[batch, time, channels]` as images of height 1, for layers of one dimension.
final class Lines {

    private Lines() { }

    /// A window of height 1, whatever its height was.
    static Window window(Window window) {
        Padding padding = window.padding();
        Padding flat = padding.kind() == Padding.Kind.EXPLICIT ? Padding.of(0, 0, padding.left(), padding.right()) : padding;
        return new Window(Size.of(1, window.kernel().width()), Size.of(1, window.stride().width()), flat, Size.of(1, window.dilation().width()), window.ceil());
    }

    /// The places of a flat window: another time, the same batch and channels.
    static Shape outputShape(Window window, Shape input, Object owner) {
        input.requireRank(3, owner, "[batch, time, channels]");
        if (input.last() < 1) throw ShapeException.expected(owner, "channels ≥ 1", input);
        int time = window.outputs(window.columns(Math.max(1, input.extent(1))), "time", input.extent(1), input, owner);
        return Shape.of(input.extent(0), time, input.last());
    }

    /// What an operation on images makes of sequences.
    static Tensor on(Tensor x, UnaryOperator<Tensor> operation) {
        Tensor y = operation.apply(x.reshape(Shape.of(x.shape().extent(0), 1, x.shape().extent(1), x.shape().last())));
        return y.reshape(Shape.of(y.shape().extent(0), y.shape().extent(2), y.shape().last()));
    }

    /// `8`, or `8, stride 2, causal`.
    static String spelled(Window window, int usualStride) {
        Padding padding = window.padding();
        String around = padding.kind() == Padding.Kind.EXPLICIT ? ", padding " + padding.left() + (padding.left() == padding.right() ? "" : " " + padding.right())
                : padding.kind() == Padding.Kind.VALID ? "" : ", " + padding;
        return window.kernel().width() + (window.stride().width() == usualStride ? "" : ", stride " + window.stride().width()) + around
                + (window.dilation().width() == 1 ? "" : ", dilation " + window.dilation().width()) + (window.ceil() ? ", ceil" : "");
    }
}
