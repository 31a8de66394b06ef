package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;

/// Sets elements to where SELU saturates, at random while training, and shifts and scales all of them so that mean 0 and variance 1 stay; the
/// identity when predicting.
///
/// Any shape in, the same shape out; meant for networks of SELU.
///
/// @param rate the probability of being dropped, in `[0, 1)`
/// @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al. (2017)</a>
public record AlphaDropout(double rate) implements Layer {

    public AlphaDropout {
        Layers.requireRate("AlphaDropout", rate);
    }

    public static AlphaDropout of(double rate) { return new AlphaDropout(rate); }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> Dropouts.alpha(x, rate)); }

    @Override public String toString() { return "AlphaDropout(" + rate + ")"; }
}
