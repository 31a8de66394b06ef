package dev.lanewise.core.loss;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;

/// A function of each output and its target, computed in float64; no gradient flows to the target.
final class Pointwise {

    private static final int GRAIN = 1 << 11;

    /// `c = f(x, t)` and `∂f/∂x`
    interface Term {
        double value(double x, double t);

        double slope(double x, double t);
    }

    private Pointwise() { }

    /// @param target as many numbers as the output
    static Tensor of(Tensor x, Tensor target, Term term) {
        Tape tape = Tape.of(x, target);
        Tensor y = tape.result(x.shape(), x);
        float[] t = target.data();
        tape.backend().parallel(x.size(), GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) y.data()[i] = (float) term.value(x.data()[i], t[i]);
        });
        tape.record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            tape.backend().parallel(x.size(), GRAIN, (from, to) -> {
                for (int i = from; i < to; i++) dx[i] += (float) (dy[i] * term.slope(x.data()[i], t[i]));
            });
        });
        return y;
    }
}
