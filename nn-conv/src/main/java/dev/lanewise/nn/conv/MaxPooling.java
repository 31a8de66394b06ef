package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// The largest value of each window, and its gradient.
///
/// The gradient finds the place again by comparing the input with the output, so that nothing has to be kept.
final class MaxPooling {

    private MaxPooling() { }

    static Tensor of(Tensor x, Window window) {
        Geometry geometry = Geometry.of(window, x.shape());
        Shape shape = Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), geometry.channels());
        Tensor y = x.tape().result(shape, x);
        x.tape().backend().parallel(geometry.images(), Pools.grain(geometry), (from, to) -> forward(geometry, from, to, x.data(), y.data()));
        x.tape().record(y, () -> backward(geometry, x, y));
        return y;
    }

    private static void forward(Geometry geometry, int from, int to, float[] x, float[] y) {
        int n = geometry.channels(), down = geometry.rows().dilation() * geometry.width() * n, right = geometry.columns().dilation() * n;
        Pools.visit(geometry, from, to, (output, first, rows, columns) -> {
            if (rows <= 0 || columns <= 0) Arrays.fill(y, output, output + n, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    if (i + j == 0) System.arraycopy(x, first, y, output, n);
                    else maximum(x, first + i * down + j * right, y, output, n);
                }
            }
        });
    }

    private static void backward(Geometry geometry, Tensor x, Tensor y) {
        Backend backend = x.tape().backend();
        boolean fresh = x.openGradient() == 0;
        backend.parallel(geometry.images(), Pools.grain(geometry), (from, to) -> {
            float[] rest = backend.borrowFloats(geometry.channels());
            Pools.open(fresh, x, geometry, from, to);
            backward(geometry, from, to, x, y, rest);
            backend.giveBack(rest);
        });
    }

    private static void backward(Geometry geometry, int from, int to, Tensor x, Tensor y, float[] rest) {
        int n = geometry.channels(), down = geometry.rows().dilation() * geometry.width() * n, right = geometry.columns().dilation() * n;
        float[] dy = y.gradient(), dx = x.gradient();
        Pools.visit(geometry, from, to, (output, first, rows, columns) -> {
            System.arraycopy(dy, output, rest, 0, n);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) giveToEqual(x.data(), first + i * down + j * right, y.data(), output, rest, dx, n);
            }
        });
    }

    /// `y = max(x, y)`
    private static void maximum(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int c = 0; c < n; c++) y[yFrom + c] = Math.max(y[yFrom + c], x[xFrom + c]);
    }

    /// Where `x = y`, moves the rest of the gradient to `dx`: with `rest = 0` from then on, the first of equal places gets it.
    ///
    /// Without a branch, so that lanes can do it: two different floats are at least 2⁻¹⁴⁹ apart, so `1 − 2¹⁴⁹ · |x − y|` is 1 or at most 0.
    private static void giveToEqual(float[] x, int xFrom, float[] y, int yFrom, float[] rest, float[] dx, int n) {
        for (int c = 0; c < n; c++) {
            float isEqual = Math.max(0, 1 - Math.abs(x[xFrom + c] - y[yFrom + c]) * 0x1p100f * 0x1p49f);
            float given = isEqual * rest[c];
            dx[xFrom + c] += given;
            rest[c] -= given;
        }
    }
}
