package dev.lanewise.nn.conv;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import java.util.Arrays;

/// The tiles of 4 × 4 places that outputs are cut into, numbered through all images, and the way between images and *points*: `[point, block of channels, tile, channel of the block]`.
///
/// A tile that reaches over the sides of an image, or over its channels, goes through a patch: zeros where there is nothing, and nothing is written there.
///
/// @param room tiles that there is room for among the points
record WinogradTiles(WinogradKernels kernels, Geometry geometry, int out, int room) {

    private static final int BLOCK = ConvolutionKernels.BLOCK;
    private static final int PLACES = WinogradKernels.PLACES;
    static final int POINTS = WinogradKernels.POINTS * WinogradKernels.POINTS;
    /// Elements of scratch: that of a transform, and a patch behind it.
    static final int SCRATCH = 2 * WinogradKernels.SCRATCH;
    /// Elements between points, lest their distance be one at which the nearest cache keeps few of them.
    private static final int GAP = BLOCK;

    private static int down(Geometry geometry) { return Math.ceilDiv(geometry.outputHeight(), PLACES); }

    private static int across(Geometry geometry) { return Math.ceilDiv(geometry.outputWidth(), PLACES); }

    /// Tiles of all images.
    static int count(Geometry geometry) { return geometry.images() * down(geometry) * across(geometry); }

    int count() { return count(geometry); }

    int perImage() { return down(geometry) * across(geometry); }

    static int blocks(int channels) { return Math.ceilDiv(channels, BLOCK); }

    /// Elements from one point to the next.
    int point(int channels) { return blocks(channels) * room * BLOCK + GAP; }

    /// Elements of all points.
    int size(int channels) { return POINTS * point(channels); }

    /// Images `[height, width, channels]`.
    private record Images(int height, int width, int channels) {

        int line() { return width * channels; }

        int at(int image, int top, int left, int channel) { return ((image * height + top) * width + left) * channels + channel; }

        boolean holds(int top, int left, int side, int channel) {
            return top >= 0 && left >= 0 && top + side <= height && left + side <= width && channel + BLOCK <= channels;
        }
    }

    private Images inputs() { return new Images(geometry.height(), geometry.width(), geometry.channels()); }

    private Images outputs() { return new Images(geometry.outputHeight(), geometry.outputWidth(), out); }

    private int image(int tile) { return tile / perImage(); }

    /// The first place.
    private int top(int tile) { return tile / across(geometry) % down(geometry) * PLACES; }

    private int left(int tile) { return tile % across(geometry) * PLACES; }

    /// Points of what the tiles from `first` to `end − 1` read, as the tiles from `to` on.
    void pixels(float[] x, int first, int end, float[] v, int vFrom, int to, float[] scratch, int scratchFrom) {
        Images images = inputs();
        int step = point(geometry.channels()), side = WinogradKernels.POINTS;
        for (int tile = first; tile < end; tile++) {
            int top = top(tile) - geometry.rows().before(), left = left(tile) - geometry.columns().before();
            for (int block = 0; block < blocks(geometry.channels()); block++) {
                int at = vFrom + (block * room + to + tile - first) * BLOCK;
                if (images.holds(top, left, side, block * BLOCK)) {
                    kernels.ofPixels(x, images.at(image(tile), top, left, block * BLOCK), images.line(), images.channels(), v, at, side * step, step, scratch, scratchFrom);
                } else {
                    int patch = scratchFrom + WinogradKernels.SCRATCH;
                    cut(images, x, image(tile), top, left, side, block * BLOCK, scratch, patch);
                    kernels.ofPixels(scratch, patch, side * BLOCK, BLOCK, v, at, side * step, step, scratch, scratchFrom);
                }
            }
        }
    }

    /// Adds what points of a block of channels give their pixels: rows of `row` elements, one for each tile.
    void addToPixels(float[] v, int vFrom, int row, int step, int first, int end, int block, float[] dx, float[] scratch, int scratchFrom) {
        Images images = inputs();
        int side = WinogradKernels.POINTS, patch = scratchFrom + WinogradKernels.SCRATCH;
        for (int tile = first; tile < end; tile++) {
            int top = top(tile) - geometry.rows().before(), left = left(tile) - geometry.columns().before(), at = vFrom + (tile - first) * row + block * BLOCK;
            if (images.holds(top, left, side, block * BLOCK)) {
                kernels.toPixels(v, at, side * step, step, dx, images.at(image(tile), top, left, block * BLOCK), images.line(), images.channels(), scratch, scratchFrom);
            } else {
                cut(images, dx, image(tile), top, left, side, block * BLOCK, scratch, patch);
                kernels.toPixels(v, at, side * step, step, scratch, patch, side * BLOCK, BLOCK, scratch, scratchFrom);
                put(images, scratch, patch, dx, image(tile), top, left, side, block * BLOCK);
            }
        }
    }

    /// Places made of sums at points, from channel `begin` to `limit − 1`: rows of `row` elements from channel `begin` on, one for each tile.
    void places(float[] m, int mFrom, int row, int step, int first, int end, int begin, int limit, float[] bias, float least, float[] y, float[] scratch, int scratchFrom) {
        Images images = outputs();
        int side = WinogradKernels.POINTS, patch = scratchFrom + WinogradKernels.SCRATCH;
        for (int tile = first; tile < end; tile++) {
            int top = top(tile), left = left(tile);
            for (int channel = begin; channel < limit; channel += BLOCK) {
                int at = mFrom + (tile - first) * row + channel - begin;
                if (images.holds(top, left, PLACES, channel)) {
                    kernels.toPlaces(m, at, side * step, step, bias, channel, least,
                            y, images.at(image(tile), top, left, channel), images.line(), images.channels(), scratch, scratchFrom);
                } else {
                    kernels.toPlaces(m, at, side * step, step, bias, channel, least, scratch, patch, PLACES * BLOCK, BLOCK, scratch, scratchFrom);
                    put(images, scratch, patch, y, image(tile), top, left, PLACES, channel);
                }
            }
        }
    }

    /// Points of the gradients of the tiles from `first` to `end − 1`, as the tiles from `to` on.
    void gradients(float[] dz, int first, int end, float[] m, int mFrom, int to, float[] scratch, int scratchFrom) {
        Images images = outputs();
        int step = point(out), side = WinogradKernels.POINTS;
        for (int tile = first; tile < end; tile++) {
            int top = top(tile), left = left(tile);
            for (int block = 0; block < blocks(out); block++) {
                int at = mFrom + (block * room + to + tile - first) * BLOCK;
                if (images.holds(top, left, PLACES, block * BLOCK)) {
                    kernels.ofPlaces(dz, images.at(image(tile), top, left, block * BLOCK), images.line(), images.channels(), m, at, side * step, step, scratch, scratchFrom);
                } else {
                    int patch = scratchFrom + WinogradKernels.SCRATCH;
                    cut(images, dz, image(tile), top, left, PLACES, block * BLOCK, scratch, patch);
                    kernels.ofPlaces(scratch, patch, PLACES * BLOCK, BLOCK, m, at, side * step, step, scratch, scratchFrom);
                }
            }
        }
    }

    private static void cut(Images images, float[] x, int image, int top, int left, int side, int channel, float[] patch, int from) {
        Arrays.fill(patch, from, from + side * side * BLOCK, 0);
        int n = Math.min(BLOCK, images.channels() - channel);
        for (int i = Math.max(0, -top); i < Math.min(side, images.height() - top); i++) {
            for (int j = Math.max(0, -left); j < Math.min(side, images.width() - left); j++) {
                System.arraycopy(x, images.at(image, top + i, left + j, channel), patch, from + (i * side + j) * BLOCK, n);
            }
        }
    }

    private static void put(Images images, float[] patch, int from, float[] x, int image, int top, int left, int side, int channel) {
        int n = Math.min(BLOCK, images.channels() - channel);
        for (int i = Math.max(0, -top); i < Math.min(side, images.height() - top); i++) {
            for (int j = Math.max(0, -left); j < Math.min(side, images.width() - left); j++) {
                System.arraycopy(patch, from + (i * side + j) * BLOCK, x, images.at(image, top + i, left + j, channel), n);
            }
        }
    }
}
