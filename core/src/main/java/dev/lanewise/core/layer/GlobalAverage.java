package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// The mean over everything between the batch and the last axis: over time steps, or over the pixels of a feature map.
///
/// `[batch, …, features]` in, `[batch, features]` out. With a mask `[batch, …]` as a second input only what it does not make 0 counts.
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

    @Override public Shape outputShape(List<Shape> inputs) { return outputShape(Layers.requireMasked(inputs, this)); }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return inputs.size() < 2 ? bind(inputs.getFirst(), seed) : new Masked();
    }

    /// The mean over what the second input says counts; 0 where nothing does.
    private record Masked() implements BoundLayer {

        @Override public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.get(0), mask = inputs.get(1);
            int middle = x.shape().withoutFirst().withoutLast().size(), batch = x.shape().extent(0);
            Tensor counted = mask.reshape(Shape.of(batch, middle, 1)), values = x.reshape(Shape.of(batch, middle, x.shape().last()));
            return values.times(counted).sum(1).dividedBy(counted.sum(1).clip(1, Double.MAX_VALUE));
        }

        @Override public List<Weight> weights() { return List.of(); }
    }

    private static Tensor average(Tensor x) {
        Shape shape = x.shape();
        int middle = shape.withoutFirst().withoutLast().size();
        return x.reshape(Shape.of(shape.extent(0), middle, shape.last())).mean(1);
    }

    @Override public String toString() { return "GlobalAverage()"; }
}
