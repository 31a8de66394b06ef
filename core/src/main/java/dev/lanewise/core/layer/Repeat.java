package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Views;

/// Each sample's features again and again, as the steps of a sequence.
///
/// `[batch, features]` in, `[batch, times, features]` out.
///
/// @param times at least 1
public record Repeat(int times) implements Layer {

    public Repeat {
        if (times < 1) throw new IllegalArgumentException("Repeat: expected times ≥ 1, but got " + times);
    }

    public static Repeat of(int times) { return new Repeat(times); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(2, this, "[batch, features]");
        return Shape.of(input.extent(0), times, input.extent(1));
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Views.expand(Forms.unsqueeze(x, 1), outputShape(x.shape())));
    }

    @Override public String toString() { return "Repeat(" + times + ")"; }
}
