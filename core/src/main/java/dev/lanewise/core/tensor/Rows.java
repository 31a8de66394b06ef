package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;

/// Operations that treat every row (the last axis) of a tensor by itself.
final class Rows {

    interface Forward {
        void row(int at, float[] y);
    }

    interface Backward {
        void row(int at, float[] dy, float beta, float[] dx);
    }

    private Rows() { }

    /// A tensor like `x` whose rows `forward` fills.
    static Tensor map(Tensor x, Forward forward) {
        Tensor y = x.tape().result(x.shape(), x);
        forEach(x, at -> forward.row(at, y.data()));
        return y;
    }

    static void record(Tensor x, Tensor y, Backward backward) {
        x.tape().record(y, () -> {
            float beta = x.openGradient();
            float[] dx = x.gradient(), dy = y.gradient();
            forEach(x, at -> backward.row(at, dy, beta, dx));
        });
    }

    /// Calls with the offset of each row, in parallel where it pays.
    static void forEach(Tensor x, java.util.function.IntConsumer row) {
        int n = x.shape().last();
        x.tape().backend().parallel(count(x.shape()), grain(n), (from, to) -> {
            for (int i = from; i < to; i++) row.accept(i * n);
        });
    }

    static int count(Shape shape) { return shape.withoutLast().size(); }

    private static int grain(int n) { return Math.max(1, Elementwise.GRAIN / 4 / Math.max(1, n)); }
}
