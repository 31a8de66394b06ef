package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Locale;

/// Several values of one shape made one, element by element; their sum is [Add].
///
/// What is multiplied may have an extent of 1 where the first value has a larger one: a weight for each channel, or for each pixel.
///
/// @param by how
public record Combine(By by) implements Merge {

    /// The ways that there are. Of two or more values; [#SUBTRACT] takes exactly two.
    public enum By { SUBTRACT, MULTIPLY, AVERAGE, MAXIMUM, MINIMUM }

    /// The first minus the second.
    public static Combine subtract() { return new Combine(By.SUBTRACT); }

    public static Combine multiply() { return new Combine(By.MULTIPLY); }

    public static Combine average() { return new Combine(By.AVERAGE); }

    public static Combine maximum() { return new Combine(By.MAXIMUM); }

    public static Combine minimum() { return new Combine(By.MINIMUM); }

    @Override public Shape outputShape(List<Shape> inputs) {
        Shape shape = by == By.MULTIPLY ? Layers.requireBroadcast(inputs, this) : Layers.requireEqual(inputs, this);
        if (by == By.SUBTRACT && inputs.size() != 2) throw new ShapeException(this + ": expected two inputs, but got " + inputs.size());
        return shape;
    }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return new Bound(by);
    }

    private record Bound(By by) implements BoundLayer {

        @Override public Tensor forward(List<Tensor> inputs) {
            Tensor result = inputs.getFirst();
            for (Tensor input : inputs.subList(1, inputs.size())) result = both(result, input);
            return by == By.AVERAGE ? result.dividedBy(inputs.size()) : result;
        }

        private Tensor both(Tensor x, Tensor y) {
            return switch (by) {
                case SUBTRACT -> x.minus(y);
                case MULTIPLY -> x.times(y);
                case AVERAGE -> x.plus(y);
                case MAXIMUM -> x.maximum(y);
                case MINIMUM -> x.minimum(y);
            };
        }

        @Override public List<Weight> weights() { return List.of(); }
    }

    @Override public String toString() { return "Combine." + by.name().toLowerCase(Locale.ROOT) + "()"; }
}
