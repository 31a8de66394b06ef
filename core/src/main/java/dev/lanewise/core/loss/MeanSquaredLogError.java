package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For sizes that span orders of magnitude: `(ln(1 + output) − ln(1 + target))²`. Outputs below 0 count as 0 and have no gradient, so the
/// network should end with something that is not negative, such as softplus; targets below 0 are refused.
public record MeanSquaredLogError() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        Tensor goals = Pairing.like(this, output, target);
        for (int i = 0; i < goals.size(); i++) {
            if (!(goals.data()[i] >= 0)) throw new DataException(this + ": expected targets ≥ 0, but number " + i + " of the batch is " + goals.data()[i]);
        }
        return Pointwise.of(output, goals, new Pointwise.Term() {
            @Override public double value(double x, double t) {
                double d = Math.log1p(Math.max(x, 0)) - Math.log1p(t);
                return d * d;
            }

            @Override public double slope(double x, double t) { return x < 0 ? 0 : 2 * (Math.log1p(x) - Math.log1p(t)) / (1 + x); }
        });
    }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Mean squared log error"; }
}
