package dev.lanewise.core.loss;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.Arrays;

/// `−Σ a[k] · ln p[k]` of each row, with the goals `a` and the logits or logarithms of `p`.
final class Likelihoods {

    /// As many numbers are worth another thread.
    private static final int GRAIN = 1 << 13;

    /// Keeps the logarithm of a probability of 0 finite.
    private static final double SMALLEST = 1e-7;

    private Likelihoods() { }

    /// `Σ a[k] · (ln Σ eˣ − x[k])`; `dx = dy · (Σ a · softmax(x) − a)`.
    static Tensor ofLogits(Tensor x, Goal goal) {
        Tape tape = x.tape();
        RowKernels kernels = tape.backend().kernels().rows();
        int n = x.shape().last();
        Tensor y = tape.result(x.shape().withoutLast(), x);
        forRows(y, n, row -> y.data()[row] = (float) goal.cost(row, x.data(), row * n, kernels.logSumExp(x.data(), row * n, n)));
        tape.record(y, () -> logitsGradient(x, goal, y, n));
        return y;
    }

    private static void logitsGradient(Tensor x, Goal goal, Tensor y, int n) {
        Tape tape = y.tape();
        RowKernels rows = tape.backend().kernels().rows();
        ElementKernels elements = tape.backend().kernels().elements();
        float beta = x.openGradient();
        float[] dx = x.gradient(), dy = y.gradient(), p = beta == 0 ? dx : tape.scratch(x.size());
        forRows(y, n, row -> {
            int at = row * n;
            float scale = dy[row] * goal.total(row);
            if (scale != 0) rows.softmax(x.data(), at, p, at, n);
            else Arrays.fill(p, at, at + n, 0);
            elements.axpby(scale, p, at, beta, dx, at, n);
            goal.subtract(row, dy[row], dx, at);
        });
        if (beta != 0) tape.giveBack(p);
    }

    /// `−Σ a[k] · x[k]`; `dx = −dy · a`.
    static Tensor ofLogarithms(Tensor x, Goal goal) {
        Tape tape = x.tape();
        int n = x.shape().last();
        Tensor y = tape.result(x.shape().withoutLast(), x);
        forRows(y, n, row -> y.data()[row] = (float) goal.cost(row, x.data(), row * n, 0));
        tape.record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            forRows(y, n, row -> goal.subtract(row, dy[row], dx, row * n));
        });
        return y;
    }

    /// `ln max(p, 1e-7)`, without a gradient where `p` is smaller.
    static Tensor logarithm(Tensor p) {
        return Pointwise.of(p, p.detached(), new Pointwise.Term() {
            @Override public double value(double x, double t) { return x < SMALLEST ? Math.log(SMALLEST) : Math.log(x); }

            @Override public double slope(double x, double t) { return x < SMALLEST ? 0 : 1 / x; }
        });
    }

    private static void forRows(Tensor y, int n, java.util.function.IntConsumer row) {
        y.tape().backend().parallel(y.size(), Math.max(1, GRAIN / Math.max(1, n)), (from, to) -> {
            for (int i = from; i < to; i++) row.accept(i);
        });
    }
}
