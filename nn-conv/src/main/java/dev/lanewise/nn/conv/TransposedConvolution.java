package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import java.util.Optional;

/// The fused transposed convolution `y = f(x ⋆ᵀ weight + bias)`: what takes the gradient of a convolution's output to its input.
///
/// | operand | shape                                    |
/// |---------|------------------------------------------|
/// | x       | `[batch, height, width, in]`             |
/// | weight  | `[kernel height, kernel width, out, in]` |
/// | bias    | `[out]`                                  |
/// | result  | `[batch, output height, output width, out]`, the images on whose windows `x` has a pixel each |
///
/// With `W` for the weight as `[depth, in]` and `scatter` for what adds [patches][Patches] `[pixels, depth]` to where they belong in an image:
/// `z = scatter(X · Wᵀ) + bias`; and with `P` for the patches of `dz = dy · f'`: `dX = P · W`, `dW = Pᵀ · X`, `dBias = Σ dz`.
///
/// Patches are made a block of pixels at a time. Images are split between threads; blocks and the groups of images whose weight gradients
/// are summed in order follow from the shapes alone.
final class TransposedConvolution {

    /// Elements of a block of patches, which should stay in a near cache.
    private static final int BLOCK_ELEMENTS = 1 << 16;
    private static final int LEAST_BLOCK = 8;
    private static final int LARGEST_BLOCK = 256;
    private static final int MOST_GROUPS = 16;
    private static final int GROUP_ELEMENTS = 1 << 21;

    private final Tensor x;
    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final Activation activation;
    /// Of the result: its windows have the pixels of `x`.
    private final Geometry geometry;
    private final Patches patches;
    private final Tape tape;
    private final Backend backend;
    private final int in;
    private final int out;
    private final int depth;
    private final int block;
    private final Tensor y;
    private final float[] z;

    private TransposedConvolution(Tensor x, Tensor weight, Optional<Tensor> bias, Geometry geometry, Activation activation) {
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
        this.geometry = geometry;
        this.patches = new Patches(geometry);
        this.tape = x.tape();
        this.backend = tape.backend();
        this.in = x.shape().last();
        this.out = geometry.channels();
        this.depth = geometry.patchSize();
        this.block = Math.clamp(BLOCK_ELEMENTS / depth, LEAST_BLOCK, LARGEST_BLOCK);
        Shape shape = Shape.of(geometry.images(), geometry.height(), geometry.width(), out);
        this.y = bias.isPresent() ? tape.result(shape, x, weight, bias.get()) : tape.result(shape, x, weight);
        this.z = activation.gradientFromOutput() ? y.data() : tape.scratch(y.size());
    }

    /// @param geometry of the images that come out, on which the window has as many places as `x` has pixels
    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Geometry geometry, Activation activation) {
        TransposedConvolution convolution = new TransposedConvolution(x, weight, bias, geometry, activation);
        convolution.forward();
        convolution.tape.activated(activation.function(), convolution.y);
        convolution.tape.record(convolution.y, convolution::backward);
        return convolution.y;
    }

    // ---- forward

    private void forward() {
        backend.parallel(geometry.images(), 1, (from, to) -> {
            float[] scratch = backend.borrowFloats(block * depth);
            for (int image = from; image < to; image++) forward(image, scratch);
            backend.giveBack(scratch);
        });
    }

    private void forward(int image, float[] scratch) {
        int at = image * geometry.imageSize(), n = geometry.imageSize(), end = (image + 1) * geometry.pixels();
        fill(at, n);
        for (int from = image * geometry.pixels(); from < end; from += block) {
            int to = Math.min(end, from + block);
            backend.gemm(false, true, to - from, depth, in, 1, x.data(), from * in, in, weight.data(), 0, in, 0, scratch, 0, depth);
            patches.scatter(scratch, from, to, z, backend.kernels().elements());
        }
        if (activation != Activation.IDENTITY) backend.kernels().elements().map(activation.function(), z, at, y.data(), at, n);
    }

    /// The bias at each pixel of an image, or zeros.
    private void fill(int at, int n) {
        if (bias.isEmpty()) Arrays.fill(z, at, at + n, 0);
        bias.ifPresent(own -> { for (int pixel = at; pixel < at + n; pixel += out) System.arraycopy(own.data(), 0, z, pixel, out); });
    }

    // ---- backward

    private void backward() {
        int groups = Math.clamp(GROUP_ELEMENTS / (depth * in), 1, Math.clamp(geometry.images(), 1, MOST_GROUPS)), sums = depth * in + out;
        float[] partial = tape.scratch(groups * sums);
        float beta = x.isTracked() ? x.openGradient() : 0;
        backend.parallel(groups, 1, (from, to) -> {
            float[] scratch = backend.borrowFloats(block * depth);
            for (int group = from; group < to; group++) {
                Arrays.fill(partial, group * sums, (group + 1) * sums, 0);
                for (int image = end(group - 1, groups); image < end(group, groups); image++) backward(image, partial, group * sums, beta, scratch);
            }
            backend.giveBack(scratch);
        });
        if (weight.isTracked()) add(partial, 0, sums, groups, weight);
        bias.filter(Tensor::isTracked).ifPresent(own -> add(partial, depth * in, sums, groups, own));
        tape.giveBack(partial);
    }

    /// The image behind the last one of a group.
    private int end(int group, int groups) { return (int) ((group + 1L) * geometry.images() / groups); }

    private void backward(int image, float[] sums, int sumsAt, float beta, float[] scratch) {
        int at = image * geometry.imageSize(), n = geometry.imageSize(), end = (image + 1) * geometry.pixels();
        float[] dz = y.gradient();
        if (activation != Activation.IDENTITY) backend.kernels().elements().mapGradient(activation.function(), z, at, y.data(), at, dz, at, 0, dz, at, n);
        for (int pixel = at; pixel < at + n; pixel += out) backend.kernels().elements().axpby(1, dz, pixel, 1, sums, sumsAt + depth * in, out);
        for (int from = image * geometry.pixels(); from < end; from += block) {
            int rows = Math.min(end, from + block) - from;
            patches.gather(dz, from, from + rows, scratch);
            if (weight.isTracked()) backend.gemm(true, false, depth, in, rows, 1, scratch, 0, depth, x.data(), from * in, in, 1, sums, sumsAt, in);
            if (x.isTracked()) backend.gemm(false, false, rows, in, depth, 1, scratch, 0, depth, weight.data(), 0, in, beta, x.gradient(), from * in, in);
        }
    }

    /// Adds the sums of all groups in their order.
    private void add(float[] partial, int offset, int stride, int groups, Tensor to) {
        float[] gradient = to.addableGradient();
        for (int group = 0; group < groups; group++) backend.kernels().elements().axpby(1, partial, group * stride + offset, 1, gradient, 0, to.size());
    }
}
