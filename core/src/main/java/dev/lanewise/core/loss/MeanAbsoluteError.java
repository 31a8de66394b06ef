package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For numbers with outliers: `|output − target|`. The best constant output is the median.
/// The slope is the sign of the error, and 0 where there is none.
public record MeanAbsoluteError() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) { return output.minus(Pairing.like(this, output, target)).abs(); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Mean absolute error"; }
}
