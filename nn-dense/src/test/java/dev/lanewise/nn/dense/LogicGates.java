package dev.lanewise.nn.dense;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.Shape;
import java.util.List;

/// The four pairs of bits in the order 00, 01, 10, 11, and what a gate makes of them.
final class LogicGates {

    private LogicGates() { }

    static Dataset and() { return gate(0, 0, 0, 1); }

    static Dataset or() { return gate(0, 1, 1, 1); }

    static Dataset xor() { return gate(0, 1, 1, 0); }

    static Dataset gate(float... outputs) {
        return TensorDataset.of(Tensor.of(Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1)).target(Target.classes("out", List.of("0", "1")), Tensor.vector(outputs));
    }
}
