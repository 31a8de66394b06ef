package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;

/// Adds normal numbers with mean 0 while training; the identity when predicting.
///
/// Any shape in, the same shape out.
///
/// @param deviation the standard deviation, at least 0
public record GaussianNoise(double deviation) implements Layer {

    public GaussianNoise {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("GaussianNoise: expected a deviation ≥ 0, but got " + deviation);
    }

    public static GaussianNoise of(double deviation) { return new GaussianNoise(deviation); }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> Dropouts.noise(x, deviation)); }

    @Override public String toString() { return "GaussianNoise(" + deviation + ")"; }
}
