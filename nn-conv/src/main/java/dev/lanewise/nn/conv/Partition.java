package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;

/// An axis in a given number of nearly equal parts, of any input: part `o` of `n` reads from `⌊o · I / n⌋` to before `⌈(o + 1) · I / n⌉`.
///
/// Parts overlap by a pixel where the extent is no multiple of their number, as in PyTorch.
record Partition(int parts) {

    int begin(int part, int input) { return (int) ((long) part * input / parts); }

    int end(int part, int input) { return (int) Math.ceilDiv((part + 1L) * input, parts); }

    /// What takes the mean of each part.
    Taps means(int input) {
        return Taps.of(input, parts, Math.ceilDiv(input, parts) + 1, (part, weights) -> {
            int begin = begin(part, input), size = end(part, input) - begin;
            Arrays.fill(weights, 0, size, 1.0 / size);
            return begin;
        });
    }

    /// The shape of images whose heights and widths are divided so.
    static Shape outputShape(Shape input, Size size, Object owner) {
        input.requireRank(4, owner, "[batch, height, width, channels]");
        if (input.extent(1) == 0 || input.extent(2) == 0) throw ShapeException.expected(owner, "height and width ≥ 1", input);
        return Shape.of(input.extent(0), size.height(), size.width(), input.last());
    }
}
