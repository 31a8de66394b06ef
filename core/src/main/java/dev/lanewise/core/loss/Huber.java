package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Tensor;

/// For numbers with outliers: `d² / 2` for errors `d` of at most `delta`, and `delta (|d| − delta / 2)` beyond.
///
/// @param delta from which error on it grows only linearly, above 0
/// @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber (1964)</a>
public record Huber(double delta) implements Loss {

    public Huber { Checks.aboveZero("Huber", "a delta", delta); }

    public static Huber of(double delta) { return new Huber(delta); }

    @Override public Tensor each(Tensor output, Tensor target) {
        return Pointwise.of(output, Pairing.like(this, output, target), new Pointwise.Term() {
            @Override public double value(double x, double t) {
                double d = Math.abs(x - t);
                return d <= delta ? d * d / 2 : delta * (d - delta / 2);
            }

            @Override public double slope(double x, double t) { return Math.max(-delta, Math.min(delta, x - t)); }
        });
    }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Huber(" + delta + ")"; }
}
