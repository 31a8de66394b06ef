package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;

/// Images whose lines, then whose columns, are mixed by a matrix: means over parts, nearest and linear interpolation are all of this kind.
final class Resampling {

    private Resampling() { }

    /// `y[o] = Σ rows[o, i] · x[i]` down each image, then the same across it.
    ///
    /// @param rows `[output height, height]`
    /// @param columns `[output width, width]`
    static Tensor of(Tensor x, float[] rows, float[] columns) {
        Shape shape = x.shape();
        int batch = shape.extent(0), height = shape.extent(1), width = shape.extent(2), channels = shape.last();
        int outputHeight = rows.length / height, outputWidth = columns.length / width;
        if (batch == 0) return x.reshape(Shape.of(0, outputHeight, outputWidth, channels));
        Tensor down = x.tape().constant(Shape.of(outputHeight, height), rows), across = x.tape().constant(Shape.of(outputWidth, width), columns);
        Tensor lines = down.matmul(x.reshape(Shape.of(batch, height, width * channels)));                       // [batch, output height, width · channels]
        return across.matmul(lines.reshape(Shape.of(batch * outputHeight, width, channels))).reshape(Shape.of(batch, outputHeight, outputWidth, channels));
    }
}
