package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A learned vector for each token: row `id` of a table.
///
/// |        | shape                       |                                              |
/// |--------|-----------------------------|----------------------------------------------|
/// | input  | `[batch, time]`             | whole numbers in `0 … vocabulary − 1`        |
/// | output | `[batch, time, dimension]`  |                                              |
/// | table  | `[vocabulary, dimension]`   | `U(−0.05, 0.05)` at first                    |
///
/// @param vocabulary the number of tokens, at most 2²⁴ because ids travel as float32
/// @param dimension the length of a vector
public record Embedding(int vocabulary, int dimension) implements Layer {

    public Embedding {
        if (vocabulary < 1 || vocabulary > 1 << 24) throw new IllegalArgumentException("Embedding: expected a vocabulary in 1 … 2²⁴, but got " + vocabulary);
        if (dimension < 1) throw new IllegalArgumentException("Embedding: expected a dimension ≥ 1, but got " + dimension);
    }

    public static Embedding of(int vocabulary, int dimension) { return new Embedding(vocabulary, dimension); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2) throw ShapeException.expected(this, "input [batch, time] of token ids", input);
        return Shape.of(input.extent(0), input.extent(1), dimension);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Shape shape = Shape.of(vocabulary, dimension);
        Weight table = Weight.of("table", shape, Initializer.SMALL_UNIFORM.values(shape, vocabulary, dimension, seed));
        return new Bound(table);
    }

    private record Bound(Weight table) implements BoundLayer {

        @Override public Tensor forward(Tensor ids) { return Gathers.rows(ids.tape().weight(table), ids); }

        @Override public List<Weight> weights() { return List.of(table); }
    }

    @Override public String toString() { return "Embedding(" + vocabulary + ", " + dimension + ")"; }
}
