package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.RowKernels;

/// Softmax and its logarithm over the last axis.
final class Softmaxes {

    private Softmaxes() { }

    static Tensor softmax(Tensor x) {
        RowKernels rows = x.tape().backend().kernels().rows();
        int n = x.shape().last();
        Tensor y = Rows.map(x, (at, out) -> rows.softmax(x.data(), at, out, at, n));
        Rows.record(x, y, (at, dy, beta, dx) -> rows.softmaxGradient(y.data(), at, dy, at, beta, dx, at, n));
        return y;
    }

    static Tensor logSoftmax(Tensor x) {
        RowKernels rows = x.tape().backend().kernels().rows();
        int n = x.shape().last();
        Tensor y = Rows.map(x, (at, out) -> rows.logSoftmax(x.data(), at, out, at, n));
        Rows.record(x, y, (at, dy, beta, dx) -> rows.logSoftmaxGradient(y.data(), at, dy, at, beta, dx, at, n));
        return y;
    }
}
