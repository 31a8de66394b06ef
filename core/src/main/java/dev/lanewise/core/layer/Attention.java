package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A look back: for each query the mean of a memory's steps, weighted by how well they score: `α = softmax(score(q, m))`, `c = Σ α · m`.
///
/// |              | shape                        |                                                        |
/// |--------------|------------------------------|--------------------------------------------------------|
/// | queries      | `[batch, queries, features]` | such as the states of a decoder                        |
/// | memory       | `[batch, time, width]`       | such as the states of an encoder                       |
/// | mask, or not | `[batch, time]`              | 1 where a step of the memory counts, 0 where it doesn't |
/// | output       | `[batch, queries, width]`    | zeros where no step counts                             |
///
/// | score                | formula                                  | weights                                                                                      |
/// |----------------------|------------------------------------------|----------------------------------------------------------------------------------------------|
/// | [Score#DOT]          | `q · m`, so `features = width`           |                                                                                              |
/// | [Score#SCALED_DOT]   | `q · m / √width`                         |                                                                                              |
/// | [Score#GENERAL]      | `q · weight · mᵀ`                        | `weight` `[features, width]`                                                                 |
/// | [Score#ADDITIVE]     | `v · tanh(q · query + m · memory)`       | `query` `[features, units]`, `memory` `[width, units]`, `v` `[units]`                        |
///
/// All weights are Glorot uniform at first. What [#bind] makes can also tell the weights `α`.
///
/// @param score how a query and a step of the memory are compared
/// @param units the width of the comparison of [Score#ADDITIVE], at least 1; 0 for the others
/// @see <a href="https://arxiv.org/abs/1508.04025">Luong et al. (2015): dot and general</a>, <a href="https://arxiv.org/abs/1409.0473">Bahdanau et al. (2015): additive</a>
public record Attention(Score score, int units) implements Merge {

    /// How a query and a step of the memory are compared.
    public enum Score { DOT, SCALED_DOT, GENERAL, ADDITIVE }

    public Attention {
        boolean fits = score == Score.ADDITIVE ? units >= 1 : units == 0;
        if (!fits) throw new IllegalArgumentException("Attention: expected " + (score == Score.ADDITIVE ? "units ≥ 1" : "no units where the score has none") + ", but got " + units);
    }

    public static Attention dot() { return new Attention(Score.DOT, 0); }

    public static Attention scaledDot() { return new Attention(Score.SCALED_DOT, 0); }

    public static Attention general() { return new Attention(Score.GENERAL, 0); }

    public static Attention additive(int units) { return new Attention(Score.ADDITIVE, units); }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() != 2 && inputs.size() != 3) throw new ShapeException(this + ": expected queries, a memory and perhaps a mask, but got " + inputs.size() + " inputs");
        Shape queries = inputs.get(0).requireRank(3, this, "[batch, queries, features]"), memory = inputs.get(1).requireRank(3, this, "[batch, time, width]");
        if (queries.extent(0) != memory.extent(0)) throw ShapeException.expected(this, "a memory of as many samples as queries " + queries, memory);
        boolean alike = score == Score.GENERAL || score == Score.ADDITIVE || queries.last() == memory.last();
        if (!alike) throw ShapeException.expected(this, "a memory as wide as the queries " + queries, memory);
        if (inputs.size() == 3 && !inputs.get(2).equals(memory.withoutLast())) throw ShapeException.expected(this, "a mask " + memory.withoutLast(), inputs.get(2));
        return queries.withLast(memory.last());
    }

    @Override public BoundAttention bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return bind(inputs.get(0).last(), inputs.get(1).last(), seed);
    }

    /// The same for queries and a memory of these widths.
    public BoundAttention bind(int features, int width, Seed seed) {
        outputShape(List.of(Shape.of(1, 1, features), Shape.of(1, 1, width)));
        return new BoundAttention(this, switch (score) {
            case DOT, SCALED_DOT -> List.of();
            case GENERAL -> List.of(weight("weight", features, width, seed));
            case ADDITIVE -> List.of(weight("query", features, units, seed.child(0)), weight("memory", width, units, seed.child(1)),
                    Weight.of("v", Shape.of(units), Initializer.GLOROT_UNIFORM.values(Shape.of(units, 1), units, 1, seed.child(2))));
        });
    }

    private static Weight weight(String name, int in, int out, Seed seed) {
        Shape shape = Shape.of(in, out);
        return Weight.of(name, shape, Initializer.GLOROT_UNIFORM.values(shape, in, out, seed));
    }

    /// `Attention(dot)`, `Attention(additive, 64)`
    @Override public String toString() { return "Attention(" + score.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + (units == 0 ? "" : ", " + units) + ")"; }
}
