package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// The mean of each window over the taps inside the image, or over those in the padding too, and its gradient; 0 where the whole window lies in the padding.
final class AveragePooling {

    private AveragePooling() { }

    static Tensor of(Tensor x, Window window, boolean countsPadding) {
        Pooling pooling = new Pooling(x, window, countsPadding);
        pooling.forward(_ -> mean(pooling));
        x.tape().record(pooling.y(), () -> pooling.backward(_ -> gradient(pooling)));
        return pooling.y();
    }

    private static Pooling.Taps mean(Pooling pooling) {
        float[] x = pooling.x().data(), y = pooling.y().data();
        ElementKernels kernels = pooling.kernels();
        int n = pooling.channels();
        return (output, input, index, count) -> {
            if (count == 0) Arrays.fill(y, output, output + n, 0);
            else kernels.axpby(1f / count, x, input, index == 0 ? 0 : 1, y, output, n);
        };
    }

    private static Pooling.Taps gradient(Pooling pooling) {
        float[] dx = pooling.x().gradient(), dy = pooling.y().gradient();
        ElementKernels kernels = pooling.kernels();
        int n = pooling.channels();
        return (output, input, _, count) -> {
            if (count > 0) kernels.axpby(1f / count, dy, output, 1, dx, input, n);
        };
    }
}
