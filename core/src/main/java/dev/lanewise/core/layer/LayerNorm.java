package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Normalises each sample's features by their own mean and variance: `(x − mean) / √(variance + epsilon) · gain + bias`.
///
/// |            | shape           |        |
/// |------------|-----------------|--------|
/// | input      | `[…, features]` |        |
/// | output     | `[…, features]` |        |
/// | gain, bias | `[features]`    | 1 and 0 at first |
///
/// @param epsilon added to the variance; 1e-3 as in Keras, PyTorch has 1e-5
/// @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros & Hinton (2016)</a>
public record LayerNorm(double epsilon) implements Layer {

    public LayerNorm {
        Layers.requireEpsilon("LayerNorm", epsilon);
    }

    public static LayerNorm of() { return new LayerNorm(1e-3); }

    public LayerNorm epsilon(double epsilon) { return new LayerNorm(epsilon); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, features]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int features = outputShape(input).last();
        return new BoundLayerNorm(Layers.ones("gain", features), Weight.zeros("bias", Shape.of(features)), (float) epsilon);
    }

    private record BoundLayerNorm(Weight gain, Weight bias, float epsilon) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Normalizations.layerNorm(x, x.tape().weight(gain), x.tape().weight(bias), epsilon); }

        @Override public List<Weight> weights() { return List.of(gain, bias); }
    }

    @Override public String toString() { return "LayerNorm()"; }
}
