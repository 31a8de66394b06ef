package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A layer for every step of a sequence by itself, with the same weights.
///
/// `[batch, time, …]` in, `[batch, time, …]` out, where the inner layer makes `[batch, …]` of `[batch, …]`.
///
/// @param inner the layer for one step
public record TimeDistributed(Layer inner) implements Layer {

    public static TimeDistributed of(Layer... inner) { return new TimeDistributed(inner.length == 1 ? inner[0] : Sequential.of(inner)); }

    private Shape step(Shape input) {
        if (input.rank() < 3) throw ShapeException.expected(this, "input [batch, time, …]", input);
        return input.withoutFirst().with(0, Shape.ANY);
    }

    @Override public Shape outputShape(Shape input) {
        return inner.outputShape(step(input)).withoutFirst().withFirst(input.extent(1)).withFirst(input.extent(0));
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return new Bound(inner.bind(step(input), seed)); }

    private record Bound(BoundLayer inner) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            int batch = x.shape().extent(0), time = x.shape().extent(1);
            Tensor steps = inner.forward(x.reshape(x.shape().withoutFirst().with(0, batch * time)));
            return steps.reshape(steps.shape().withoutFirst().withFirst(time).withFirst(batch));
        }

        @Override public List<Weight> weights() { return inner.weights(); }
    }

    @Override public String toString() { return "TimeDistributed(" + inner + ")"; }
}
