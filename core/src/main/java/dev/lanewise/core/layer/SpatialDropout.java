package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Dropouts;

/// Zeroes whole channels of a sample at random while training and scales the others by `1/(1 − rate)`; the identity when predicting.
///
/// `[batch, time, channels]`, `[batch, height, width, channels]` or a volume in, the same shape out: neighbours in a map say nearly the same, so
/// that single zeros would hide little.
///
/// @param rate the probability of zero, in `[0, 1)`
/// @see <a href="https://arxiv.org/abs/1411.4280">Tompson et al. (2015)</a>
public record SpatialDropout(double rate) implements Layer {

    public SpatialDropout {
        Layers.requireRate("SpatialDropout", rate);
    }

    public static SpatialDropout of(double rate) { return new SpatialDropout(rate); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 3) throw ShapeException.expected(this, "input [batch, …, channels]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Dropouts.ofChannels(x, rate));
    }

    @Override public String toString() { return "SpatialDropout(" + rate + ")"; }
}
