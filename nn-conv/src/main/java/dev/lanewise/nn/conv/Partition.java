package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// An axis in a given number of nearly equal parts, of any input: part `o` of `n` reads from `⌊o · I / n⌋` to before `⌈(o + 1) · I / n⌉`.
///
/// Parts overlap by a pixel where the extent is no multiple of their number, as in PyTorch.
record Partition(int parts) {

    int begin(int part, int input) { return (int) ((long) part * input / parts); }

    int end(int part, int input) { return (int) Math.ceilDiv((part + 1L) * input, parts); }

    /// The matrix `[parts, input]` that takes the mean of each part.
    float[] means(int input) {
        float[] means = new float[parts * input];
        for (int part = 0; part < parts; part++) {
            int begin = begin(part, input), end = end(part, input);
            for (int i = begin; i < end; i++) means[part * input + i] = 1f / (end - begin);
        }
        return means;
    }

    /// The shape of images whose heights and widths are divided so.
    static Shape outputShape(Shape input, Size size, Object owner) {
        input.requireRank(4, owner, "[batch, height, width, channels]");
        if (input.extent(1) == 0 || input.extent(2) == 0) throw ShapeException.expected(owner, "height and width ≥ 1", input);
        return Shape.of(input.extent(0), size.height(), size.width(), input.last());
    }
}
