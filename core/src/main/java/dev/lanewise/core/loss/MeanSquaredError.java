package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For numbers: `(output − target)²`. What it makes small is the variance that is left: the best constant output is the mean.
public record MeanSquaredError() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) { return output.minus(Pairing.like(this, output, target)).square(); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Mean squared error"; }
}
