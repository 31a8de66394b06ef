package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For numbers whose relative errors matter: `100 |output − target| / max(|target|, 1e-7)`, in per cent as in Keras.
///
/// scikit-learn's figure of this name is not in per cent. Targets near 0 outweigh all others: choose another loss for them.
public record MeanAbsolutePercentageError() implements Loss {

    private static final double SMALLEST = 1e-7;

    @Override public Tensor each(Tensor output, Tensor target) {
        return Pointwise.of(output, Pairing.like(this, output, target), new Pointwise.Term() {
            @Override public double value(double x, double t) { return 100 * Math.abs(x - t) / Math.max(Math.abs(t), SMALLEST); }

            @Override public double slope(double x, double t) { return 100 * Math.signum(x - t) / Math.max(Math.abs(t), SMALLEST); }
        });
    }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Mean absolute percentage error"; }
}
