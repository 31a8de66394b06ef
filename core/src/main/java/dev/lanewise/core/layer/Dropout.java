package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;

/// Zeroes elements at random while training and scales the others by `1/(1 − rate)`; the identity when predicting.
///
/// Any shape in, the same shape out.
///
/// @param rate the probability of zero, in `[0, 1)`
/// @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. (2014)</a>
public record Dropout(double rate) implements Layer {

    public Dropout {
        Layers.requireRate("Dropout", rate);
    }

    public static Dropout of(double rate) { return new Dropout(rate); }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> Dropouts.dropout(x, rate)); }

    @Override public String toString() { return "Dropout(" + rate + ")"; }
}
