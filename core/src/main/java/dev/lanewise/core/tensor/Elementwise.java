package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;

/// Functions of each element by itself.
final class Elementwise {

    /// Below this many elements another thread costs more than it brings.
    static final int GRAIN = 1 << 15;

    private Elementwise() { }

    /// `y = f(x)`; `dx = dy · f'(x)`.
    static Tensor map(ElementFunction f, Tensor x) {
        Tape tape = x.tape();
        ElementKernels kernels = tape.backend().kernels().elements();
        Tensor y = tape.result(x.shape(), x);
        tape.backend().parallel(x.size(), GRAIN, (from, to) -> kernels.map(f, x.data(), from, y.data(), from, to - from));
        tape.activated(f, y);
        tape.record(y, () -> {
            float beta = x.openGradient();
            float[] dx = x.gradient(), dy = y.gradient();
            tape.backend().parallel(x.size(), GRAIN, (from, to) ->
                    kernels.mapGradient(f, x.data(), from, y.data(), from, dy, from, beta, dx, from, to - from));
        });
        return y;
    }

    /// `y = alpha · x + shift`; `dx = alpha · dy`.
    static Tensor affine(Tensor x, float alpha, float shift) {
        Tape tape = x.tape();
        ElementKernels kernels = tape.backend().kernels().elements();
        Tensor y = tape.result(x.shape(), x);
        tape.backend().parallel(x.size(), GRAIN, (from, to) -> kernels.affine(alpha, x.data(), from, shift, y.data(), from, to - from));
        tape.record(y, () -> {
            float beta = x.openGradient();
            float[] dx = x.gradient(), dy = y.gradient();
            tape.backend().parallel(x.size(), GRAIN, (from, to) -> kernels.axpby(alpha, dy, from, beta, dx, from, to - from));
        });
        return y;
    }
}
