package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Recompute;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A layer that keeps nothing but its input for the backward pass and computes the rest again: less memory for more time, and the same numbers.
///
/// @param inner any layer with one input, usually a [Sequential]
/// @see Recompute
public record Recomputed(Layer inner) implements Layer {

    public static Recomputed of(Layer... inner) { return new Recomputed(inner.length == 1 ? inner[0] : Sequential.of(inner)); }

    @Override public Shape outputShape(Shape input) { return inner.outputShape(input); }

    @Override public BoundLayer bind(Shape input, Seed seed) { return new Bound(inner.bind(input, seed)); }

    private record Bound(BoundLayer inner) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Recompute.of(inner::forward, x); }

        @Override public List<Weight> weights() { return inner.weights(); }
    }

    @Override public String toString() { return "Recomputed(" + inner + ")"; }
}
