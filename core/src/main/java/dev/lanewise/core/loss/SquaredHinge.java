package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For two classes and a margin: `max(0, 1 − s · output)²`, [Hinge] without its kink.
public record SquaredHinge() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        return Pointwise.of(output, Margins.signs(this, output, target), new Pointwise.Term() {
            @Override public double value(double x, double s) {
                double missing = Math.max(0, 1 - s * x);
                return missing * missing;
            }

            @Override public double slope(double x, double s) { return -2 * s * Math.max(0, 1 - s * x); }
        });
    }

    @Override public Tensor prediction(Tensor output) { return Margins.scores(output); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireTwoClasses(this, output, target); }

    @Override public String toString() { return "Squared hinge"; }
}
