package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// A layer of learned filters with its weight, perhaps a bias, and what is done with them.
record BoundFilters(Weight weight, Optional<Weight> bias, Operation operation) implements BoundLayer {

    interface Operation {
        Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias);
    }

    static Optional<Weight> bias(boolean present, int outputs) { return present ? Optional.of(Weight.zeros("bias", Shape.of(outputs))) : Optional.empty(); }

    @Override public Tensor forward(Tensor x) {
        Tape tape = x.tape();
        return operation.of(x, tape.weight(weight), bias.map(tape::weight));
    }

    @Override public List<Weight> weights() { return bias.map(own -> List.of(weight, own)).orElse(List.of(weight)); }
}
