package dev.lanewise.core.tensor;

import dev.lanewise.core.ShapeException;

/// The largest or smallest element along an axis; the first of several gets the gradient, and NaN wins over everything. Of nothing the largest is −∞, the smallest ∞.
final class Extremes {

    private Extremes() { }

    static Tensor max(Tensor x, int axis) { return extreme(x, axis, true); }

    static Tensor min(Tensor x, int axis) { return extreme(x, axis, false); }

    private static Tensor extreme(Tensor x, int axis, boolean largest) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        Tensor y = x.tape().result(form.removed(x.shape()), x);
        if (form.n() == 0) java.util.Arrays.fill(y.data(), 0, y.size(), largest ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
        else forEach(form, (o, i) -> y.data()[o * form.inner() + i] = x.data()[place(form, o, first(x.data(), form, o, i, largest), i)]);
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            if (form.n() > 0) forEach(form, (o, i) -> dx[place(form, o, first(x.data(), form, o, i, largest), i)] += dy[o * form.inner() + i]);
        });
        return y;
    }

    /// Where along the axis the first extreme element is, without a gradient.
    static Tensor place(Tensor x, int axis, boolean largest) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (form.n() == 0) throw ShapeException.expected("Tensor", "at least one element to choose from on axis " + axis, x.shape());
        Tensor y = x.tape().result(form.removed(x.shape()));
        forEach(form, (o, i) -> y.data()[o * form.inner() + i] = first(x.data(), form, o, i, largest));
        x.tape().record(y, Extremes::nothing);
        return y;
    }

    /// The gradient function of what has none.
    static void nothing() { }

    private interface Line {
        void at(int o, int i);
    }

    private static void forEach(Reductions.Axis form, Line line) {
        for (int o = 0; o < form.outer(); o++) {
            for (int i = 0; i < form.inner(); i++) line.at(o, i);
        }
    }

    private static int place(Reductions.Axis form, int o, int j, int i) { return (o * form.n() + j) * form.inner() + i; }

    private static int first(float[] x, Reductions.Axis form, int o, int i, boolean largest) {
        int best = 0, inner = form.inner(), from = o * form.n() * inner + i;
        for (int j = 1; j < form.n(); j++) {
            float value = x[from + j * inner], most = x[from + best * inner];
            if (Float.isNaN(most)) return best;
            if (Float.isNaN(value) || (largest ? value > most : value < most)) best = j;
        }
        return best;
    }
}
