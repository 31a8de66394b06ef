package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;
import java.util.Optional;

/// The products of a convolution by [Patches]: the way for few channels, and for pointwise windows, whose patches are the image itself.
///
/// With `P` for the patches `[pixels, depth]` of `x` and `W` for the weight as `[depth, out]`: `z = P · W + bias`, `dW = Pᵀ · dz`, and
/// `dP = dz · Wᵀ`, which is added to where `P` came from.
///
/// `P` is made a block of pixels at a time, so that scratch does not grow with the batch. Blocks and the groups of images whose weight
/// gradients are summed in order follow from the shapes alone: the bits do not depend on the number of threads.
final class GatheredConvolution {

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

    private final Geometry geometry;
    private final Patches patches;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels kernels;
    private final int depth;
    private final int out;
    private final int pixels;

    GatheredConvolution(Geometry geometry, int out, Tape tape) {
        this.geometry = geometry;
        this.patches = new Patches(geometry);
        this.tape = tape;
        this.backend = tape.backend();
        this.kernels = backend.kernels().elements();
        this.depth = geometry.patchSize();
        this.out = out;
        this.pixels = geometry.images() * geometry.pixels();
    }

    private boolean isPacked() { return depth * out > IN_PLACE; }

    /// Rows of a block: as even as they come, at most about `most`.
    private static int evenBlock(int rows, int most) {
        int limit = Math.clamp(most, LEAST_BLOCK, LARGEST_BLOCK), blocks = Math.max(1, Math.ceilDiv(rows, limit));
        return Math.max(8, Math.ceilDiv(Math.ceilDiv(rows, blocks), 8) * 8);
    }

    /// `z = P · W + bias`
    void forward(float[] x, float[] weight, Optional<float[]> bias, float[] z) {
        int block = evenBlock(pixels, isPacked() ? PACKED_BLOCK : BLOCK_WORK / (depth * out));
        int grain = Math.max(1, (int) (PARALLEL_WORK / ((long) block * depth * out)));
        backend.parallel(Math.ceilDiv(pixels, block), grain, (from, to) -> {
            float[] scratch = backend.borrowFloats(geometry.isPointwise() ? 0 : block * depth);
            for (int i = from; i < to; i++) {
                int first = i * block, rows = Math.min(pixels, first + block) - first;
                float[] p = patches(x, first, first + rows, scratch);                                       // [rows, depth]
                bias.ifPresent(own -> repeat(own, z, first * out, rows));
                backend.gemm(false, false, rows, out, depth, 1, p, patchesFrom(first), depth, weight, 0, out, bias.isPresent() ? 1 : 0, z, first * out, out);
            }
            backend.giveBack(scratch);
        });
    }

    /// The patches of a block: made in the scratch, or for a pointwise convolution the input itself, from [#patchesFrom] on.
    private float[] patches(float[] x, int from, int to, float[] scratch) {
        if (geometry.isPointwise()) return x;
        patches.gather(x, from, to, scratch);
        return scratch;
    }

    private int patchesFrom(int from) { return geometry.isPointwise() ? from * depth : 0; }

    /// Fills `rows` rows with the same one by copying twice as much each time.
    private void repeat(float[] row, float[] to, int at, int rows) {
        System.arraycopy(row, 0, to, at, out);
        int n = rows * out;
        for (int done = out; done < n; done *= 2) System.arraycopy(to, at, to, at + done, Math.min(done, n - done));
    }

    /// `dW = Pᵀ · dz`, group by group, each with sums of its own.
    void weightGradient(float[] x, float[] dz, Tensor weight) {
        int groups = groups(), sums = depth * out;
        int block = evenBlock(Math.ceilDiv(geometry.images(), groups) * geometry.pixels(), isPacked() ? PACKED_BLOCK : BLOCK_ELEMENTS / depth);
        float[] partial = tape.scratch(groups * sums);
        backend.parallel(groups, 1, (from, to) -> {
            float[] scratch = backend.borrowFloats(geometry.isPointwise() ? 0 : block * depth);
            for (int group = from; group < to; group++) {
                int first = end(group - 1, groups) * geometry.pixels(), end = end(group, groups) * geometry.pixels();
                Arrays.fill(partial, group * sums, (group + 1) * sums, 0);
                for (int at = first; at < end; at += block) {
                    int rows = Math.min(end, at + block) - at;
                    float[] p = patches(x, at, at + rows, scratch);
                    backend.gemm(true, false, depth, out, rows, 1, p, patchesFrom(at), depth, dz, at * out, out, 1, partial, group * sums, out);
                }
            }
            backend.giveBack(scratch);
        });
        addSums(partial, groups, weight);
        tape.giveBack(partial);
    }

    /// Groups of images, each large enough for a product and with little enough to sum.
    private int groups() {
        int byMemory = GROUP_ELEMENTS / (depth * out), byWork = Math.ceilDiv(pixels, LEAST_BLOCK);
        return Math.clamp(Math.min(byMemory, byWork), 1, Math.clamp(geometry.images(), 1, MOST_GROUPS));
    }

    /// The image behind the last one of a group.
    private int end(int group, int groups) { return (int) ((group + 1L) * geometry.images() / groups); }

    /// Adds the sums of all groups in their order.
    private void addSums(float[] partial, int groups, Tensor to) {
        float beta = to.openGradient();
        float[] gradient = to.gradient();
        backend.parallel(to.size(), ELEMENT_GRAIN, (first, end) -> {
            for (int group = 0; group < groups; group++) {
                kernels.axpby(1, partial, group * to.size() + first, group == 0 ? beta : 1, gradient, first, end - first);
            }
        });
    }

    /// Adds `dP = dz · Wᵀ` to where `P` came from; overwrites it if it is fresh.
    void inputGradient(float[] dz, float[] weight, boolean fresh, float[] dx) {
        float[] transposed = transposed(weight);
        int size = geometry.imageSize(), perImage = geometry.pixels();
        int piece = Math.max(1, geometry.isPointwise() || isPacked() ? Math.min(perImage, PACKED_BLOCK) : PIECE);
        backend.parallel(geometry.images(), 1, (from, to) -> {
            float[] scratch = backend.borrowFloats(geometry.isPointwise() ? 0 : piece * depth);
            if (fresh) Arrays.fill(dx, from * size, to * size, 0);
            for (int at = from * perImage; at < to * perImage; at += piece) {
                addInputGradient(dz, transposed, at, Math.min(to * perImage, at + piece), scratch, dx);
            }
            backend.giveBack(scratch);
        });
        tape.giveBack(transposed);
    }

    private void addInputGradient(float[] dz, float[] transposed, int from, int to, float[] scratch, float[] dx) {
        boolean inPlace = geometry.isPointwise();
        float[] dp = inPlace ? dx : scratch;                                                         // [rows, depth]
        backend.gemm(false, false, to - from, depth, out, 1, dz, from * out, out, transposed, 0, depth, inPlace ? 1 : 0, dp, patchesFrom(from), depth);
        if (!inPlace) patches.scatter(dp, from, to, dx, kernels);
    }

    /// `Wᵀ`: `[out, depth]`
    private float[] transposed(float[] w) {
        float[] transposed = tape.scratch(depth * out);
        backend.parallel(depth, Math.max(1, ELEMENT_GRAIN / out), (from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < out; j++) transposed[j * depth + i] = w[i * out + j];
            }
        });
        return transposed;
    }
}
