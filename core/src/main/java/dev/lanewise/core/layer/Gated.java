package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Activations;

/// The first half of the features times the activation of the second half.
///
/// `[…, 2 · features]` in, `[…, features]` out: the gated linear unit with a sigmoid, SwiGLU with SiLU, GeGLU with GELU.
///
/// @param activation of the gate
/// @see <a href="https://arxiv.org/abs/1612.08083">Dauphin et al. (2017)</a>
/// @see <a href="https://arxiv.org/abs/2002.05202">Shazeer (2020)</a>
public record Gated(Activation activation) implements Layer {

    /// The gated linear unit.
    public static Gated of() { return new Gated(Activation.SIGMOID); }

    public static Gated of(Activation activation) { return new Gated(activation); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 2 || input.last() % 2 != 0) throw ShapeException.expected(this, "input [batch, …, features] with an even number of them", input);
        return input.withLast(input.last() / 2);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Activations.gated(x, activation));
    }

    @Override public String toString() { return "Gated(" + Layers.spelled(activation) + ")"; }
}
