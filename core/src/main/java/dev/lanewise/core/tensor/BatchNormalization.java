package dev.lanewise.core.tensor;

import dev.lanewise.linalg.Backend;
import java.util.List;

/// Normalisation of every channel (the last axis) by its statistics over all rows of the batch.
///
/// `y = (x − mean) / √(variance + epsilon) · gain + bias` (Ioffe & Szegedy, 2015). With `x̂` the normalised input and `m` rows:
/// `dGain = Σ dy·x̂`, `dBias = Σ dy`, `dx = gain / √(variance + epsilon) · (dy − dBias/m − x̂·dGain/m)`.
public final class BatchNormalization {

    private BatchNormalization() { }

    /// With the statistics of this batch, which also move the running ones: `running = momentum · running + (1 − momentum) · batch`.
    ///
    /// | operand       | shape           |                                                       |
    /// |---------------|-----------------|-------------------------------------------------------|
    /// | x             | `[…, channels]` |                                                       |
    /// | gain, bias    | `[channels]`    |                                                       |
    /// | mean, variance | `[channels]`   | the running statistics, divided by m; written to      |
    public static Tensor ofBatch(Tensor x, Tensor gain, Tensor bias, Weight mean, Weight variance, float momentum, float epsilon) {
        Normalizations.requireFeatures("Batch norm", x, gain, bias);
        int n = x.shape().last(), m = Rows.count(x.shape());
        Tape tape = Tapes.of(List.of(x, gain, bias));
        float[] center = tape.scratch(n), scale = tape.scratch(n);
        statistics(tape.backend(), x.data(), m, n, center, scale);
        for (int j = 0; j < n && m > 0; j++) {                          // an empty batch has no statistics
            mean.values()[j] = momentum * mean.values()[j] + (1 - momentum) * center[j];
            variance.values()[j] = momentum * variance.values()[j] + (1 - momentum) * scale[j];
        }
        inverseRoots(scale, n, epsilon);
        Tensor y = normalize(tape, x, gain, bias, center, scale);
        tape.record(y, () -> gradient(x, gain, bias, y, center, scale, true));
        return y;
    }

    /// With given statistics, as when predicting.
    public static Tensor ofRunning(Tensor x, Tensor gain, Tensor bias, Weight mean, Weight variance, float epsilon) {
        Normalizations.requireFeatures("Batch norm", x, gain, bias);
        int n = x.shape().last();
        Tape tape = Tapes.of(List.of(x, gain, bias));
        float[] center = mean.values(), scale = tape.scratch(n);
        System.arraycopy(variance.values(), 0, scale, 0, n);
        inverseRoots(scale, n, epsilon);
        Tensor y = normalize(tape, x, gain, bias, center, scale);
        tape.record(y, () -> gradient(x, gain, bias, y, center, scale, false));
        return y;
    }

    /// Means and variances (divided by `m`) of the columns, in two passes.
    private static void statistics(Backend backend, float[] x, int m, int n, float[] mean, float[] variance) {
        java.util.Arrays.fill(mean, 0, n, 0);
        java.util.Arrays.fill(variance, 0, n, 0);
        ColumnSums.addRows(backend, x, m, n, mean);
        for (int j = 0; j < n; j++) mean[j] /= Math.max(1, m);
        ColumnSums.add(backend, m, n, (row, from, to, sums) -> {
            for (int j = from; j < to; j++) {
                float d = x[row * n + j] - mean[j];
                sums[j] += d * d;
            }
        }, variance);
        for (int j = 0; j < n; j++) variance[j] /= Math.max(1, m);
    }

    private static void inverseRoots(float[] variance, int n, float epsilon) {
        for (int j = 0; j < n; j++) variance[j] = (float) (1 / Math.sqrt(variance[j] + epsilon));
    }

    private static Tensor normalize(Tape tape, Tensor x, Tensor gain, Tensor bias, float[] center, float[] scale) {
        int n = x.shape().last();
        Tensor y = tape.result(x.shape(), x, gain, bias);
        float[] in = x.data(), out = y.data(), g = gain.data(), b = bias.data();
        Rows.forEach(x, at -> {
            for (int j = 0; j < n; j++) out[at + j] = (in[at + j] - center[j]) * scale[j] * g[j] + b[j];
        });
        return y;
    }

    private static void gradient(Tensor x, Tensor gain, Tensor bias, Tensor y, float[] center, float[] scale, boolean ofBatch) {
        int n = x.shape().last(), m = Rows.count(x.shape());
        float[] in = x.data(), dy = y.gradient();
        float[] sum = y.tape().scratch(n), product = y.tape().scratch(n);
        java.util.Arrays.fill(sum, 0, n, 0);
        java.util.Arrays.fill(product, 0, n, 0);
        ColumnSums.addRows(y.tape().backend(), dy, m, n, sum);
        ColumnSums.add(y.tape().backend(), m, n, (row, from, to, sums) -> {
            for (int j = from; j < to; j++) sums[j] += dy[row * n + j] * (in[row * n + j] - center[j]) * scale[j];
        }, product);
        if (gain.isTracked()) y.tape().backend().kernels().elements().axpby(1, product, 0, 1, gain.addableGradient(), 0, n);
        if (bias.isTracked()) y.tape().backend().kernels().elements().axpby(1, sum, 0, 1, bias.addableGradient(), 0, n);
        if (x.isTracked()) inputGradient(x, gain, dy, center, scale, sum, product, ofBatch ? 1f / Math.max(1, m) : 0);
    }

    private static void inputGradient(Tensor x, Tensor gain, float[] dy, float[] center, float[] scale, float[] sum, float[] product, float share) {
        int n = x.shape().last();
        float[] in = x.data(), dx = x.addableGradient(), g = gain.data();
        Rows.forEach(x, at -> {
            for (int j = 0; j < n; j++) {
                float normalized = (in[at + j] - center[j]) * scale[j];
                dx[at + j] += g[j] * scale[j] * (dy[at + j] - share * (sum[j] + normalized * product[j]));
            }
        });
    }
}
