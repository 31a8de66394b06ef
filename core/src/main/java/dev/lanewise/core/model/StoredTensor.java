package dev.lanewise.core.model;

import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Matrix;

/// A tensor as it lies in a model file: a shape and the numbers in row-major order.
///
/// The arrays are not copied, so nobody may write to them.
public sealed interface StoredTensor {

    Shape shape();

    /// The numbers as float32, rounded where they are wider; the stored array itself where it has that type.
    float[] floats();

    /// The numbers as float64; the stored array itself where it has that type.
    double[] doubles();

    /// float32 numbers.
    record Floats(Shape shape, float[] values) implements StoredTensor {
        public Floats { requireSize(shape, values.length); }

        @Override public float[] floats() { return values; }

        @Override public double[] doubles() {
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) wide[i] = values[i];
            return wide;
        }
    }

    /// float64 numbers.
    record Doubles(Shape shape, double[] values) implements StoredTensor {
        public Doubles { requireSize(shape, values.length); }

        @Override public float[] floats() {
            float[] narrow = new float[values.length];
            for (int i = 0; i < narrow.length; i++) narrow[i] = (float) values[i];
            return narrow;
        }

        @Override public double[] doubles() { return values; }
    }

    /// Whole numbers: counters, token ids.
    record Longs(Shape shape, long[] values) implements StoredTensor {
        public Longs { requireSize(shape, values.length); }

        @Override public float[] floats() {
            float[] narrow = new float[values.length];
            for (int i = 0; i < narrow.length; i++) narrow[i] = values[i];
            return narrow;
        }

        @Override public double[] doubles() {
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) wide[i] = values[i];
            return wide;
        }
    }

    static StoredTensor of(Shape shape, float[] values) { return new Floats(shape, values); }

    static StoredTensor of(Shape shape, double[] values) { return new Doubles(shape, values); }

    static StoredTensor of(Shape shape, long[] values) { return new Longs(shape, values); }

    static StoredTensor of(Matrix matrix) { return new Doubles(Shape.of(matrix.rows(), matrix.columns()), matrix.toArray()); }

    static StoredTensor of(double... vector) { return new Doubles(Shape.of(vector.length), vector.clone()); }

    private static void requireSize(Shape shape, int size) {
        if (shape.size() == size) return;
        throw new IllegalArgumentException("StoredTensor: expected the " + shape.size() + " numbers of " + shape + ", but got " + size);
    }
}
