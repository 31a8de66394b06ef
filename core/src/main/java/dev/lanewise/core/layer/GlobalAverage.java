package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;

/// The mean over everything between the batch and the last axis: over time steps, or over the pixels of a feature map.
///
/// `[batch, …, features]` in, `[batch, features]` out.
public record GlobalAverage() implements Layer {

    public static GlobalAverage of() { return new GlobalAverage(); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 3) throw ShapeException.expected(this, "input [batch, time or height and width, features]", input);
        return Shape.of(input.extent(0), input.last());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(GlobalAverage::average);
    }

    private static Tensor average(Tensor x) {
        Shape shape = x.shape();
        int middle = shape.withoutFirst().withoutLast().size();
        return x.reshape(Shape.of(shape.extent(0), middle, shape.last())).mean(1);
    }

    @Override public String toString() { return "GlobalAverage()"; }
}
