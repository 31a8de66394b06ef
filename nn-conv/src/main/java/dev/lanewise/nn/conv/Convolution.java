package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;
import java.util.Optional;

/// The fused convolution `y = f(x ⋆ weight + bias)`, a cross-correlation as in every library of the field.
///
/// | operand | shape                                 |
/// |---------|---------------------------------------|
/// | x       | `[batch, height, width, in]`          |
/// | weight  | `[kernel height, kernel width, in, out]` |
/// | bias    | `[out]`                               |
/// | result  | `[batch, output height, output width, out]` |
///
/// With `P` for the [patches][Patches] `[pixels, depth]` of `x` and `W` for the weight as `[depth, out]`: `z = P · W + bias`; and with
/// `dz = dy · f'`: `dW = Pᵀ · dz`, `dBias = Σ dz` over all pixels, `dP = dz · Wᵀ`, which is added to where `P` came from.
///
/// `P` is made a block of pixels at a time, so that scratch does not grow with the batch. Blocks and the groups of images whose weight
/// gradients are summed in order follow from the shapes alone: the bits do not depend on the number of threads.
final class Convolution {

    /// Multiplications in a product forward: enough that making the block and calling the product hardly count.
    private static final int BLOCK_WORK = 1 << 21;
    /// Elements of a block backward: the more rows, the fewer times the gradient of the weight is read and written.
    private static final int BLOCK_ELEMENTS = 1 << 17;
    private static final int LEAST_BLOCK = 64;
    private static final int LARGEST_BLOCK = 512;
    /// Rows of the gradient of a block that are made and scattered while they are in the nearest cache.
    private static final int PIECE = 32;
    /// Elements of a weight that is read in place; a larger one is packed by each product, which then wants many rows.
    private static final int IN_PLACE = 1 << 16;
    private static final int PACKED_BLOCK = 384;
    /// Multiplications that are worth a second thread.
    private static final int PARALLEL_WORK = 1 << 19;
    private static final int MOST_GROUPS = 16;
    private static final int GROUP_ELEMENTS = 1 << 21;
    private static final int ELEMENT_GRAIN = 1 << 13;

    private final Tensor x;
    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final Activation activation;
    private final Geometry geometry;
    private final Patches patches;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels kernels;
    private final int depth;
    private final int out;
    private final int pixels;
    private final Tensor y;
    private final float[] z;

    private Convolution(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
        this.geometry = Geometry.of(window, x.shape());
        this.patches = new Patches(geometry);
        this.tape = x.tape();
        this.backend = tape.backend();
        this.kernels = backend.kernels().elements();
        this.depth = geometry.patchSize();
        this.out = weight.shape().last();
        this.pixels = geometry.images() * geometry.pixels();
        Shape shape = Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), out);
        this.y = bias.isPresent() ? tape.result(shape, x, weight, bias.get()) : tape.result(shape, x, weight);
        this.z = activation.gradientFromOutput() ? y.data() : tape.scratch(y.size());
    }

    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        Convolution convolution = new Convolution(x, weight, bias, window, activation);
        convolution.forward();
        convolution.tape.activated(activation.function(), convolution.y);
        convolution.tape.record(convolution.y, convolution::backward);
        return convolution.y;
    }

    private boolean isPacked() { return depth * out > IN_PLACE; }

    /// Rows of a block: as even as they come, at most about `most`.
    private static int evenBlock(int rows, int most) {
        int limit = Math.clamp(most, LEAST_BLOCK, LARGEST_BLOCK), blocks = Math.max(1, Math.ceilDiv(rows, limit));
        return Math.max(8, Math.ceilDiv(Math.ceilDiv(rows, blocks), 8) * 8);
    }

    // ---- forward

    private void forward() {
        int block = evenBlock(pixels, isPacked() ? PACKED_BLOCK : BLOCK_WORK / (depth * out));
        int grain = Math.max(1, (int) (PARALLEL_WORK / ((long) block * depth * out)));
        backend.parallel(Math.ceilDiv(pixels, block), grain, (from, to) -> {
            float[] scratch = backend.borrowFloats(geometry.isPointwise() ? 0 : block * depth);
            for (int i = from; i < to; i++) forward(i * block, Math.min(pixels, (i + 1) * block), scratch);
            backend.giveBack(scratch);
        });
    }

    private void forward(int from, int to, float[] scratch) {
        int rows = to - from, at = from * out;
        float[] p = patches(from, to, scratch);                                                             // [rows, depth]
        bias.ifPresent(own -> repeat(own.data(), z, at, rows));
        backend.gemm(false, false, rows, out, depth, 1, p, patchesFrom(from), depth, weight.data(), 0, out, bias.isPresent() ? 1 : 0, z, at, out);
        if (activation != Activation.IDENTITY) kernels.map(activation.function(), z, at, y.data(), at, rows * out);
    }

    /// The patches of a block: made in the scratch, or for a pointwise convolution the input itself, from [#patchesFrom] on.
    private float[] patches(int from, int to, float[] scratch) {
        if (geometry.isPointwise()) return x.data();
        patches.gather(x.data(), from, to, scratch);
        return scratch;
    }

    private int patchesFrom(int from) { return geometry.isPointwise() ? from * depth : 0; }

    /// Fills `rows` rows with the same one by copying twice as much each time.
    private void repeat(float[] row, float[] to, int at, int rows) {
        System.arraycopy(row, 0, to, at, out);
        int n = rows * out;
        for (int done = out; done < n; done *= 2) System.arraycopy(to, at, to, at + done, Math.min(done, n - done));
    }

    // ---- backward

    private void backward() {
        int groups = groups(), sums = (depth + 1) * out;                                            // dWeight and dBias of a group
        int block = evenBlock(Math.ceilDiv(geometry.images(), groups) * geometry.pixels(), isPacked() ? PACKED_BLOCK : BLOCK_ELEMENTS / depth);
        float[] partial = tape.scratch(groups * sums), transposed = x.isTracked() ? transposedWeight() : new float[0];
        boolean fresh = x.isTracked() && x.openGradient() == 0;
        backend.parallel(groups, 1, (from, to) -> {
            float[] scratch = backend.borrowFloats(block * depth), ones = backend.borrowFloats(block);
            Arrays.fill(ones, 0, block, 1);
            for (int group = from; group < to; group++) {
                int end = end(group, groups) * geometry.pixels(), sumsAt = group * sums;
                open(end(group - 1, groups), end(group, groups), fresh, partial, sumsAt);
                for (int at = end(group - 1, groups) * geometry.pixels(); at < end; at += block) {
                    backward(at, Math.min(end, at + block), partial, sumsAt, transposed, scratch, ones);
                }
            }
            backend.giveBack(scratch);
            backend.giveBack(ones);
        });
        if (weight.isTracked()) addSums(partial, 0, sums, groups, weight);
        bias.filter(Tensor::isTracked).ifPresent(own -> addSums(partial, depth * out, sums, groups, own));
        tape.giveBack(transposed);
        tape.giveBack(partial);
    }

    /// Groups of images, each large enough for a product and with little enough to sum.
    private int groups() {
        int byMemory = GROUP_ELEMENTS / (depth * out), byWork = Math.ceilDiv(pixels, LEAST_BLOCK);
        return Math.clamp(Math.min(byMemory, byWork), 1, Math.clamp(geometry.images(), 1, MOST_GROUPS));
    }

    /// The image behind the last one of a group.
    private int end(int group, int groups) { return (int) ((group + 1L) * geometry.images() / groups); }

    /// Makes the gradients of a group ready for adding.
    private void open(int firstImage, int endImage, boolean fresh, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + (depth + 1) * out, 0);
        if (fresh) Arrays.fill(x.gradient(), firstImage * geometry.imageSize(), endImage * geometry.imageSize(), 0);
    }

    private void backward(int from, int to, float[] sums, int sumsAt, float[] transposed, float[] scratch, float[] ones) {
        toGradientOfSum(from, to);
        if (weight.isTracked()) addWeightGradient(from, to, sums, sumsAt, scratch);
        backend.gemv(true, to - from, out, 1, y.gradient(), from * out, out, ones, 0, 1, sums, sumsAt + depth * out);      // dBias
        if (!x.isTracked()) return;
        int piece = geometry.isPointwise() || isPacked() ? to - from : PIECE;
        for (int at = from; at < to; at += piece) addInputGradient(transposed, at, Math.min(to, at + piece), scratch);
    }

    /// Turns `dy` into `dz` where it stands.
    private void toGradientOfSum(int from, int to) {
        if (activation == Activation.IDENTITY) return;
        float[] dy = y.gradient();
        int at = from * out;
        kernels.mapGradient(activation.function(), z, at, y.data(), at, dy, at, 0, dy, at, (to - from) * out);
    }

    private void addWeightGradient(int from, int to, float[] sums, int sumsAt, float[] scratch) {
        float[] p = patches(from, to, scratch), dz = y.gradient();
        backend.gemm(true, false, depth, out, to - from, 1, p, patchesFrom(from), depth, dz, from * out, out, 1, sums, sumsAt, out);
    }

    private void addInputGradient(float[] transposed, int from, int to, float[] scratch) {
        boolean inPlace = geometry.isPointwise();
        float[] dp = inPlace ? x.gradient() : scratch;                                               // [rows, depth]
        backend.gemm(false, false, to - from, depth, out, 1, y.gradient(), from * out, out, transposed, 0, depth,
                inPlace ? 1 : 0, dp, patchesFrom(from), depth);
        if (!inPlace) patches.scatter(dp, from, to, x.gradient(), kernels);
    }

    /// `Wᵀ`: `[out, depth]`
    private float[] transposedWeight() {
        float[] w = weight.data(), transposed = tape.scratch(depth * out);
        backend.parallel(depth, Math.max(1, ELEMENT_GRAIN / out), (from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < out; j++) transposed[j * depth + i] = w[i * out + j];
            }
        });
        return transposed;
    }

    /// Adds the sums of all groups in their order.
    private void addSums(float[] partial, int offset, int stride, int groups, Tensor to) {
        float beta = to.openGradient();
        float[] gradient = to.gradient();
        backend.parallel(to.size(), ELEMENT_GRAIN, (first, end) -> {
            for (int group = 0; group < groups; group++) {
                kernels.axpby(1, partial, group * stride + offset + first, group == 0 ? beta : 1, gradient, first, end - first);
            }
        });
    }
}
