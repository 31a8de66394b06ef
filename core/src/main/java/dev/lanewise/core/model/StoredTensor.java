package dev.lanewise.core.model;

import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Matrix;

/// A tensor as it lies in a model file: a shape and the numbers in row-major order.
public sealed interface StoredTensor {

    Shape shape();

    /// float32 numbers; not copied, so nobody may write to them.
    record Floats(Shape shape, float[] values) implements StoredTensor { }

    /// float64 numbers; not copied, so nobody may write to them.
    record Doubles(Shape shape, double[] values) implements StoredTensor { }

    static StoredTensor of(Shape shape, float[] values) { return new Floats(shape, values); }

    static StoredTensor of(Matrix matrix) { return new Doubles(Shape.of(matrix.rows(), matrix.columns()), matrix.toArray()); }

    static StoredTensor of(double... vector) { return new Doubles(Shape.of(vector.length), vector.clone()); }
}
