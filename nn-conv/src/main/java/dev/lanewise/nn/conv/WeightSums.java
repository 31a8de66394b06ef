package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import java.util.Arrays;

/// `dW(tap) = Σ_places X(place · stride + tap)ᵀ · dZ(place)`, summed up over one group of images after the other.
///
/// With the channels last, the taps of a kernel row and their channels are one run of neighbours in the image: rows of a tile. The sums go over places, which a
/// table of steps finds in the images, or in a copy with zeros for the padding. Threads share the rows and columns of dW, never a sum.
final class WeightSums {

    /// Places that a tile sums up at a time.
    private static final int DEPTH = 192;
    private static final int ROWS_PER_SHARE = 96;

    private final Geometry geometry;
    private final int out;
    private final Backend backend;
    private final ConvolutionKernels kernels;
    private final ProductKernels products;
    private final int tileRows;
    private final int tileColumns;
    /// Elements of a run, and what it becomes when tiles are filled up.
    private final int run;
    private final int padded;
    private final int runs;
    private final boolean inPlace;
    private final int copyHeight;
    private final int copyWidth;
    /// `[strip, run, element of the run, column]`
    private final float[] sums;

    private final Tape tape;

    private WeightSums(Geometry geometry, int out, Tape tape) {
        this.geometry = geometry;
        this.out = out;
        this.tape = tape;
        this.backend = tape.backend();
        this.kernels = backend.kernels().convolutions();
        this.products = backend.kernels().products();
        this.tileRows = kernels.tileRows();
        this.tileColumns = kernels.tileColumns();
        Sweep rows = geometry.rows(), columns = geometry.columns();
        this.run = run(geometry);
        this.padded = padded(run);
        this.runs = geometry.patchSize() / run;
        this.inPlace = run % 4 == 0 && rows.before() + rows.after() + columns.before() + columns.after() == 0;
        this.copyHeight = Math.max(geometry.height() + rows.before() + rows.after(), 1);
        this.copyWidth = Math.max(geometry.width() + columns.before() + columns.after(), 1);
        int size = Math.ceilDiv(out, tileColumns) * runs * padded * tileColumns;
        this.sums = tape.scratch(size);
        Arrays.fill(sums, 0, size, 0);
    }

    static WeightSums of(Geometry geometry, int out, Tape tape) { return new WeightSums(geometry, out, tape); }

    private static int run(Geometry geometry) { return (geometry.columns().dilation() == 1 ? geometry.columns().kernel() : 1) * geometry.channels(); }

    private static int padded(int run) { return Math.ceilDiv(run, 4) * 4; }

    /// Adds the images from `first` to `end − 1`.
    ///
    /// @param dz of all images
    void add(float[] x, float[] dz, int first, int end) {
        int images = end - first, imageSize = inPlace ? geometry.imageSize() : copyHeight * copyWidth * geometry.channels();
        float[] copy = inPlace ? x : Aligned.borrow(backend, images * imageSize);
        int from = inPlace ? first * imageSize : Aligned.FROM;
        if (!inPlace) backend.parallel(images, 1, (a, b) -> { for (int i = a; i < b; i++) pad(x, first + i, copy, from + i * imageSize); });
        int[] steps = steps(images, imageSize);
        int strips = Math.ceilDiv(out, tileColumns), shares = runs * Math.ceilDiv(padded, ROWS_PER_SHARE);
        backend.parallel(strips * shares, 1, (a, b) -> {
            float[] factor = Aligned.borrow(backend, DEPTH * tileColumns);
            for (int unit = a; unit < b; unit++) add(unit / shares, unit % shares, copy, from, steps, dz, first * geometry.pixels() * out, factor);
            backend.giveBack(factor);
        });
        if (!inPlace) backend.giveBack(copy);
    }

    private void pad(float[] x, int image, float[] copy, int from) {
        int top = geometry.rows().before(), left = geometry.columns().before() * geometry.channels(), line = geometry.width() * geometry.channels();
        int pitch = copyWidth * geometry.channels();
        Arrays.fill(copy, from, from + copyHeight * pitch, 0);
        for (int row = 0; row < geometry.height(); row++) {
            System.arraycopy(x, image * geometry.imageSize() + row * line, copy, from + (top + row) * pitch + left, line);
        }
    }

    /// Where the places of some images are.
    private int[] steps(int images, int imageSize) {
        int[] steps = new int[images * geometry.pixels()];
        int n = 0, down = geometry.rows().stride() * copyWidth * geometry.channels(), right = geometry.columns().stride() * geometry.channels();
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < geometry.outputHeight(); i++) {
                for (int j = 0; j < geometry.outputWidth(); j++) steps[n++] = image * imageSize + i * down + j * right;
            }
        }
        return steps;
    }

    private void add(int strip, int share, float[] copy, int from, int[] steps, float[] dz, int dzFrom, float[] factor) {
        int perRun = Math.ceilDiv(padded, ROWS_PER_SHARE), index = share / perRun;
        int begin = share % perRun * ROWS_PER_SHARE, end = Math.min(padded, begin + ROWS_PER_SHARE);
        int first = strip * tileColumns, n = Math.min(tileColumns, out - first), wide = n <= tileColumns / 2 ? tileColumns / 2 : tileColumns;
        int start = from + start(index), c = (strip * runs + index) * padded * tileColumns;
        for (int p = 0; p < steps.length; p += DEPTH) {
            int terms = Math.min(DEPTH, steps.length - p);
            products.pack(dz, dzFrom + p * out + first, 1, out, n, terms, tileColumns, factor, Aligned.FROM);
            for (int row = begin; row < end; row += tileRows) {
                int at = c + row * tileColumns;
                kernels.neighbours(Math.min(tileRows, end - row), wide, terms, copy, start + row, steps, p, factor, Aligned.FROM, sums, at, tileColumns);
            }
        }
    }

    /// Where a run begins for the first place.
    private int start(int index) {
        int perRow = geometry.patchSize() / geometry.rows().kernel() / run;
        int row = index / perRow * geometry.rows().dilation(), tap = index % perRow * geometry.columns().dilation();
        return (row * copyWidth + tap) * geometry.channels();
    }

    /// `dW = sums + beta · dW`, and the end of this.
    void finish(float beta, float[] gradient) {
        for (int strip = 0; strip * tileColumns < out; strip++) {
            int first = strip * tileColumns, n = Math.min(tileColumns, out - first);
            for (int index = 0; index < runs; index++) {
                kernels.finish(run, n, sums, (strip * runs + index) * padded * tileColumns, tileColumns, Float.NEGATIVE_INFINITY, beta,
                        gradient, index * run * out + first, out);
            }
        }
        tape.giveBack(sums);
    }
}
