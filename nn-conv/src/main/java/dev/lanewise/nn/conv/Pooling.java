package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// What is done with the taps of each window, channel by channel: the part that the largest value and the mean share.
///
/// Images are split between threads as they are: windows may overlap, but never from one image to the next.
final class Pooling {

    /// Elements that are worth a second thread.
    private static final int GRAIN = 1 << 15;

    private final Tensor x;
    private final Tensor y;
    private final Geometry geometry;
    /// Rows and columns of padding below and to the right of the image that count as taps; none if only the image counts.
    private final int countedBelow;
    private final int countedRight;
    private final boolean countsPadding;
    private final Backend backend;

    Pooling(Tensor x, Window window) { this(x, window, false); }

    /// @param countsPadding whether taps in the padding count too; those that ceil mode adds behind it never do
    Pooling(Tensor x, Window window, boolean countsPadding) {
        this.x = x;
        this.countsPadding = countsPadding;
        this.countedBelow = window.ceil(false).rows(x.shape().extent(1)).after();
        this.countedRight = window.ceil(false).columns(x.shape().extent(2)).after();
        this.geometry = Geometry.of(window, x.shape());
        this.y = x.tape().result(Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), geometry.channels()), x);
        this.backend = x.tape().backend();
    }

    /// A tap: pixel `input` of `x` counts for pixel `output` of `y`, both given by where they stand.
    interface Taps {

        /// @param index the number of the tap in its window, from 0, row by row
        /// @param count taps of the window that count: those inside the image, and perhaps those in the padding; if none is inside, one call is
        /// made with 0
        void tap(int output, int input, int index, int count);
    }

    /// Makes what visits the taps in one thread, with scratch for one pixel.
    interface Work {
        Taps taps(float[] scratch);
    }

    Tensor x() { return x; }

    Tensor y() { return y; }

    int channels() { return geometry.channels(); }

    ElementKernels kernels() { return backend.kernels().elements(); }

    void forward(Work work) { run(work, false); }

    /// With a gradient of `x` that is ready for adding.
    void backward(Work work) { run(work, x.openGradient() == 0); }

    private void run(Work work, boolean fresh) {
        int size = geometry.imageSize();
        backend.parallel(geometry.images(), Math.max(1, GRAIN / Math.max(1, size)), (from, to) -> {
            float[] scratch = backend.borrowFloats(geometry.channels());
            if (fresh) Arrays.fill(x.gradient(), from * size, to * size, 0);
            visit(from, to, work.taps(scratch));
            backend.giveBack(scratch);
        });
    }

    /// The windows of the images `from … to − 1`.
    private void visit(int from, int to, Taps taps) {
        Sweep rows = geometry.rows();
        int lines = geometry.outputHeight();
        for (int line = from * lines; line < to * lines; line++) {
            int y = rows.begin(line % lines), first = rows.firstTap(y), end = rows.endTap(y, geometry.height());
            int counted = countsPadding ? rows.endTap(y, geometry.height() + countedBelow) : end - first;
            visitLine(line, line / lines * geometry.height() + y + first * rows.dilation(), end - first, counted, taps);
        }
    }

    /// The windows of a line of output pixels, of which `rows` rows lie inside the image from line `inputLine` on and `counted` ones count.
    private void visitLine(int line, int inputLine, int rows, int counted, Taps taps) {
        Sweep columns = geometry.columns();
        for (int place = 0; place < geometry.outputWidth(); place++) {
            int x = columns.begin(place), first = columns.firstTap(x), end = columns.endTap(x, geometry.width());
            int output = (line * geometry.outputWidth() + place) * geometry.channels();
            int count = counted * (countsPadding ? columns.endTap(x, geometry.width() + countedRight) : end - first);
            if (rows <= 0 || end <= first) taps.tap(output, 0, 0, 0);
            else visitWindow(output, inputLine * geometry.width() + x + first * columns.dilation(), rows, end - first, count, taps);
        }
    }

    private void visitWindow(int output, int input, int rows, int columns, int count, Taps taps) {
        int down = geometry.rows().dilation() * geometry.width(), right = geometry.columns().dilation();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                taps.tap(output, (input + i * down + j * right) * geometry.channels(), i * columns + j, count);
            }
        }
    }
}
