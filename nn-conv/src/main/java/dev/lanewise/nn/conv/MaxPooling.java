package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.RangeTask;
import dev.lanewise.linalg.kernel.WindowKernels;
import java.util.Arrays;

/// The largest value of each window, and its gradient; −∞ where the whole window lies in the padding.
///
/// The gradient finds the place again by comparing the input with the output, so that nothing has to be kept. Places of a line whose windows lie
/// inside the image are done together, those at its sides one by one with the taps that are left. Images are shared out among the threads as they are.
final class MaxPooling {

    /// Elements that are worth a second thread.
    private static final int GRAIN = 1 << 14;

    private final Tensor x;
    private final Tensor y;
    private final Geometry geometry;
    private final Sweep rows;
    private final Sweep columns;
    private final int channels;
    private final Backend backend;
    private final WindowKernels kernels;

    private MaxPooling(Tensor x, Window window) {
        this.x = x;
        this.geometry = Geometry.of(window, x.shape());
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.channels = geometry.channels();
        this.y = x.tape().result(Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), channels), x);
        this.backend = x.tape().backend();
        this.kernels = backend.kernels().windows();
    }

    static Tensor of(Tensor x, Window window) {
        MaxPooling pooling = new MaxPooling(x, window);
        pooling.forward();
        x.tape().record(pooling.y, pooling::backward);
        return pooling.y;
    }

    /// What is done with some places of a line whose windows have `taps` taps inside the image, the first of them at `xAt`.
    private interface Places {
        void visit(int places, int taps, int[] xAt, int output);
    }

    private void forward() {
        float[] from = x.data(), to = y.data();
        int step = columns.stride() * channels;
        share((first, end) -> visit(first, end, (places, taps, xAt, output) -> {
            if (taps == 0) Arrays.fill(to, output, output + places * channels, Float.NEGATIVE_INFINITY);
            else kernels.largest(places, channels, taps, from, xAt, step, to, output, channels);
        }));
    }

    private void backward() {
        float[] from = x.data(), dx = x.gradient();
        boolean fresh = x.openGradient() == 0, covered = fresh && isTiling();
        int size = geometry.imageSize(), step = columns.stride() * channels;
        share((first, end) -> {
            if (fresh && !covered) Arrays.fill(dx, first * size, end * size, 0);
            visit(first, end, (places, taps, xAt, output) ->
                    kernels.largestGradient(places, channels, taps, from, xAt, step, y.data(), output, channels, y.gradient(), covered ? 0 : 1, dx));
        });
    }

    /// Whether each input lies in exactly one window.
    private boolean isTiling() { return isTiling(rows, geometry.height()) && isTiling(columns, geometry.width()); }

    private static boolean isTiling(Sweep sweep, int input) {
        return sweep.stride() == sweep.span() && sweep.dilation() == 1 && sweep.before() + sweep.after() == 0 && input % sweep.stride() == 0;
    }

    private void share(RangeTask task) {
        backend.parallel(geometry.images(), Math.max(1, GRAIN / Math.max(1, geometry.imageSize())), task);
    }

    private void visit(int firstImage, int endImage, Places visitor) {
        int[] xAt = new int[rows.kernel() * columns.kernel()];
        int width = geometry.outputWidth(), lines = geometry.outputHeight();
        int inside = Math.min(width, Math.ceilDiv(columns.before(), columns.stride()));
        int outside = Math.clamp(Math.floorDiv(geometry.width() + columns.before() - columns.span(), columns.stride()) + 1, inside, width);
        for (int line = firstImage * lines; line < endImage * lines; line++) {
            for (int place = 0; place < inside; place++) visit(line, place, 1, xAt, visitor);
            if (outside > inside) visit(line, inside, outside - inside, xAt, visitor);
            for (int place = outside; place < width; place++) visit(line, place, 1, xAt, visitor);
        }
    }

    /// Places of a line with the same taps inside the image.
    private void visit(int line, int place, int places, int[] xAt, Places visitor) {
        int top = rows.begin(line % geometry.outputHeight()), left = columns.begin(place), taps = 0;
        int image = line / geometry.outputHeight() * geometry.height(), rowEnd = rows.endTap(top, geometry.height()), columnEnd = columns.endTap(left, geometry.width());
        for (int i = rows.firstTap(top); i < rowEnd; i++) {
            int row = (image + top + i * rows.dilation()) * geometry.width() + left;
            for (int j = columns.firstTap(left); j < columnEnd; j++) xAt[taps++] = (row + j * columns.dilation()) * channels;
        }
        visitor.visit(places, taps, xAt, (line * geometry.outputWidth() + place) * channels);
    }
}
