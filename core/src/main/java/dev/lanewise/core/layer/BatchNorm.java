package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.BatchNormalization;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Normalises each channel by the mean and variance of the batch while training, and by running ones when predicting.
///
/// |                | shape           |                                                                     |
/// |----------------|-----------------|---------------------------------------------------------------------|
/// | input          | `[…, channels]` |                                                                     |
/// | mask           | `[…]`           | a second input, if there is one: rows with 0 don't count for the statistics |
/// | output         | `[…, channels]` |                                                                     |
/// | gain, bias     | `[channels]`    | 1 and 0 at first                                                    |
/// | mean, variance | `[channels]`    | running, 0 and 1 at first; `running = momentum · running + (1 − momentum) · batch` |
///
/// The running variance is that of the batches divided by their number of rows, as in Keras; PyTorch keeps it divided by one less.
///
/// @param momentum share of the old running statistics; Keras's meaning, PyTorch's momentum is one minus it
/// @param epsilon added to the variance; 1e-3 as in Keras, PyTorch has 1e-5
/// @see <a href="https://arxiv.org/abs/1502.03167">Ioffe & Szegedy (2015)</a>
public record BatchNorm(double momentum, double epsilon) implements Layer {

    public BatchNorm {
        if (!(momentum >= 0 && momentum <= 1)) throw new IllegalArgumentException("BatchNorm: expected momentum in [0, 1], but got " + momentum);
        Layers.requireEpsilon("BatchNorm", epsilon);
    }

    public static BatchNorm of() { return new BatchNorm(0.99, 1e-3); }

    public BatchNorm momentum(double momentum) { return new BatchNorm(momentum, epsilon); }

    public BatchNorm epsilon(double epsilon) { return new BatchNorm(momentum, epsilon); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, channels]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int channels = outputShape(input).last();
        Shape shape = Shape.of(channels);
        return new Bound(Layers.ones("gain", channels), Weight.zeros("bias", shape), Weight.zeros("mean", shape).frozen(), Layers.ones("variance", channels).frozen(),
                (float) momentum, (float) epsilon);
    }

    @Override public Shape outputShape(List<Shape> inputs) { return outputShape(Layers.requireMasked(inputs, this)); }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) { return bind(Layers.requireMasked(inputs, this), seed); }

    private record Bound(Weight gain, Weight bias, Weight mean, Weight variance, float momentum, float epsilon) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            Tensor scale = x.tape().weight(gain), shift = x.tape().weight(bias);
            return x.tape().isTraining() ? BatchNormalization.ofBatch(x, scale, shift, mean, variance, momentum, epsilon)
                    : BatchNormalization.ofRunning(x, scale, shift, mean, variance, epsilon);
        }

        @Override public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.getFirst();
            if (inputs.size() < 2 || !x.tape().isTraining()) return forward(x);
            return BatchNormalization.ofBatch(x, x.tape().weight(gain), x.tape().weight(bias), mean, variance, momentum, epsilon, inputs.get(1));
        }

        @Override public List<Weight> weights() { return List.of(gain, bias, mean, variance); }
    }

    @Override public String toString() { return "BatchNorm()"; }
}
