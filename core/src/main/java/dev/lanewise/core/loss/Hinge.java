package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For two classes and a margin: `max(0, 1 − s · output)` with `s` = 1 for class 1 and −1 for class 0 (or −1).
///
/// Predicting gives the margin as `(clip(output, −1, 1) + 1) / 2`, a score in 0 … 1 rather than a probability.
///
/// @see <a href="https://doi.org/10.1007/BF00994018">Cortes & Vapnik (1995)</a>
public record Hinge() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        return Pointwise.of(output, Margins.signs(this, output, target), new Pointwise.Term() {
            @Override public double value(double x, double s) { return Math.max(0, 1 - s * x); }

            @Override public double slope(double x, double s) { return s * x < 1 ? -s : 0; }
        });
    }

    @Override public Tensor prediction(Tensor output) { return Margins.scores(output); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireTwoClasses(this, output, target); }

    @Override public String toString() { return "Hinge"; }
}
