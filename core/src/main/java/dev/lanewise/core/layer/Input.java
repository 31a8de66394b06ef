package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// What goes into a network: the first layer of a [Sequential], an identity that checks the shape.
///
/// @param shape the shape of one sample; an extent that may change from call to call is [Shape#ANY]
public record Input(Shape shape) implements Layer {

    /// `Input.of(28, 28, 1)` takes `[batch, 28, 28, 1]`.
    public static Input of(int... extents) { return new Input(Shape.of(extents)); }

    /// The shape with the batch in front.
    public Shape batched() { return shape.withFirst(Shape.ANY); }

    @Override public Shape outputShape(Shape input) {
        boolean fits = input.equals(batched()) || batched().admits(input);
        if (!fits) throw ShapeException.expected("Input", batched().toString(), input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> x); }

    @Override public String toString() { return "Input" + batched(); }
}
