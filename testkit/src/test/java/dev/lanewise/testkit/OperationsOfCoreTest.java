package dev.lanewise.testkit;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/// The contract for the fused operations of core.
class OperationsOfCoreTest {

    private static Tensor random(int seed, int... extents) { return Tensors.random(Shape.of(extents), Seed.of(seed)); }

    @Nested class OfLinear implements OperationContract {
        @Override public Tensor apply(List<Tensor> x) { return Linear.linear(x.get(0), x.get(1), Optional.of(x.get(2)), Activation.GELU); }

        @Override public List<Tensor> operands() { return List.of(random(1, 2, 3, 7), random(2, 7, 5), random(3, 5)); }
    }

    @Nested class OfLayerNorm implements OperationContract {
        @Override public Tensor apply(List<Tensor> x) { return Normalizations.layerNorm(x.get(0), x.get(1), x.get(2), 1e-3f).square(); }

        @Override public List<Tensor> operands() { return List.of(random(1, 2, 3, 7), random(2, 7), random(3, 7)); }
    }

    @Nested class OfLookup implements OperationContract {
        @Override public Tensor apply(List<Tensor> x) { return Gathers.rows(x.get(0), x.get(1)); }

        @Override public List<Tensor> operands() { return List.of(random(1, 6, 3), Tensors.ids(Shape.of(2, 4), 6, Seed.of(2))); }

        @Override public boolean hasGradient(int operand) { return operand == 0; }
    }

    @Nested class OfCrossEntropy implements OperationContract {
        @Override public Tensor apply(List<Tensor> x) { return Loss.crossEntropy().of(x.get(0), x.get(1)); }

        @Override public List<Tensor> operands() { return List.of(random(1, 4, 3), Tensors.ids(Shape.of(4), 3, Seed.of(2))); }

        @Override public boolean hasGradient(int operand) { return operand == 0; }
    }
}
