package dev.lanewise.core.tensor;

/// Elements multiplied by, or compared with, what numbers say: [Scatters] that neither put nor add.
///
/// Several updates of one element come one after the other. The gradient runs the same way back, so a factor of 0 divides nothing; where an update is
/// as large as what was there before, the gradient stays with what was there before.
public enum ScatterFold {

    MULTIPLY, MAXIMUM, MINIMUM;

    /// `x [rows, features]`, `ids […]`, `updates […, features]`.
    public Tensor rows(Tensor x, Tensor ids, Tensor updates) { return Scatters.rows("ScatterFold." + this + ".rows", x, ids, updates, this::runs); }

    /// `y[a, ids[a, i, b], b]` with `updates[a, i, b]`; ids and updates have the shape of `x` but for the length of the axis.
    public Tensor along(Tensor x, int axis, Tensor ids, Tensor updates) { return Scatters.along("ScatterFold." + this + ".along", x, axis, ids, updates, this::runs); }

    private Tensor runs(Tensor x, Tensor updates, int run, Gathers.Place place) {
        Tape tape = Tapes.of(x, updates);
        Tensor y = tape.result(x.shape(), x, updates);
        int n = updates.size();
        float[] u = updates.data(), out = y.data(), before = tape.scratch(n);
        System.arraycopy(x.data(), 0, out, 0, x.size());
        for (int i = 0; i < n; i++) {
            int at = place.of(i / run) + i % run;
            before[i] = out[at];
            out[at] = fold(before[i], u[i]);
        }
        tape.record(y, () -> back(x, updates, y.gradient(), before, i -> place.of(i / run) + i % run));
        return y;
    }

    /// From the last update to the first, each with what was there before it.
    private void back(Tensor x, Tensor updates, float[] dy, float[] before, Gathers.Place place) {
        for (int i = updates.size() - 1; i >= 0; i--) {
            int at = place.of(i);
            float d = dy[at], u = updates.data()[i];
            if (updates.isTracked()) updates.addableGradient()[i] += d * slope(before[i], u);
            dy[at] = d * (this == MULTIPLY ? u : 1 - slope(before[i], u));
        }
        if (x.isTracked()) x.tape().backend().kernels().elements().axpby(1, dy, 0, 1, x.addableGradient(), 0, x.size());
    }

    private float fold(float before, float update) {
        return switch (this) {
            case MULTIPLY -> before * update;
            case MAXIMUM -> Math.max(before, update);
            case MINIMUM -> Math.min(before, update);
        };
    }

    /// How much the result moves with the update.
    private float slope(float before, float update) {
        return switch (this) {
            case MULTIPLY -> before;
            case MAXIMUM -> update > before ? 1 : 0;
            case MINIMUM -> update < before ? 1 : 0;
        };
    }
}
