package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;

/// `y = (Σ |x|ᵖ)^(1/p)` over each window, and its gradient `dx = dy · sign(x) · (|x| / y)^(p − 1)`, which is 0 where `y` is 0.
final class LpPooling {

    private LpPooling() { }

    static Tensor of(Tensor x, Window window, double p) {
        Pooling pooling = new Pooling(x, window);
        pooling.forward(_ -> norm(pooling, p));
        x.tape().record(pooling.y(), () -> pooling.backward(_ -> gradient(pooling, p)));
        return pooling.y();
    }

    private static Pooling.Taps norm(Pooling pooling, double p) {
        float[] x = pooling.x().data(), y = pooling.y().data();
        int n = pooling.channels();
        return (output, input, index, count) -> {
            if (index == 0) Arrays.fill(y, output, output + n, 0);
            for (int c = 0; c < n && count > 0; c++) y[output + c] += (float) power(Math.abs(x[input + c]), p);
            for (int c = 0; c < n && index == count - 1; c++) y[output + c] = (float) root(y[output + c], p);
        };
    }

    private static Pooling.Taps gradient(Pooling pooling, double p) {
        float[] x = pooling.x().data(), y = pooling.y().data(), dx = pooling.x().gradient(), dy = pooling.y().gradient();
        int n = pooling.channels();
        return (output, input, _, count) -> {
            for (int c = 0; c < n && count > 0; c++) {
                float value = x[input + c], norm = y[output + c];
                if (norm != 0) dx[input + c] += (float) (dy[output + c] * Math.signum(value) * power(Math.abs(value) / norm, p - 1));
            }
        };
    }

    private static double power(double x, double p) { return p == 1 ? x : p == 2 ? x * x : Math.pow(x, p); }

    private static double root(double x, double p) { return p == 1 ? x : p == 2 ? Math.sqrt(x) : Math.pow(x, 1 / p); }
}
