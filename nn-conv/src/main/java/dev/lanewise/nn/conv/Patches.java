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

    private final Sweep rows;
    private final Sweep columns;
    private final int height;
    private final int width;
    private final int channels;
    private final int outputHeight;
    private final int outputWidth;
    /// Elements of a kernel row.
    private final int line;
    private final int patch;
    /// Places of a line from the first to behind the last at which no tap is in the padding.
    private final int firstInside;
    private final int endInside;
    private final boolean hasBorders;

    Patches(Geometry geometry) {
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.height = geometry.height();
        this.width = geometry.width();
        this.channels = geometry.channels();
        this.outputHeight = geometry.outputHeight();
        this.outputWidth = geometry.outputWidth();
        this.line = columns.kernel() * channels;
        this.patch = geometry.patchSize();
        this.firstInside = Math.ceilDiv(columns.before(), columns.stride());
        this.endInside = Math.floorDiv(width + columns.before() - columns.span(), columns.stride()) + 1;
        this.hasBorders = rows.before() + rows.after() + columns.before() + columns.after() > 0;
    }

    /// What is done with the run of a kernel row that lies inside the image.
    @FunctionalInterface
    private interface Runs {
        void run(int imageAt, int patchAt, int n);
    }

    /// Patches of the pixels `from … to − 1` of images `x`.
    void gather(float[] x, int from, int to, float[] patches) {
        clearBorders(from, to, patches);
        visit(from, to, (imageAt, patchAt, n) -> copy(x, imageAt, patches, patchAt, n));
    }

    /// Adds patches of the pixels `from … to − 1` to where they were taken from.
    void scatter(float[] patches, int from, int to, float[] x, ElementKernels kernels) {
        visit(from, to, (imageAt, patchAt, n) -> kernels.axpby(1, patches, patchAt, 1, x, imageAt, n));
    }

    private void visit(int from, int to, Runs runs) {
        int place = from % outputWidth;
        for (int pixel = from, outputLine = from / outputWidth; pixel < to; outputLine++) {
            int places = Math.min(outputWidth - place, to - pixel);
            visitLine(outputLine, place, place + places, (pixel - from) * patch, runs);
            pixel += places;
            place = 0;
        }
    }

    /// Some places on one line: the rows of the image are the same for all of them.
    private void visitLine(int outputLine, int from, int to, int at, Runs runs) {
        int y = rows.begin(outputLine % outputHeight), first = rows.firstTap(y), end = rows.endTap(y, height), down = rows.dilation() * width;
        int imageLine = (outputLine / outputHeight * height + y) * width;
        for (int place = from; place < to; place++, at += patch) {
            int x = columns.begin(place);
            boolean whole = columns.dilation() == 1 && place >= firstInside && place < endInside;
            for (int tap = first; tap < end; tap++) {
                if (whole) runs.run((imageLine + tap * down + x) * channels, at + tap * line, line);
                else visitPieces(imageLine + tap * down, x, at + tap * line, runs);
            }
        }
    }

    /// A kernel row with gaps or with taps in the padding.
    private void visitPieces(int imageLine, int x, int at, Runs runs) {
        int end = columns.endTap(x, width);
        for (int tap = columns.firstTap(x); tap < end; tap++) {
            runs.run((imageLine + x + tap * columns.dilation()) * channels, at + tap * channels, channels);
        }
    }

    private void clearBorders(int from, int to, float[] patches) {
        if (!hasBorders) return;
        for (int pixel = from; pixel < to; pixel++) {
            int place = pixel % outputWidth, y = rows.begin(pixel / outputWidth % outputHeight);
            boolean inside = place >= firstInside && place < endInside && y >= 0 && y + rows.span() <= height;
            if (!inside) Arrays.fill(patches, (pixel - from) * patch, (pixel - from + 1) * patch, 0);
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int toAt, int n) {
        if (n >= SHORT) System.arraycopy(from, fromAt, to, toAt, n);
        else for (int i = 0; i < n; i++) to[toAt + i] = from[fromAt + i];
    }
}
