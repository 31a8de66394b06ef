package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Locale;

/// What layers of all families share.
public final class Layers {

    private Layers() { }

    /// The name of an activation as a layer's `toString` prints it: `relu`.
    public static String spelled(Activation activation) { return activation.name().toLowerCase(Locale.ROOT); }

    /// `, relu`, or nothing for the identity: the tail of a layer's `toString`.
    public static String suffix(Activation activation) { return activation == Activation.IDENTITY ? "" : ", " + spelled(activation); }

    static void requireRate(String owner, double rate) {
        if (!(rate >= 0 && rate < 1)) throw new IllegalArgumentException(owner + ": expected a rate in [0, 1), but got " + rate);
    }

    static void requireEpsilon(String owner, double epsilon) {
        if (!((float) epsilon > 0)) throw new IllegalArgumentException(owner + ": expected epsilon > 0, but got " + epsilon);
    }

    /// The shape that all inputs have.
    static Shape requireEqual(List<Shape> inputs, Object owner) {
        if (inputs.isEmpty()) throw new ShapeException(owner + ": expected at least one input, but got none");
        for (Shape input : inputs) {
            if (!input.equals(inputs.getFirst())) throw ShapeException.expected(owner, "inputs that are all " + inputs.getFirst(), input);
        }
        return inputs.getFirst();
    }

    /// The shape of the first input; others may have an extent of 1 in its place.
    static Shape requireBroadcast(List<Shape> inputs, Object owner) {
        if (inputs.isEmpty()) throw new ShapeException(owner + ": expected at least one input, but got none");
        Shape first = inputs.getFirst();
        for (Shape input : inputs) {
            boolean fits = input.rank() == first.rank();
            for (int axis = 0; fits && axis < first.rank(); axis++) fits = input.extent(axis) == first.extent(axis) || input.extent(axis) == 1;
            if (!fits) throw ShapeException.expected(owner, "inputs that are all " + first + ", or have 1 in place of an extent", input);
        }
        return first;
    }

    /// The first of one or two inputs, of which the second is a mask for all axes of the first but the last.
    static Shape requireMasked(List<Shape> inputs, Object owner) {
        if (inputs.size() != 2) return only(inputs, owner);
        if (!inputs.get(1).equals(inputs.get(0).withoutLast())) throw ShapeException.expected(owner, "a mask " + inputs.get(0).withoutLast() + " as its second input", inputs.get(1));
        return inputs.getFirst();
    }

    static Weight ones(String name, int n) { return Weight.of(name, Shape.of(n), Initializer.ONES.values(Shape.of(n), n, n, Seed.of(0))); }

    static <T> T only(List<T> inputs, Object owner) {
        if (inputs.size() != 1) throw new IllegalArgumentException(owner + ": expected one input, but got " + inputs.size());
        return inputs.getFirst();
    }
}
