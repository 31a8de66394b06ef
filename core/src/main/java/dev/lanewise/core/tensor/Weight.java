package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// Numbers that a layer learns (or keeps, such as running means): a name, a shape and one array.
///
/// Only training writes to the array; while nobody trains, a weight may be read from many threads at once.
///
/// @param name unique within its layer: `weight`, `bias`
/// @param values as many as the shape has elements, row-major; not copied
/// @param trainable whether an optimiser may change it; running statistics are not
public record Weight(String name, Shape shape, float[] values, boolean trainable) {

    public Weight {
        if (values.length != shape.size()) throw new ShapeException("Weight: expected " + shape.size() + " values for " + name + " " + shape + ", but got " + values.length);
    }

    /// A trainable weight with zeros in it.
    public static Weight zeros(String name, Shape shape) { return new Weight(name, shape, new float[shape.size()], true); }

    public static Weight of(String name, Shape shape, float[] values) { return new Weight(name, shape, values, true); }

    /// The same numbers as something that no optimiser changes.
    public Weight frozen() { return new Weight(name, shape, values, false); }

    /// The same numbers under a longer name: `3.weight`.
    public Weight under(String prefix) { return new Weight(prefix + "." + name, shape, values, trainable); }

    /// Two weights are the same if they hold the same array.
    @Override public boolean equals(Object other) { return other instanceof Weight that && values == that.values && name.equals(that.name); }

    @Override public int hashCode() { return System.identityHashCode(values); }

    @Override public String toString() { return name + shape; }
}
