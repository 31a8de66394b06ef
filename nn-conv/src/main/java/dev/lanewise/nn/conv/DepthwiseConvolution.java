package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.WindowKernels;
import java.util.Arrays;
import java.util.Optional;

/// The fused convolution of each channel with a window of its own, `y = f(Σ_t x_t · w_t + bias)`.
///
/// | operand | shape                                           |
/// |---------|-------------------------------------------------|
/// | x       | `[batch, height, width, channels]`              |
/// | weight  | `[kernel height, kernel width, channels]`       |
/// | bias    | `[channels]`                                    |
/// | result  | `[batch, output height, output width, channels]` |
///
/// With `dz = dy · f'`: `dx = Σ dz · w_t` over the taps that lead from an output to the input, `dw_t = Σ x_t · dz` and `dBias = Σ dz` over all
/// pixels. [Lines][DepthwiseLines] of pixels go to the kernel as they stand: there is no scratch but for the sums
/// of the weight's gradient, which are made for groups of images that follow from the shapes alone.
final class DepthwiseConvolution {

    /// Multiplications that are worth a second thread.
    private static final int PARALLEL_WORK = 1 << 17;
    private static final int MOST_GROUPS = 16;

    private final Tensor x;
    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final Activation activation;
    private final Geometry geometry;
    private final Tape tape;
    private final Backend backend;
    private final WindowKernels kernels;
    private final int channels;
    private final int area;
    private final Tensor y;
    private final float[] z;

    private DepthwiseConvolution(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
        this.geometry = Geometry.of(window, x.shape());
        this.tape = x.tape();
        this.backend = tape.backend();
        this.kernels = backend.kernels().windows();
        this.channels = geometry.channels();
        this.area = geometry.rows().kernel() * geometry.columns().kernel();
        Shape shape = Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), channels);
        this.y = bias.isPresent() ? tape.result(shape, x, weight, bias.get()) : tape.result(shape, x, weight);
        this.z = activation.gradientFromOutput() ? y.data() : tape.scratch(y.size());
    }

    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        DepthwiseConvolution convolution = new DepthwiseConvolution(x, weight, bias, window, activation);
        convolution.forward();
        convolution.tape.activated(activation.function(), convolution.y);
        convolution.tape.record(convolution.y, convolution::backward);
        return convolution.y;
    }

    private int grain(int lines) { return Math.max(1, (int) ((long) PARALLEL_WORK * lines / Math.max(1, (long) y.size() * area))); }

    // ---- forward

    private void forward() {
        DepthwiseLines lines = new DepthwiseLines(geometry, false);
        int count = geometry.images() * lines.height();
        backend.parallel(count, grain(count), (from, to) -> {
            int[] sourceAt = new int[area], weightAt = new int[area];
            float[] zeros = zeros(), start = bias.map(Tensor::data).orElse(zeros);
            for (int line = from; line < to; line++) forward(lines, line, start, sourceAt, weightAt);
            backend.giveBack(zeros);
        });
    }

    /// Zeros for a pixel, borrowed.
    private float[] zeros() {
        float[] zeros = backend.borrowFloats(channels);
        Arrays.fill(zeros, 0, channels, 0);
        return zeros;
    }

    private void forward(DepthwiseLines lines, int line, float[] start, int[] sourceAt, int[] weightAt) {
        int n = lines.size(), to = line * n;
        lines.visit(line, sourceAt, weightAt, (stretch, taps, from, weights) -> kernels.products(stretch.count(), channels, taps, x.data(), from,
                stretch.sourceStep() * channels, weight.data(), weights, start, 0, 0, z, to + stretch.first() * channels, stretch.step() * channels));
        if (activation != Activation.IDENTITY) backend.kernels().elements().map(activation.function(), z, to, y.data(), to, n);
    }

    // ---- backward

    private void backward() {
        int groups = Math.clamp(geometry.images(), 1, MOST_GROUPS), sums = (area + 1) * channels;
        DepthwiseLines lines = new DepthwiseLines(geometry, false);
        float[] partial = tape.scratch(groups * sums);
        backend.parallel(groups, 1, (from, to) -> {
            int[] sourceAt = new int[area], weightAt = new int[area];
            float[] ones = backend.borrowFloats(channels);
            Arrays.fill(ones, 0, channels, 1);
            for (int group = from; group < to; group++) {
                Arrays.fill(partial, group * sums, (group + 1) * sums, 0);
                int end = end(group, groups) * lines.height();
                for (int line = end(group - 1, groups) * lines.height(); line < end; line++) addSums(lines, line, partial, group * sums, ones, sourceAt, weightAt);
            }
            backend.giveBack(ones);
        });
        if (weight.isTracked()) add(partial, 0, sums, groups, weight);
        bias.filter(Tensor::isTracked).ifPresent(own -> add(partial, area * channels, sums, groups, own));
        tape.giveBack(partial);
        if (x.isTracked()) inputGradient();
    }

    /// The image behind the last one of a group.
    private int end(int group, int groups) { return (int) ((group + 1L) * geometry.images() / groups); }

    /// Turns `dy` of a line into `dz` where it stands, and adds what it gives the weight and behind it the bias.
    private void addSums(DepthwiseLines lines, int line, float[] sums, int sumsAt, float[] ones, int[] sourceAt, int[] weightAt) {
        int n = lines.size(), at = line * n;
        float[] dz = y.gradient();
        if (activation != Activation.IDENTITY) backend.kernels().elements().mapGradient(activation.function(), z, at, y.data(), at, dz, at, 0, dz, at, n);
        lines.visit(line, sourceAt, weightAt, (stretch, taps, from, weights) -> {
            for (int i = 0; i < taps; i++) weights[i] += sumsAt;
            kernels.weightGradient(stretch.count(), channels, taps, x.data(), from, stretch.sourceStep() * channels, dz,
                    at + stretch.first() * channels, stretch.step() * channels, sums, weights);
        });
        sourceAt[0] = 0;
        weightAt[0] = sumsAt + area * channels;
        kernels.weightGradient(geometry.outputWidth(), channels, 1, ones, sourceAt, 0, dz, at, channels, sums, weightAt);          // dBias
    }

    /// Adds the sums of all groups in their order.
    private void add(float[] partial, int offset, int stride, int groups, Tensor to) {
        float[] gradient = to.addableGradient();
        for (int group = 0; group < groups; group++) backend.kernels().elements().axpby(1, partial, group * stride + offset, 1, gradient, 0, to.size());
    }

    private void inputGradient() {
        DepthwiseLines lines = new DepthwiseLines(geometry, true);
        int count = geometry.images() * lines.height();
        boolean fresh = x.openGradient() == 0;
        backend.parallel(count, grain(count), (first, end) -> {
            int[] sourceAt = new int[area], weightAt = new int[area];
            float[] zeros = zeros();
            for (int line = first; line < end; line++) inputGradient(lines, line, zeros, fresh, sourceAt, weightAt);
            backend.giveBack(zeros);
        });
    }

    private void inputGradient(DepthwiseLines lines, int line, float[] zeros, boolean fresh, int[] sourceAt, int[] weightAt) {
        float[] dx = x.gradient();
        lines.visit(line, sourceAt, weightAt, (stretch, taps, from, weights) -> {
            int to = line * lines.size() + stretch.first() * channels, step = stretch.step() * channels;
            kernels.products(stretch.count(), channels, taps, y.gradient(), from, stretch.sourceStep() * channels, weight.data(), weights,
                    fresh ? zeros : dx, fresh ? 0 : to, fresh ? 0 : step, dx, to, step);
        });
    }
}
