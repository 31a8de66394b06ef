package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For counts: `rate − target · ln rate`, the negative logarithm of their likelihood but for a term that no output changes.
///
/// The output is `ln rate`, any number, and predicting gives the rate. After [#onRates] it is the rate itself, and `ln(rate + 1e-8)` is taken,
/// as in PyTorch; it must not be negative.
///
/// @param rates whether the outputs are rates rather than their logarithms
public record Poisson(boolean rates) implements Loss {

    private static final double SMALLEST = 1e-8;

    /// On logarithms of rates.
    public static Poisson standard() { return new Poisson(false); }

    public Poisson onRates() { return new Poisson(true); }

    @Override public Tensor each(Tensor output, Tensor target) {
        Tensor goals = Pairing.like(this, output, target).detached();
        return rates ? ofRates(output, goals) : output.exp().minus(output.times(goals));
    }

    private static Tensor ofRates(Tensor output, Tensor target) {
        return Pointwise.of(output, target, new Pointwise.Term() {
            @Override public double value(double x, double t) { return x - t * Math.log(x + SMALLEST); }

            @Override public double slope(double x, double t) { return 1 - t / (x + SMALLEST); }
        });
    }

    @Override public Tensor prediction(Tensor output) { return rates ? output : output.exp(); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Poisson"; }
}
