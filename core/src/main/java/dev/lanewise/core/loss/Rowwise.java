package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;

/// One cost for each row of `n` outputs, computed in float64; no gradient flows to targets.
final class Rowwise {

    private static final int GRAIN = 1 << 11;

    /// The cost of the row that begins at `x[at]`, and what it adds to the gradient.
    interface Cost {
        double of(int row, float[] x, int at);

        /// `dx[at + k] += scale · ∂cost/∂x[at + k]`
        void slope(int row, float[] x, int at, double scale, float[] dx);
    }

    private Rowwise() { }

    /// @param shape of the costs: as many as there are rows of `n` outputs
    static Tensor of(Tensor x, Shape shape, int n, Cost cost) {
        Tape tape = x.tape();
        Tensor y = tape.result(shape, x);
        int grain = Math.max(1, GRAIN / Math.max(1, n));
        tape.backend().parallel(y.size(), grain, (from, to) -> {
            for (int row = from; row < to; row++) y.data()[row] = (float) cost.of(row, x.data(), row * n);
        });
        tape.record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            tape.backend().parallel(y.size(), grain, (from, to) -> {
                for (int row = from; row < to; row++) if (dy[row] != 0) cost.slope(row, x.data(), row * n, dy[row], dx);
            });
        });
        return y;
    }

    /// A cost for each row of the last axis.
    static Tensor of(Tensor x, Cost cost) { return of(x, x.shape().withoutLast(), x.shape().last(), cost); }
}
