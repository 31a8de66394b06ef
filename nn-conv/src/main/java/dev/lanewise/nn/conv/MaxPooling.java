package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// The largest value of each window, and its gradient; −∞ where the whole window lies in the padding.
///
/// The gradient finds the place again by comparing the input with the output, so that nothing has to be kept.
final class MaxPooling {

    private MaxPooling() { }

    static Tensor of(Tensor x, Window window) {
        Pooling pooling = new Pooling(x, window);
        pooling.forward(_ -> largest(pooling));
        x.tape().record(pooling.y(), () -> pooling.backward(rest -> gradient(pooling, rest)));
        return pooling.y();
    }

    private static Pooling.Taps largest(Pooling pooling) {
        float[] x = pooling.x().data(), y = pooling.y().data();
        ElementKernels kernels = pooling.kernels();
        int n = pooling.channels();
        return (output, input, index, count) -> {
            if (count == 0) Arrays.fill(y, output, output + n, Float.NEGATIVE_INFINITY);
            else if (index == 0) System.arraycopy(x, input, y, output, n);
            else kernels.maximum(x, input, y, output, y, output, n);
        };
    }

    /// @param rest what is left of a pixel's gradient: nothing as soon as the first of equal taps got it
    private static Pooling.Taps gradient(Pooling pooling, float[] rest) {
        float[] x = pooling.x().data(), y = pooling.y().data(), dx = pooling.x().gradient(), dy = pooling.y().gradient();
        ElementKernels kernels = pooling.kernels();
        int n = pooling.channels();
        return (output, input, index, count) -> {
            if (index == 0) System.arraycopy(dy, output, rest, 0, n);
            if (count > 0) kernels.moveWhereEqual(x, input, y, output, rest, 0, dx, input, n);
        };
    }
}
