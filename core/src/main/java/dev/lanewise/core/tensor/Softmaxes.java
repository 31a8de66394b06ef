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

    /// The same over what the mask keeps; the rest gets 0.
    static Tensor softmax(Tensor x, Mask mask) {
        RowKernels rows = x.tape().backend().kernels().rows();
        Mask.Rows masked = mask.over(x.shape());
        int n = x.shape().last();
        Tensor y = Rows.map(x, (at, out) -> {
            System.arraycopy(x.data(), at, out, at, n);
            masked.drop(at / Math.max(1, n), 0, n, out, at, Float.NEGATIVE_INFINITY);
            rows.softmax(out, at, out, at, n);
        });
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
