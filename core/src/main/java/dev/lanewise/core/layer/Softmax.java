package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;

/// Probabilities out of what networks put out, over the last axis.
///
/// `[batch, …, classes]` in, the same shape out. A loss on logits needs none before it.
///
/// @param logarithmic whether the logarithms of the probabilities come out
public record Softmax(boolean logarithmic) implements Layer {

    public static Softmax of() { return new Softmax(false); }

    public static Softmax log() { return new Softmax(true); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, classes]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(logarithmic ? Tensor::logSoftmax : Tensor::softmax);
    }

    @Override public String toString() { return logarithmic ? "Softmax.log()" : "Softmax()"; }
}
