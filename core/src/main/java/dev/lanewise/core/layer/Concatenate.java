package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Several values one behind the other along their last axis.
///
/// `[…, a]`, `[…, b]` in, `[…, a + b]` out.
public record Concatenate() implements Merge {

    public static Concatenate of() { return new Concatenate(); }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty()) throw new ShapeException(this + ": expected at least one input, but got none");
        Shape first = inputs.getFirst();
        for (Shape input : inputs) {
            if (input.rank() < 2 || !input.withLast(1).equals(first.withLast(1))) throw ShapeException.expected(this, "inputs like " + first + " but for the last axis", input);
        }
        boolean open = inputs.stream().anyMatch(input -> input.last() == Shape.ANY);
        return first.withLast(open ? Shape.ANY : inputs.stream().mapToInt(Shape::last).sum());
    }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) { return new Bound(); }

    private record Bound() implements BoundLayer {

        @Override public Tensor forward(List<Tensor> inputs) { return Forms.concatenate(-1, inputs); }

        @Override public List<Weight> weights() { return List.of(); }
    }

    @Override public String toString() { return "Concatenate()"; }
}
