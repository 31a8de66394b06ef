package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import java.util.Arrays;
import java.util.Optional;

/// The gradients of a [WinogradConvolution], summed up over one group of images after the other: `dU = Vᵀ · dM` and `dV = dM · Uᵀ` at each point, with dM made of
/// the gradients of places, once for both.
///
/// Each sum over tiles is one chain in their order; threads share points and blocks of channels.
final class WinogradGradients {

    private static final int BLOCK = ConvolutionKernels.BLOCK;
    private static final int TAPS = 3;

    private final Backend backend;
    private final ConvolutionKernels kernels;
    private final WinogradTiles tiles;
    private final Tensor x;
    private final Tensor weight;
    private final int in;
    private final int out;
    /// What dx is multiplied by before it is added to.
    private final float beta;
    /// Absent where they are transformed a strip at a time, as dU is a block.
    private final Optional<WinogradFilters> filters;
    private final boolean atOnce;
    private final float[] du;
    private final float[] near;
    private final int[] steps;
    private final int v = Aligned.FROM;
    private final int m;

    WinogradGradients(Backend backend, WinogradConvolution convolution, Tensor x, Tensor weight) {
        this.backend = backend;
        this.kernels = backend.kernels().convolutions();
        this.tiles = convolution.tiles();
        this.atOnce = convolution.isAtOnce();
        this.x = x;
        this.weight = weight;
        this.in = x.shape().last();
        this.out = weight.shape().last();
        this.filters = x.isTracked() && !atOnce ? Optional.of(WinogradFilters.of(backend, weight.data(), in, out, true)) : Optional.empty();
        this.beta = x.isTracked() ? x.openGradient() : 1;
        int size = weight.isTracked() && !atOnce ? WinogradTiles.POINTS * filterPoint() : 0;
        this.du = Aligned.borrow(backend, size);
        Arrays.fill(du, Aligned.FROM, Aligned.FROM + size, 0);
        this.m = v + tiles.size(in);
        this.near = Aligned.borrow(backend, m + tiles.size(out));
        this.steps = WinogradConvolution.steps(tiles, out);
    }

    private int filterPoint() { return WinogradConvolution.padded(in) * WinogradConvolution.padded(out) + BLOCK; }

    /// Adds the images from `first` to `end − 1`; all of them where [all are taken at once][WinogradConvolution#isAtOnce].
    void add(float[] dz, int first, int end) {
        if (first == end) return;
        int size = x.size() / x.shape().extent(0), perImage = tiles.perImage();
        if (beta == 0) Arrays.fill(x.gradient(), first * size, end * size, 0);
        if (atOnce) addAll(dz);
        else for (int from = first * perImage; from < end * perImage; from += tiles.room()) addTiles(dz, from, Math.min(end * perImage, from + tiles.room()));
    }

    private void addTiles(float[] dz, int first, int end) {
        points(dz, first, end);
        int count = end - first, padded = WinogradConvolution.padded(in), step = tiles.point(in);
        backend.parallel(WinogradTiles.POINTS, 1, (from, to) -> {
            for (int p = from; p < to; p++) {
                int own = v + p * step, given = m + p * tiles.point(out);
                if (weight.isTracked()) {
                    for (int b = 0; b < WinogradTiles.blocks(in); b++) outer(b, p, count, du, Aligned.FROM + p * filterPoint() + b * BLOCK * WinogradConvolution.padded(out));
                }
                if (filters.isPresent()) WinogradConvolution.product(kernels, count, near, given, steps, filters.get(), p, near, own, padded);
            }
        });
        if (filters.isEmpty()) return;
        backend.parallel(WinogradTiles.blocks(in), 1, (from, to) -> {                                // blocks of channels, because the pixels of tiles overlap
            float[] scratch = backend.borrowFloats(WinogradTiles.SCRATCH);
            for (int block = from; block < to; block++) tiles.addToPixels(near, v, padded, step, first, end, block, x.gradient(), scratch, 0);
            backend.giveBack(scratch);
        });
    }

    private void points(float[] dz, int first, int end) {
        backend.parallel(end - first, kernels.tileRows(), (from, to) -> {
            float[] scratch = backend.borrowFloats(WinogradTiles.SCRATCH);
            if (weight.isTracked()) tiles.pixels(x.data(), first + from, first + to, near, v, from, scratch, 0);
            tiles.gradients(dz, first + from, first + to, near, m, from, scratch, 0);
            backend.giveBack(scratch);
        });
    }

    /// `dU = dU + Vᵀ · dM` at one point, for a block of channels.
    private void outer(int block, int point, int count, float[] to, int toFrom) {
        int wide = WinogradConvolution.padded(out), distance = tiles.room() * BLOCK;
        kernels.outer(wide, count, near, v + point * tiles.point(in) + block * distance, near, m + point * tiles.point(out), distance, to, toFrom, wide);
    }

    private void addAll(float[] dz) {
        points(dz, 0, tiles.count());
        if (weight.isTracked()) {
            float add = weight.openGradient();
            backend.parallel(WinogradTiles.blocks(in), 1, (from, to) -> {
                for (int block = from; block < to; block++) blockOfWeights(block, add);
            });
        }
        if (x.isTracked()) {
            backend.parallel(Math.ceilDiv(in, kernels.tileColumns()), 1, (from, to) -> {
                for (int strip = from; strip < to; strip++) stripOfPixels(strip);
            });
        }
    }

    private void blockOfWeights(int block, float add) {
        int own = BLOCK * WinogradConvolution.padded(out), size = WinogradTiles.POINTS * (own + BLOCK);
        float[] sums = Aligned.borrow(backend, size);
        Arrays.fill(sums, Aligned.FROM, Aligned.FROM + size, 0);
        for (int p = 0; p < WinogradTiles.POINTS; p++) outer(block, p, tiles.count(), sums, Aligned.FROM + p * (own + BLOCK));
        toTaps(sums, Aligned.FROM, own + BLOCK, block, add, weight.gradient());
        backend.giveBack(sums);
    }

    private void stripOfPixels(int strip) {
        int wide = kernels.tileColumns(), first = strip * wide, n = Math.min(wide, in - first), row = WinogradConvolution.padded(n), count = tiles.count(), step = count * row + BLOCK;
        int scratch = Aligned.FROM + WinogradTiles.POINTS * step;
        WinogradFilters own = WinogradFilters.of(backend, weight.data(), in, out, true, first, n);
        float[] points = Aligned.borrow(backend, scratch + WinogradTiles.SCRATCH);
        for (int p = 0; p < WinogradTiles.POINTS; p++) WinogradConvolution.product(kernels, count, near, m + p * tiles.point(out), steps, own, p, points, Aligned.FROM + p * step, row);
        for (int channel = first; channel < first + n; channel += BLOCK) {
            tiles.addToPixels(points, Aligned.FROM - first, row, step, 0, count, channel / BLOCK, x.gradient(), points, scratch);
        }
        backend.giveBack(points);
        own.giveBack(backend);
    }

    /// `dW = Gᵀ · dU · G + beta · dW`, and the end of this.
    void finish() {
        if (weight.isTracked() && !atOnce) {
            float add = weight.openGradient();
            int step = BLOCK * WinogradConvolution.padded(out);
            backend.parallel(WinogradTiles.blocks(in), 1, (from, to) -> {
                for (int block = from; block < to; block++) toTaps(du, Aligned.FROM + block * step, filterPoint(), block, add, weight.gradient());
            });
        }
        backend.giveBack(near);
        backend.giveBack(du);
        filters.ifPresent(own -> own.giveBack(backend));
    }

    private void toTaps(float[] u, int from, int step, int block, float add, float[] gradient) {
        int wide = WinogradConvolution.padded(out), tap = BLOCK * wide, taps = TAPS * TAPS, channels = Math.min(BLOCK, in - block * BLOCK);
        float[] sums = backend.borrowFloats(taps * tap + WinogradKernels.SCRATCH);
        for (int at = 0; at < channels * wide; at += BLOCK) {
            backend.kernels().winograd().toTaps(u, from + at, WinogradKernels.POINTS * step, step, sums, at, TAPS * tap, tap, sums, taps * tap);
        }
        for (int t = 0; t < taps; t++) kernels.finish(channels, out, sums, t * tap, wide, Float.NEGATIVE_INFINITY, add, gradient, (t * in + block * BLOCK) * out, out);
        backend.giveBack(sums);
    }
}
