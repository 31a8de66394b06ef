package dev.lanewise.core.tensor;

import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.List;

/// Normalisation of every channel (the last axis) by its statistics over all rows of the batch.
///
/// `y = (x − mean) / √(variance + epsilon) · gain + bias` (Ioffe & Szegedy, 2015). With `x̂` the normalised input and `m` rows:
/// `dGain = Σ dy·x̂`, `dBias = Σ dy`, `dx = gain / √(variance + epsilon) · (dy − dBias/m − x̂·dGain/m)`.
public final class BatchNormalization {

    private static final Tensor EVERYTHING = Tensor.vector();

    /// Which rows count.
    private interface Counting {
        boolean counts(int row);

        default int count(int rows) {
            int count = 0;
            for (int row = 0; row < rows; row++) if (counts(row)) count++;
            return count;
        }
    }

    /// The share that a row has in the mean: 0 if the statistics don't depend on it.
    private interface Share {
        float of(int row);
    }

    private BatchNormalization() { }

    /// With the statistics of this batch, which also move the running ones: `running = momentum · running + (1 − momentum) · batch`.
    ///
    /// | operand       | shape           |                                                       |
    /// |---------------|-----------------|-------------------------------------------------------|
    /// | x             | `[…, channels]` |                                                       |
    /// | gain, bias    | `[channels]`    |                                                       |
    /// | mean, variance | `[channels]`   | the running statistics, divided by m; written to      |
    public static Tensor ofBatch(Tensor x, Tensor gain, Tensor bias, Weight mean, Weight variance, float momentum, float epsilon) {
        return ofBatch(x, gain, bias, mean, variance, momentum, epsilon, EVERYTHING);
    }

    /// The same, but only rows with a number that is not 0 in `counting` count for the statistics: padded time steps don't. All rows are normalised.
    ///
    /// @param counting the shape of `x` without its channels; no gradient flows to it
    public static Tensor ofBatch(Tensor x, Tensor gain, Tensor bias, Weight mean, Weight variance, float momentum, float epsilon, Tensor counting) {
        Normalizations.requireFeatures("Batch norm", x, gain, bias);
        boolean all = counting == EVERYTHING;
        if (!all && !counting.shape().equals(x.shape().withoutLast())) throw ShapeException.expected("Batch norm", "a mask " + x.shape().withoutLast(), counting.shape());
        int n = x.shape().last();
        Tape tape = Tapes.of(List.of(x, gain, bias));
        Counting rows = all ? row -> true : row -> counting.data()[row] != 0;
        int m = rows.count(Rows.count(x.shape()));
        float[] center = tape.scratch(n), scale = tape.scratch(n);
        statistics(tape.backend(), x, m, rows, center, scale);
        for (int j = 0; j < n && m > 0 && !tape.isRepeating(); j++) {                          // an empty batch has no statistics
            mean.values()[j] = momentum * mean.values()[j] + (1 - momentum) * center[j];
            variance.values()[j] = momentum * variance.values()[j] + (1 - momentum) * scale[j];
        }
        inverseRoots(scale, n, epsilon);
        Tensor y = normalize(tape, x, gain, bias, center, scale);
        float share = 1f / Math.max(1, m);
        tape.record(y, () -> gradient(x, gain, bias, y, center, scale, row -> rows.counts(row) ? share : 0));
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
        tape.record(y, () -> gradient(x, gain, bias, y, center, scale, row -> 0));
        return y;
    }

    /// Means and variances (divided by `m`) of the columns over the rows that count, in two passes.
    private static void statistics(Backend backend, Tensor input, int m, Counting rows, float[] mean, float[] variance) {
        int n = input.shape().last(), all = Rows.count(input.shape());
        float[] x = input.data();
        java.util.Arrays.fill(mean, 0, n, 0);
        java.util.Arrays.fill(variance, 0, n, 0);
        ElementKernels kernels = backend.kernels().elements();
        ColumnSums.add(backend, all, n, (row, from, to, sums) -> { if (rows.counts(row)) kernels.axpby(1, x, row * n + from, 1, sums, from, to - from); }, mean);
        for (int j = 0; j < n; j++) mean[j] /= Math.max(1, m);
        ColumnSums.add(backend, all, n, (row, from, to, sums) -> {
            for (int j = from; j < to && rows.counts(row); j++) {
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

    private static void gradient(Tensor x, Tensor gain, Tensor bias, Tensor y, float[] center, float[] scale, Share share) {
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
        if (x.isTracked()) inputGradient(x, gain, dy, center, scale, sum, product, share);
    }

    private static void inputGradient(Tensor x, Tensor gain, float[] dy, float[] center, float[] scale, float[] sum, float[] product, Share share) {
        int n = x.shape().last();
        float[] in = x.data(), dx = x.addableGradient(), g = gain.data();
        Rows.forEach(x, at -> {
            float of = share.of(at / n);
            for (int j = 0; j < n; j++) {
                float normalized = (in[at + j] - center[j]) * scale[j];
                dx[at + j] += g[j] * scale[j] * (dy[at + j] - of * (sum[j] + normalized * product[j]));
            }
        });
    }
}
