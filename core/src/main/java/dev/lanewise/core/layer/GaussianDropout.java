package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;

/// Multiplies each element by a normal number with mean 1 and variance `rate/(1 − rate)` while training; the identity when predicting.
///
/// Any shape in, the same shape out.
///
/// @param rate as that of [Dropout] with the same variance, in `[0, 1)`
/// @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. (2014), section 10</a>
public record GaussianDropout(double rate) implements Layer {

    public GaussianDropout {
        Layers.requireRate("GaussianDropout", rate);
    }

    public static GaussianDropout of(double rate) { return new GaussianDropout(rate); }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> Dropouts.gaussian(x, rate)); }

    @Override public String toString() { return "GaussianDropout(" + rate + ")"; }
}
