package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// The mean of each window over the taps inside the image, and its gradient.
final class AveragePooling {

    private AveragePooling() { }

    static Tensor of(Tensor x, Window window) {
        Geometry geometry = Geometry.of(window, x.shape());
        Shape shape = Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), geometry.channels());
        Tensor y = x.tape().result(shape, x);
        ElementKernels kernels = x.tape().backend().kernels().elements();
        x.tape().backend().parallel(geometry.images(), Pools.grain(geometry), (from, to) -> forward(geometry, from, to, x.data(), y.data(), kernels));
        x.tape().record(y, () -> backward(geometry, x, y));
        return y;
    }

    private static void forward(Geometry geometry, int from, int to, float[] x, float[] y, ElementKernels kernels) {
        int n = geometry.channels(), down = geometry.rows().dilation() * geometry.width() * n, right = geometry.columns().dilation() * n;
        Pools.visit(geometry, from, to, (output, first, rows, columns) -> {
            if (rows <= 0 || columns <= 0) Arrays.fill(y, output, output + n, 0);
            float share = 1f / (rows * columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) kernels.axpby(share, x, first + i * down + j * right, i + j == 0 ? 0 : 1, y, output, n);
            }
        });
    }

    private static void backward(Geometry geometry, Tensor x, Tensor y) {
        ElementKernels kernels = x.tape().backend().kernels().elements();
        boolean fresh = x.openGradient() == 0;
        x.tape().backend().parallel(geometry.images(), Pools.grain(geometry), (from, to) -> {
            Pools.open(fresh, x, geometry, from, to);
            backward(geometry, from, to, x.gradient(), y.gradient(), kernels);
        });
    }

    private static void backward(Geometry geometry, int from, int to, float[] dx, float[] dy, ElementKernels kernels) {
        int n = geometry.channels(), down = geometry.rows().dilation() * geometry.width() * n, right = geometry.columns().dilation() * n;
        Pools.visit(geometry, from, to, (output, first, rows, columns) -> {
            float share = 1f / (rows * columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) kernels.axpby(share, dy, output, 1, dx, first + i * down + j * right, n);
            }
        });
    }
}
