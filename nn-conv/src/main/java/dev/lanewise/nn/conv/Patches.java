package dev.lanewise.nn.conv;

import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// What the window sees, as rows of a matrix: `[pixels, kernel height · kernel width · channels]`, zeros for the padding.
///
/// With the channels last, a kernel row without dilation is one run of `kernel width · channels` elements in the image. A block of a
/// few hundred rows is made at a time, small enough for the cache.
final class Patches {

    /// Shorter runs are moved element by element: the call of a copy would cost more.
    private static final int SHORT = 32;

    private final Geometry geometry;
    private final Sweep rows;
    private final Sweep columns;
    private final int width;
    private final int channels;
    private final int outputWidth;
    private final int pixels;
    private final int line;
    private final int patch;

    Patches(Geometry geometry) {
        this.geometry = geometry;
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.width = geometry.width();
        this.channels = geometry.channels();
        this.outputWidth = geometry.outputWidth();
        this.pixels = geometry.pixels();
        this.line = columns.kernel() * channels;
        this.patch = geometry.patchSize();
    }

    /// What is done with the run of a kernel row that lies inside the image.
    @FunctionalInterface
    private interface Runs {
        void run(int imageAt, int patchAt, int n);
    }

    /// Patches of the pixels `from … to − 1` of images `x`.
    void gather(float[] x, int from, int to, float[] patches) {
        for (int pixel = from; pixel < to; pixel++) gatherPixel(x, pixel, patches, (pixel - from) * patch);
    }

    private void gatherPixel(float[] x, int pixel, float[] patches, int at) {
        if (!isInside(pixel)) Arrays.fill(patches, at, at + patch, 0);
        visit(pixel, at, (imageAt, patchAt, n) -> copy(x, imageAt, patches, patchAt, n));
    }

    /// Adds patches of the pixels `from … to − 1` to where they were taken from.
    void scatter(float[] patches, int from, int to, float[] x, ElementKernels kernels) {
        for (int pixel = from; pixel < to; pixel++) {
            visit(pixel, (pixel - from) * patch, (imageAt, patchAt, n) -> kernels.axpby(1, patches, patchAt, 1, x, imageAt, n));
        }
    }

    private boolean isInside(int pixel) {
        int inImage = pixel % pixels;
        int y = rows.begin(inImage / outputWidth), x = columns.begin(inImage % outputWidth);
        return y >= 0 && y + rows.span() <= geometry.height() && x >= 0 && x + columns.span() <= width;
    }

    private void visit(int pixel, int at, Runs runs) {
        int image = pixel / pixels, inImage = pixel % pixels;
        int y = rows.begin(inImage / outputWidth), x = columns.begin(inImage % outputWidth);
        int end = rows.endTap(y, geometry.height());
        for (int tap = rows.firstTap(y); tap < end; tap++) {
            visitLine((image * geometry.height() + y + tap * rows.dilation()) * width, x, at + tap * line, runs);
        }
    }

    private void visitLine(int imageLine, int x, int at, Runs runs) {
        int first = columns.firstTap(x), end = columns.endTap(x, width);
        if (columns.dilation() == 1) {
            if (first < end) runs.run((imageLine + x + first) * channels, at + first * channels, (end - first) * channels);
            return;
        }
        for (int tap = first; tap < end; tap++) {
            runs.run((imageLine + x + tap * columns.dilation()) * channels, at + tap * channels, channels);
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int toAt, int n) {
        if (n >= SHORT) System.arraycopy(from, fromAt, to, toAt, n);
        else for (int i = 0; i < n; i++) to[toAt + i] = from[fromAt + i];
    }
}
