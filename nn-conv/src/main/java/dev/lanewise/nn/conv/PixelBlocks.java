package dev.lanewise.nn.conv;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import java.util.Arrays;

/// A copy of some images in which every place of a window finds its taps at the same distances, with zeros for the padding.
///
/// `[block of channels, row phase, column phase, image, row, column, channel of the block]`: pixels that are read by the same tap of neighbouring places
/// are neighbours, whatever the stride, because rows and columns are sorted by what is left when they are divided by it. Unlike patches, it is
/// hardly larger than what it was made of.
final class PixelBlocks {

    private static final int BLOCK = ConvolutionKernels.BLOCK;
    /// Pixels behind the last one that a tile may read.
    private static final int SLACK = 16;

    private final Reach rows;
    private final Reach columns;
    private final int channels;
    private final int height;
    private final int width;
    private final int plane;
    private final boolean[] readsRow;
    private final boolean[] readsColumn;
    private final int down;

    /// Room for so many images with so many lines of places.
    PixelBlocks(Reach rows, Reach columns, int channels, int images, int lines) {
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        this.height = lines + rows.extent() / rows.stride();
        this.width = columns.places() + columns.extent() / columns.stride();
        this.plane = images * height * width * BLOCK;
        this.readsRow = rows.phases();
        this.readsColumn = columns.phases();
        this.down = rows.extent();
    }

    /// Elements of the copy.
    int size() { return Math.ceilDiv(channels, BLOCK) * block() + SLACK * BLOCK; }

    private int block() { return plane * rows.stride() * columns.stride(); }

    /// Pixels from one line of places to the next.
    int width() { return width; }

    /// Where the first tap of a place is found.
    int at(int image, int line, int column) { return ((image * height + line) * width + column) * BLOCK; }

    /// How far each tap and channel is behind the first, in the order of the weight.
    int[] steps() {
        int[] steps = new int[rows.count() * columns.count() * channels];
        int n = 0;
        for (int down : rows.offsets()) {
            for (int right : columns.offsets()) {
                int phase = down % rows.stride() * columns.stride() + right % columns.stride();
                int pixel = phase * plane + at(0, down / rows.stride(), right / columns.stride());
                for (int channel = 0; channel < channels; channel++) steps[n++] = pixel + channel / BLOCK * block() + channel % BLOCK;
            }
        }
        return steps;
    }

    /// Copies what the places of `lines` lines from `line` on read of an image, `[inputHeight, inputWidth, channels]` from `xFrom` on, to where image `image` belongs.
    void copy(ConvolutionKernels kernels, float[] x, int xFrom, int inputHeight, int inputWidth, int line, int lines, float[] copy, int from, int image) {
        int first = line * rows.stride() + rows.first();
        for (int row = 0; row <= (lines - 1) * rows.stride() + down; row++) {
            int phase = row % rows.stride(), source = first + row;
            if (!readsRow[phase]) continue;
            boolean inside = source >= 0 && source < inputHeight;
            int to = from + phase * columns.stride() * plane + at(image, row / rows.stride(), 0);
            for (int side = 0; side < columns.stride(); side++, to += plane) {
                if (readsColumn[side]) copyRow(kernels, x, xFrom + source * inputWidth * channels, inside ? inputWidth : 0, side, copy, to);
            }
        }
    }

    private void copyRow(ConvolutionKernels kernels, float[] x, int xFrom, int inputWidth, int side, float[] copy, int to) {
        int begin = Math.min(width, columns.begin(side)), end = Math.clamp(columns.end(side, inputWidth), begin, width);
        zero(copy, to, 0, begin);
        zero(copy, to, end, width);
        if (end == begin) return;
        int source = xFrom + (columns.first() + side + begin * columns.stride()) * channels;
        kernels.spread(x, source, columns.stride() * channels, end - begin, channels, copy, to + begin * BLOCK, block());
    }

    private void zero(float[] copy, int at, int from, int to) {
        if (from == to) return;
        for (int channel = 0, start = at; channel < channels; channel += BLOCK, start += block()) Arrays.fill(copy, start + from * BLOCK, start + to * BLOCK, 0);
    }
}
