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

    /// `x / √(mean(x²) + epsilon) · gain` over the last axis (Zhang & Sennrich, 2019).
    ///
    /// | operand | shape           |
    /// |---------|-----------------|
    /// | x       | `[…, features]` |
    /// | gain    | `[features]`    |
    public static Tensor rmsNorm(Tensor x, Tensor gain, float epsilon) {
        requireFeatures("RMS norm", x, gain, gain);
        Tape tape = Tapes.of(x, gain);
        RowKernels rows = tape.backend().kernels().rows();
        int n = x.shape().last();
        Tensor y = tape.result(x.shape(), x, gain);
        float[] statistics = tape.scratch(Rows.count(x.shape()));
        Rows.forEach(x, at -> rows.rmsNorm(x.data(), at, gain.data(), 0, epsilon, y.data(), at, statistics, at / n, n));
        tape.record(y, () -> rmsNormGradient(x, gain, y, statistics));
        return y;
    }

    private static void rmsNormGradient(Tensor x, Tensor gain, Tensor y, float[] statistics) {
        RowKernels rows = y.tape().backend().kernels().rows();
        int n = x.shape().last();
        float[] dy = y.gradient();
        float[] dGain = gain.isTracked() ? gain.addableGradient() : y.tape().scratch(n);
        float beta = x.isTracked() ? x.openGradient() : 0;
        float[] dx = x.isTracked() ? x.gradient() : y.tape().scratch(x.size());
        for (int row = 0; row < Rows.count(x.shape()); row++) {
            rows.rmsNormGradient(x.data(), row * n, gain.data(), 0, statistics, row, dy, row * n, beta, dx, row * n, dGain, 0, n);
        }
    }

    /// Each sample's channels in groups, each group normalised by its own mean and variance over all places (Wu & He, 2018). With as many groups
    /// as channels it is instance norm (Ulyanov et al., 2016).
    ///
    /// | operand    | shape                 |                                     |
    /// |------------|-----------------------|-------------------------------------|
    /// | x          | `[batch, …, channels]` |                                    |
    /// | gain, bias | `[channels]`          |                                     |
    ///
    /// @param groups a divisor of the number of channels
    public static Tensor groupNorm(Tensor x, int groups, Tensor gain, Tensor bias, float epsilon) {
        requireFeatures("Group norm", x, gain, bias);
        int channels = x.shape().last();
        if (groups < 1 || channels % groups != 0) throw ShapeException.expected("Group norm", "channels in " + groups + " equal groups", x.shape());
        int batch = x.shape().extent(0), places = x.shape().withoutFirst().withoutLast().size(), width = channels / groups;
        Tensor grouped = x.reshape(Shape.of(batch, places, groups, width)).transpose(0, 2, 1, 3);              // [batch, groups, places, width]
        Tensor rows = standardized(grouped.reshape(Shape.of(batch, groups, places * width)), epsilon);
        return rows.reshape(grouped.shape()).transpose(0, 2, 1, 3).reshape(x.shape()).times(gain).plus(bias);
    }

    /// `(x − mean) / √(variance + epsilon)` over the last axis.
    public static Tensor standardized(Tensor x, float epsilon) {
        Shape features = Shape.of(x.shape().last());
        Tensor ones = x.tape().result(features), zeros = x.tape().result(features);
        java.util.Arrays.fill(ones.data(), 0, ones.size(), 1);
        java.util.Arrays.fill(zeros.data(), 0, zeros.size(), 0);
        x.tape().record(ones, Extremes::nothing);
        x.tape().record(zeros, Extremes::nothing);
        return layerNorm(x, ones, zeros, epsilon);
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
