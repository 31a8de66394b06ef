package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Normalises each sample's channels group by group, over all places, so that the size of the batch doesn't matter.
///
/// |            | shape                  |                  |
/// |------------|------------------------|------------------|
/// | input      | `[batch, …, channels]` |                  |
/// | output     | `[batch, …, channels]` |                  |
/// | gain, bias | `[channels]`           | 1 and 0 at first |
///
/// @param groups a divisor of the number of channels; 0 for a group for each channel, which is instance norm
/// @param epsilon added to the variance; 1e-3 as in Keras, PyTorch has 1e-5
/// @see <a href="https://arxiv.org/abs/1803.08494">Wu & He (2018)</a>
/// @see <a href="https://arxiv.org/abs/1607.08022">Ulyanov et al. (2016)</a>
public record GroupNorm(int groups, double epsilon) implements Layer {

    public GroupNorm {
        if (groups < 0) throw new IllegalArgumentException("GroupNorm: expected groups ≥ 0, but got " + groups);
        Layers.requireEpsilon("GroupNorm", epsilon);
    }

    public static GroupNorm of(int groups) { return new GroupNorm(groups, 1e-3); }

    /// Each channel by itself.
    public static GroupNorm instance() { return new GroupNorm(0, 1e-3); }

    public GroupNorm epsilon(double epsilon) { return new GroupNorm(groups, epsilon); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, channels]", input);
        if (groups > 0 && input.last() % groups != 0) throw ShapeException.expected(this, "channels in " + groups + " equal groups", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int channels = outputShape(input).last();
        return new Bound(groups == 0 ? channels : groups, Layers.ones("gain", channels), Weight.zeros("bias", Shape.of(channels)), (float) epsilon);
    }

    private record Bound(int groups, Weight gain, Weight bias, float epsilon) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Normalizations.groupNorm(x, groups, x.tape().weight(gain), x.tape().weight(bias), epsilon); }

        @Override public List<Weight> weights() { return List.of(gain, bias); }
    }

    @Override public String toString() { return groups == 0 ? "GroupNorm.instance()" : "GroupNorm(" + groups + ")"; }
}
