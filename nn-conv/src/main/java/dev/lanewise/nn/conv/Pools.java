package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;

/// What the pooling operations share.
final class Pools {

    /// Elements that are worth a second thread.
    private static final int GRAIN = 1 << 15;

    private Pools() { }

    /// One output pixel: taps of the window that lie inside an image.
    ///
    /// @param output where the output pixel stands
    /// @param first where the input pixel of the first tap stands
    interface Pixels {
        void pixel(int output, int first, int rows, int columns);
    }

    /// Refuses padding that a whole window would fit into.
    static void requireNarrowPadding(String owner, Window window) {
        Padding padding = window.padding();
        int vertical = Math.max(padding.top(), padding.bottom()), horizontal = Math.max(padding.left(), padding.right());
        if (vertical >= window.rows(1).span() || horizontal >= window.columns(1).span()) {
            throw new IllegalArgumentException(owner + ": expected padding smaller than the window, " + window.kernel() + ", but got " + padding);
        }
    }

    /// Visits all output pixels of the images `from … to − 1`.
    static void visit(Geometry geometry, int from, int to, Pixels pixels) {
        Sweep rows = geometry.rows(), columns = geometry.columns();
        int output = from * geometry.pixels() * geometry.channels(), height = geometry.outputHeight(), width = geometry.outputWidth();
        for (int line = from * height; line < to * height; line++) {
            int y = rows.begin(line % height), firstRow = rows.firstTap(y), endRow = rows.endTap(y, geometry.height());
            int inputLine = (line / height * geometry.height() + y + firstRow * rows.dilation()) * geometry.width();
            for (int place = 0; place < width; place++, output += geometry.channels()) {
                int x = columns.begin(place), firstColumn = columns.firstTap(x), endColumn = columns.endTap(x, geometry.width());
                pixels.pixel(output, (inputLine + x + firstColumn * columns.dilation()) * geometry.channels(), endRow - firstRow, endColumn - firstColumn);
            }
        }
    }

    /// Images that are worth a thread of their own.
    static int grain(Geometry geometry) { return Math.max(1, GRAIN / Math.max(1, geometry.imageSize())); }

    /// Makes the gradient of some images ready for adding.
    static void open(boolean fresh, Tensor x, Geometry geometry, int from, int to) {
        if (fresh) Arrays.fill(x.gradient(), from * geometry.imageSize(), to * geometry.imageSize(), 0);
    }
}
