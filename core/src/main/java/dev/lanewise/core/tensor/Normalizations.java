package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.List;

/// Normalisation of every row (the last axis) by its own statistics.
public final class Normalizations {

    private Normalizations() { }

    /// `(x − mean) / √(variance + epsilon) · gain + bias` over the last axis (Ba, Kiros & Hinton, 2016).
    ///
    /// | operand    | shape           |
    /// |------------|-----------------|
    /// | x          | `[…, features]` |
    /// | gain, bias | `[features]`    |
    public static Tensor layerNorm(Tensor x, Tensor gain, Tensor bias, float epsilon) {
        requireFeatures("Layer norm", x, gain, bias);
        Tape tape = Tapes.of(List.of(x, gain, bias));
        RowKernels rows = tape.backend().kernels().rows();
        int n = x.shape().last();
        Tensor y = tape.result(x.shape(), x, gain, bias);
        float[] statistics = tape.scratch(2 * Rows.count(x.shape()));
        Rows.forEach(x, at -> rows.layerNorm(x.data(), at, gain.data(), 0, bias.data(), 0, epsilon, y.data(), at, statistics, at / n * 2, n));
        tape.record(y, () -> layerNormGradient(x, gain, bias, y, statistics));
        return y;
    }

    /// Refuses an input without features, and gains or biases that are not as long as it is wide.
    static void requireFeatures(String owner, Tensor x, Tensor gain, Tensor bias) {
        if (x.shape().rank() < 1 || x.shape().last() < 1) throw ShapeException.expected(owner, "input […, features]", x.shape());
        Shape features = Shape.of(x.shape().last());
        if (!gain.shape().equals(features)) throw ShapeException.expected(owner, "a gain " + features, gain.shape());
        if (!bias.shape().equals(features)) throw ShapeException.expected(owner, "a bias " + features, bias.shape());
    }

    /// One row after the other: all of them add to the same two gradients, in an order that no thread count changes.
    private static void layerNormGradient(Tensor x, Tensor gain, Tensor bias, Tensor y, float[] statistics) {
        RowKernels rows = y.tape().backend().kernels().rows();
        int n = x.shape().last();
        float[] dy = y.gradient();
        float[] dGain = gain.isTracked() ? gain.addableGradient() : y.tape().scratch(n);
        float[] dBias = bias.isTracked() ? bias.addableGradient() : y.tape().scratch(n);
        float beta = x.isTracked() ? x.openGradient() : 0;
        float[] dx = x.isTracked() ? x.gradient() : y.tape().scratch(x.size());
        for (int row = 0; row < Rows.count(x.shape()); row++) {
            rows.layerNormGradient(x.data(), row * n, gain.data(), 0, statistics, row * 2, dy, row * n, beta, dx, row * n, dGain, 0, dBias, 0, n);
        }
    }
}
