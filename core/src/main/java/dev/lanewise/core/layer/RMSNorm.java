package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Scales each sample's features to a mean square of 1: `x / √(mean(x²) + epsilon) · gain`.
///
/// |        | shape           |            |
/// |--------|-----------------|------------|
/// | input  | `[…, features]` |            |
/// | output | `[…, features]` |            |
/// | gain   | `[features]`    | 1 at first |
///
/// @param epsilon added to the mean square
/// @see <a href="https://arxiv.org/abs/1910.07467">Zhang & Sennrich (2019)</a>
public record RMSNorm(double epsilon) implements Layer {

    public RMSNorm {
        Layers.requireEpsilon("RMSNorm", epsilon);
    }

    public static RMSNorm of() { return new RMSNorm(1e-6); }

    public RMSNorm epsilon(double epsilon) { return new RMSNorm(epsilon); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, features]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return new Bound(Layers.ones("gain", outputShape(input).last()), (float) epsilon); }

    private record Bound(Weight gain, float epsilon) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Normalizations.rmsNorm(x, x.tape().weight(gain), epsilon); }

        @Override public List<Weight> weights() { return List.of(gain); }
    }

    @Override public String toString() { return "RMSNorm()"; }
}
