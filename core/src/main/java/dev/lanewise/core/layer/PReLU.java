package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activations;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// `x` if positive, else `slope · x`, with a learned slope for each channel.
///
/// |        | shape           |                    |
/// |--------|-----------------|--------------------|
/// | input  | `[…, channels]` |                    |
/// | output | `[…, channels]` |                    |
/// | slope  | `[channels]`    | `initial` at first |
///
/// @param initial 0.25 as in the paper and PyTorch; Keras begins with 0
/// @see <a href="https://arxiv.org/abs/1502.01852">He et al. (2015)</a>
public record PReLU(double initial) implements Layer {

    public static PReLU of() { return new PReLU(0.25); }

    public PReLU initial(double initial) { return new PReLU(initial); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, channels]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        float[] slopes = new float[outputShape(input).last()];
        java.util.Arrays.fill(slopes, (float) initial);
        return new Bound(Weight.of("slope", Shape.of(slopes.length), slopes));
    }

    private record Bound(Weight slope) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Activations.prelu(x, x.tape().weight(slope)); }

        @Override public List<Weight> weights() { return List.of(slope); }
    }

    @Override public String toString() { return "PReLU()"; }
}
