package dev.lanewise.nn.conv;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import java.util.Arrays;

/// A convolution with 3 × 3 taps and stride 1 in Winograd's form: a quarter of the multiplications of the sum that it stands for.
///
/// `M = V · U` at each point, with V made of pixels and U of taps, for some tiles at a time, so that their points stay in the second cache.
/// Each sum over channels is one chain in their order, so that no bit depends on how many tiles are taken at a time or on threads.
/// [WinogradGradients] go the other way.
///
/// Results differ from the exact ones by about 10⁻⁶ of their root mean square (64 channels) to 2 · 10⁻⁶ (512), five times as much as those of sums in float32.
final class WinogradConvolution {

    /// Channels, in and out, from which on it pays.
    private static final int LEAST_CHANNELS = 16;
    /// Places of an axis from which on it pays.
    private static final int LEAST_PLACES = 3;
    /// Elements at points that are worked on at a time.
    private static final int NEAR = 1 << 17;
    private static final int LEAST_ROOM = 48;
    private static final int BLOCK = ConvolutionKernels.BLOCK;

    private final Backend backend;
    private final ConvolutionKernels kernels;
    private final int in;
    private final int out;
    private final boolean isAtOnce;
    private final WinogradTiles tiles;

    WinogradConvolution(Backend backend, Geometry geometry, int out) {
        this.backend = backend;
        this.kernels = backend.kernels().convolutions();
        this.in = geometry.channels();
        this.out = out;
        int rows = kernels.tileRows(), near = NEAR / WinogradTiles.POINTS / (padded(in) + padded(out)) / rows * rows;
        int count = WinogradTiles.count(geometry), most = Math.ceilDiv(count, rows) * rows;
        this.isAtOnce = (long) count * (in + out) <= (long) in * out;
        this.tiles = new WinogradTiles(backend.kernels().winograd(), geometry, out, isAtOnce ? most : Math.min(Math.max(LEAST_ROOM, near), most));
    }

    /// Whether a convolution is done in this way.
    static boolean suits(Geometry geometry, int out, ConvolutionKernels kernels) {
        return isThree(geometry.rows()) && isThree(geometry.columns()) && Math.min(geometry.channels(), out) >= LEAST_CHANNELS
                && Math.min(geometry.outputHeight(), geometry.outputWidth()) >= LEAST_PLACES && geometry.images() > 0 && kernels.tileColumns() % BLOCK == 0;
    }

    private static boolean isThree(Sweep sweep) { return sweep.kernel() == 3 && sweep.stride() == 1 && sweep.dilation() == 1; }

    static int padded(int channels) { return WinogradTiles.blocks(channels) * BLOCK; }

    WinogradTiles tiles() { return tiles; }

    /// Whether the points of all tiles take less memory than those of the filters: then filters are transformed a strip at a time, next to where they are used.
    boolean isAtOnce() { return isAtOnce; }

    /// `y = max(x ⋆ weight + bias, least)`
    void forward(float[] x, float[] weight, float[] bias, float least, float[] y) {
        float[] shift = Arrays.copyOf(bias, padded(out));
        if (isAtOnce) atOnce(x, weight, shift, least, y);
        else byParts(x, weight, shift, least, y);
    }

    private void byParts(float[] x, float[] weight, float[] shift, float least, float[] y) {
        int room = tiles.room(), point = room * padded(out) + BLOCK;
        int[] steps = steps(tiles, in);
        WinogradFilters filters = WinogradFilters.of(backend, weight, in, out, false);
        backend.parallel(Math.ceilDiv(tiles.count(), room), 1, (from, to) -> {
            int v = Aligned.FROM, m = v + tiles.size(in), scratch = m + WinogradTiles.POINTS * point;
            float[] near = Aligned.borrow(backend, scratch + WinogradTiles.SCRATCH);
            for (int part = from; part < to; part++) {
                int first = part * room, end = Math.min(tiles.count(), first + room);
                tiles.pixels(x, first, end, near, v, 0, near, scratch);
                for (int p = 0; p < WinogradTiles.POINTS; p++) product(kernels, end - first, near, v + p * tiles.point(in), steps, filters, p, near, m + p * point, padded(out));
                tiles.places(near, m, padded(out), point, first, end, 0, out, shift, least, y, near, scratch);
            }
            backend.giveBack(near);
        });
        filters.giveBack(backend);
    }

    private void atOnce(float[] x, float[] weight, float[] shift, float least, float[] y) {
        int count = tiles.count(), strip = kernels.tileColumns();
        int[] steps = steps(tiles, in);
        float[] v = Aligned.borrow(backend, tiles.size(in));
        backend.parallel(count, kernels.tileRows(), (from, to) -> {
            float[] scratch = backend.borrowFloats(WinogradTiles.SCRATCH);
            tiles.pixels(x, from, to, v, Aligned.FROM, from, scratch, 0);
            backend.giveBack(scratch);
        });
        backend.parallel(Math.ceilDiv(out, strip), 1, (from, to) -> {
            int scratch = Aligned.FROM + WinogradTiles.POINTS * (count * strip + BLOCK);
            float[] m = Aligned.borrow(backend, scratch + WinogradTiles.SCRATCH);
            for (int s = from; s < to; s++) {
                int first = s * strip, n = Math.min(strip, out - first), row = padded(n), point = count * row + BLOCK;
                WinogradFilters filters = WinogradFilters.of(backend, weight, in, out, false, first, n);
                for (int p = 0; p < WinogradTiles.POINTS; p++) product(kernels, count, v, Aligned.FROM + p * tiles.point(in), steps, filters, p, m, Aligned.FROM + p * point, row);
                tiles.places(m, Aligned.FROM, row, point, 0, count, first, first + n, shift, least, y, m, scratch);
                filters.giveBack(backend);
            }
            backend.giveBack(m);
        });
        backend.giveBack(v);
    }

    /// Where the channels of a tile are.
    static int[] steps(WinogradTiles tiles, int channels) {
        int[] steps = new int[channels];
        for (int c = 0; c < channels; c++) steps[c] = c / BLOCK * tiles.room() * BLOCK + c % BLOCK;
        return steps;
    }

    /// `C = A · U` at one point, for `count` tiles.
    static void product(ConvolutionKernels kernels, int count, float[] a, int aFrom, int[] steps, WinogradFilters filters, int point, float[] c, int cFrom, int cRow) {
        int rows = kernels.tileRows(), wide = filters.tileColumns();
        for (int strip = 0; strip < filters.strips(); strip++) {
            int columns = Math.min(wide, cRow - strip * wide), u = filters.at(point, strip), to = cFrom + strip * wide;
            for (int tile = 0; tile < count; tile += rows) {
                kernels.newPixels(Math.min(rows, count - tile), columns, steps.length, a, aFrom + tile * BLOCK, steps, 0, filters.values(), u, c, to + tile * cRow, cRow);
            }
        }
    }
}
