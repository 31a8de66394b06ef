package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// A fully connected layer for the tests of core, which has none of its own.
public record Affine(int units, Activation activation) implements Layer {

    public static Affine of(int units) { return new Affine(units, Activation.IDENTITY); }

    public Affine activation(Activation activation) { return new Affine(units, activation); }

    @Override public Shape outputShape(Shape input) { return input.requireRank(2, this, "[batch, features]").withLast(units); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        Shape shape = Shape.of(input.last(), units);
        return new Bound(Weight.of("weight", shape, Initializer.GLOROT_UNIFORM.values(shape, input.last(), units, seed)), Weight.zeros("bias", Shape.of(units)), activation);
    }

    private record Bound(Weight weight, Weight bias, Activation activation) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Linear.linear(x, x.tape().weight(weight), Optional.of(x.tape().weight(bias)), activation); }

        @Override public List<Weight> weights() { return List.of(weight, bias); }
    }

    @Override public String toString() { return "Affine(" + units + Layers.suffix(activation) + ")"; }
}
