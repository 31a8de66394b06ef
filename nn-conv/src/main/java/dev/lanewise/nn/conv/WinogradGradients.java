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
    private final Optional<WinogradFilters> filters;
    private final float[] du;
    private final float[] near;
    private final int[] steps;
    private final int v = Aligned.FROM;
    private final int m;

    WinogradGradients(Backend backend, WinogradTiles tiles, Tensor x, Tensor weight) {
        this.backend = backend;
        this.kernels = backend.kernels().convolutions();
        this.tiles = tiles;
        this.x = x;
        this.weight = weight;
        this.in = x.shape().last();
        this.out = weight.shape().last();
        this.filters = x.isTracked() ? Optional.of(WinogradFilters.of(backend, weight.data(), in, out, true)) : Optional.empty();
        this.beta = x.isTracked() ? x.openGradient() : 1;
        int size = weight.isTracked() ? WinogradTiles.POINTS * filterPoint() : 0;
        this.du = Aligned.borrow(backend, size);
        Arrays.fill(du, Aligned.FROM, Aligned.FROM + size, 0);
        this.m = v + tiles.size(in);
        this.near = Aligned.borrow(backend, m + tiles.size(out));
        this.steps = WinogradConvolution.steps(tiles, out);
    }

    private int filterPoint() { return WinogradConvolution.padded(in) * WinogradConvolution.padded(out) + BLOCK; }

    /// Adds the images from `first` to `end − 1`.
    void add(float[] dz, int first, int end) {
        int size = x.size() / x.shape().extent(0), perImage = tiles.perImage();
        if (beta == 0) Arrays.fill(x.gradient(), first * size, end * size, 0);
        for (int from = first * perImage; from < end * perImage; from += tiles.room()) addTiles(dz, from, Math.min(end * perImage, from + tiles.room()));
    }

    private void addTiles(float[] dz, int first, int end) {
        points(dz, first, end);
        int count = end - first, padded = WinogradConvolution.padded(in), step = tiles.point(in);
        backend.parallel(WinogradTiles.POINTS, 1, (from, to) -> {
            for (int p = from; p < to; p++) {
                int own = v + p * step, given = m + p * tiles.point(out);
                if (weight.isTracked()) outer(count, own, given, Aligned.FROM + p * filterPoint());
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

    /// `dU = dU + Vᵀ · dM` at one point.
    private void outer(int count, int own, int given, int to) {
        int block = tiles.room() * BLOCK, wide = WinogradConvolution.padded(out);
        for (int b = 0; b < WinogradTiles.blocks(in); b++) kernels.outer(wide, count, near, own + b * block, near, given, block, du, to + b * BLOCK * wide, wide);
    }

    /// `dW = Gᵀ · dU · G + beta · dW`, and the end of this.
    void finish() {
        if (weight.isTracked()) {
            float add = weight.openGradient();
            backend.parallel(WinogradTiles.blocks(in), 1, (from, to) -> {
                for (int block = from; block < to; block++) finish(block, add, weight.gradient());
            });
        }
        backend.giveBack(near);
        backend.giveBack(du);
        filters.ifPresent(own -> own.giveBack(backend));
    }

    private void finish(int block, float add, float[] gradient) {
        int wide = WinogradConvolution.padded(out), tap = BLOCK * wide, taps = TAPS * TAPS, channels = Math.min(BLOCK, in - block * BLOCK);
        float[] sums = backend.borrowFloats(taps * tap + WinogradKernels.SCRATCH);
        for (int at = 0; at < channels * wide; at += BLOCK) {
            backend.kernels().winograd().toTaps(du, Aligned.FROM + block * tap + at, WinogradKernels.POINTS * filterPoint(), filterPoint(), sums, at, TAPS * tap, tap, sums, taps * tap);
        }
        for (int t = 0; t < taps; t++) kernels.finish(channels, out, sums, t * tap, wide, Float.NEGATIVE_INFINITY, add, gradient, (t * in + block * BLOCK) * out, out);
        backend.giveBack(sums);
    }
}
