package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// The linear projection of the last axis: `y = x · weight + bias`, the head of every family of networks.
///
/// |        | shape               |                       |
/// |--------|---------------------|-----------------------|
/// | input  | `[batch, …, features]` |                    |
/// | output | `[batch, …, units]` |                       |
/// | weight | `[features, units]` | Glorot uniform at first |
/// | bias   | `[units]`           | zeros at first        |
///
/// @param units width of the output, at least 1
public record Projection(int units) implements Layer {

    public Projection {
        if (units < 1) throw new IllegalArgumentException("Projection: expected units ≥ 1, but got " + units);
    }

    public static Projection of(int units) { return new Projection(units); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, features]", input);
        return input.withLast(units);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Shape shape = Shape.of(input.last(), units);
        Weight weight = Weight.of("weight", shape, Initializer.GLOROT_UNIFORM.values(shape, input.last(), units, seed));
        return new Bound(weight, Weight.zeros("bias", Shape.of(units)));
    }

    private record Bound(Weight weight, Weight bias) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            Tape tape = x.tape();
            return Linear.linear(x, tape.weight(weight), Optional.of(tape.weight(bias)), Activation.IDENTITY);      // […, units]
        }

        @Override public List<Weight> weights() { return List.of(weight, bias); }
    }

    @Override public String toString() { return "Projection(" + units + ")"; }
}
