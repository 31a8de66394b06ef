package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For numbers with outliers: `ln cosh(output − target)`, half the square of small errors, and about `|d| − ln 2` for large ones.
public record LogCosh() implements Loss {

    /// Computed as `|d| + ln(1 + e^−2|d|) − ln 2`, which doesn't overflow.
    @Override public Tensor each(Tensor output, Tensor target) {
        return Pointwise.of(output, Pairing.like(this, output, target), new Pointwise.Term() {
            @Override public double value(double x, double t) {
                double d = Math.abs(x - t);
                return d + Math.log1p(Math.exp(-2 * d)) - Math.log(2);
            }

            @Override public double slope(double x, double t) { return Math.tanh(x - t); }
        });
    }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Log-cosh"; }
}
