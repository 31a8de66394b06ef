package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// Elements put or added where numbers say: the counterpart of [Gathers]. No gradient flows to the numbers.
public final class Scatters {

    /// What happens to the runs of `x` that the places say.
    interface Runs {
        Tensor of(Tensor x, Tensor updates, int run, Gathers.Place place);
    }

    private Scatters() { }

    /// `x`, in which the rows that `ids` name are added to: `x [rows, features]`, `ids […]`, `updates […, features]`.
    public static Tensor addRows(Tensor x, Tensor ids, Tensor updates) { return rows("Scatters.addRows", x, ids, updates, Scatters::adding); }

    /// `x`, in which the rows that `ids` name are replaced; the last of several updates of one row counts.
    public static Tensor putRows(Tensor x, Tensor ids, Tensor updates) { return rows("Scatters.putRows", x, ids, updates, Scatters::putting); }

    static Tensor rows(String owner, Tensor x, Tensor ids, Tensor updates, Runs runs) {
        int n = x.shape().rank() == 2 ? x.shape().last() : 0;
        Shape expected = ids.shape().withLastAdded(n);
        if (x.shape().rank() != 2 || !updates.shape().equals(expected)) {
            throw new ShapeException(owner + ": expected [rows, features] and updates " + expected + ", but got " + x.shape() + " and " + updates.shape());
        }
        Gathers.requireIds(owner, ids, x.shape().extent(0));
        return runs.of(x, updates, n, i -> (int) ids.data()[i] * n);
    }

    /// `x`, to which `updates[a, i, b]` is added at `[a, ids[a, i, b], b]`; ids and updates have the shape of `x` but for the length of the axis.
    public static Tensor addAlong(Tensor x, int axis, Tensor ids, Tensor updates) { return along("Scatters.addAlong", x, axis, ids, updates, Scatters::adding); }

    /// `x`, in which `[a, ids[a, i, b], b]` is replaced by `updates[a, i, b]`; the last of several updates of one element counts.
    public static Tensor putAlong(Tensor x, int axis, Tensor ids, Tensor updates) { return along("Scatters.putAlong", x, axis, ids, updates, Scatters::putting); }

    static Tensor along(String owner, Tensor x, int axis, Tensor ids, Tensor updates, Runs runs) {
        Gathers.Place place = Gathers.placeAlong(owner, x.shape(), axis, ids);
        if (!updates.shape().equals(ids.shape())) throw ShapeException.expected(owner, "updates like the ids, " + ids.shape(), updates.shape());
        return runs.of(x, updates, 1, place);
    }

    private static Tensor adding(Tensor x, Tensor updates, int run, Gathers.Place place) { return runs(x, updates, run, place, true); }

    private static Tensor putting(Tensor x, Tensor updates, int run, Gathers.Place place) { return runs(x, updates, run, place, false); }

    private static Tensor runs(Tensor x, Tensor updates, int run, Gathers.Place place, boolean adding) {
        Tape tape = Tapes.of(x, updates);
        int count = run == 0 ? 0 : updates.size() / run;
        Tensor y = tape.result(x.shape(), x, updates);
        System.arraycopy(x.data(), 0, y.data(), 0, x.size());
        if (adding) Gathers.addRuns(tape, updates.data(), count, run, place, y.data());
        else for (int i = 0; i < count; i++) System.arraycopy(updates.data(), i * run, y.data(), place.of(i), run);
        tape.record(y, () -> {
            if (!adding) takeBack(y.gradient(), updates, count, run, place);
            else if (updates.isTracked()) for (int i = 0; i < count; i++) add(tape, y.gradient(), place.of(i), updates.addableGradient(), i * run, run);
            if (x.isTracked()) add(tape, y.gradient(), 0, x.addableGradient(), 0, x.size());
        });
        return y;
    }

    private static void add(Tape tape, float[] from, int fromAt, float[] to, int toAt, int n) {
        tape.backend().kernels().elements().axpby(1, from, fromAt, 1, to, toAt, n);
    }

    /// From the last update to the first: who came last gets the gradient of its place, and leaves none for the others and for `x`.
    private static void takeBack(float[] dy, Tensor updates, int count, int run, Gathers.Place place) {
        for (int i = count - 1; i >= 0; i--) {
            int at = place.of(i);
            if (updates.isTracked()) add(updates.tape(), dy, at, updates.addableGradient(), i * run, run);
            java.util.Arrays.fill(dy, at, at + run, 0);
        }
    }
}
