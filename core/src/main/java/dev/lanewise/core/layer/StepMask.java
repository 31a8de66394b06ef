package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Comparisons;
import dev.lanewise.core.tensor.Tensor;

/// Which steps of a sequence count: 0 where all features are the padding, 1 elsewhere. It is the second input of layers that mind.
///
/// `[batch, time, features]` or token ids `[batch, time]` in, `[batch, time]` out; no gradient flows through it.
///
/// @param padding what a padded step consists of
public record StepMask(double padding) implements Layer {

    /// Steps of zeros don't count.
    public static StepMask of() { return new StepMask(0); }

    public static StepMask of(double padding) { return new StepMask(padding); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2 && input.rank() != 3) throw ShapeException.expected(this, "input [batch, time] or [batch, time, features]", input);
        return input.rank() == 2 ? input : input.withoutLast();
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(this::mask);
    }

    private Tensor mask(Tensor x) {
        Tensor other = Comparisons.not(Comparisons.equal(x, Tensor.of(Shape.scalar(), (float) padding)));
        return x.shape().rank() == 2 ? other : Comparisons.greater(other.max(Axes.of(-1)), Tensor.of(Shape.scalar(), 0));
    }

    @Override public String toString() { return padding == 0 ? "StepMask()" : "StepMask(" + padding + ")"; }
}
