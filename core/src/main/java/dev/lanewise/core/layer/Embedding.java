package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Comparisons;
import dev.lanewise.core.tensor.Forms;
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
/// @param padding the id whose vector is zeros and stays so, or −1 for none
public record Embedding(int vocabulary, int dimension, int padding) implements Layer {

    public Embedding {
        if (vocabulary < 1 || vocabulary > 1 << 24) throw new IllegalArgumentException("Embedding: expected a vocabulary in 1 … 2²⁴, but got " + vocabulary);
        if (dimension < 1) throw new IllegalArgumentException("Embedding: expected a dimension ≥ 1, but got " + dimension);
        if (padding < -1 || padding >= vocabulary) throw new IllegalArgumentException("Embedding: expected a padding in 0 … " + (vocabulary - 1) + " or −1, but got " + padding);
    }

    public static Embedding of(int vocabulary, int dimension) { return new Embedding(vocabulary, dimension, -1); }

    /// The same with zeros for this id, to which no gradient flows.
    public Embedding padding(int id) { return new Embedding(vocabulary, dimension, id); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2) throw ShapeException.expected(this, "input [batch, time] of token ids", input);
        return Shape.of(input.extent(0), input.extent(1), dimension);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Shape shape = Shape.of(vocabulary, dimension);
        Weight table = Weight.of("table", shape, Initializer.SMALL_UNIFORM.values(shape, vocabulary, dimension, seed));
        if (padding >= 0) java.util.Arrays.fill(table.values(), padding * dimension, (padding + 1) * dimension, 0);
        return new Bound(table, padding);
    }

    private record Bound(Weight table, int padding) implements BoundLayer {

        @Override public Tensor forward(Tensor ids) {
            Tensor vectors = Gathers.rows(ids.tape().weight(table), ids);
            if (padding < 0) return vectors;
            Tensor counts = Comparisons.not(Comparisons.equal(ids, Tensor.of(Shape.scalar(), padding)));
            return vectors.times(Forms.unsqueeze(counts, -1));                                          // [batch, time, dimension]
        }

        @Override public List<Weight> weights() { return List.of(table); }
    }

    @Override public String toString() { return "Embedding(" + vocabulary + ", " + dimension + ")" + (padding < 0 ? "" : ".padding(" + padding + ")"); }
}
