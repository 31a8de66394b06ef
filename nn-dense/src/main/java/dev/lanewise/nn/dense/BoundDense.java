package dev.lanewise.nn.dense;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// A [Dense] layer with its weights.
record BoundDense(Weight weight, Optional<Weight> bias, Activation activation) implements BoundLayer {

    static BoundDense of(Dense dense, int features, Seed seed) {
        Shape shape = Shape.of(features, dense.units());
        Weight weight = Weight.of("weight", shape, dense.initializer().values(shape, features, dense.units(), seed));
        Optional<Weight> bias = dense.bias() ? Optional.of(Weight.zeros("bias", Shape.of(dense.units()))) : Optional.empty();
        return new BoundDense(weight, bias, dense.activation());
    }

    @Override public Tensor forward(Tensor x) {
        Tape tape = x.tape();
        return Linear.linear(x, tape.weight(weight), bias.map(tape::weight), activation);       // […, units]
    }

    @Override public List<Weight> weights() { return bias.map(own -> List.of(weight, own)).orElse(List.of(weight)); }
}
