package dev.lanewise.core.tensor;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.kernel.ElementKernels;

/// Elements looked up by number. Numbers are whole and counted from 0; no gradient flows to them.
///
/// The gradient of what is looked up in is the sum over all places it was looked up from.
public final class Gathers {

    /// Where the run number `i` of a result is in an array.
    interface Place {
        int of(int i);
    }

    private Gathers() { }

    /// The rows of a table that `ids` name.
    ///
    /// | operand | shape                |                                       |
    /// |---------|----------------------|---------------------------------------|
    /// | table   | `[rows, features]`   |                                       |
    /// | ids     | `[…]`                | whole numbers in `0 … rows − 1`       |
    /// | result  | `[…, features]`      |                                       |
    ///
    /// @throws DataException if an id is out of range or no whole number
    public static Tensor rows(Tensor table, Tensor ids) {
        if (table.shape().rank() != 2) throw ShapeException.expected("Gathers.rows", "a table [rows, features]", table.shape());
        int n = table.shape().extent(1);
        requireIds("Embedding", ids, table.shape().extent(0));
        return runs(table, ids, ids.shape().withLastAdded(n), n, i -> (int) ids.data()[i] * n);
    }

    /// The slices of an axis that `ids` name: `[a…, n, b…]` and `[ids…]` give `[a…, ids…, b…]`.
    public static Tensor select(Tensor x, int axis, Tensor ids) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        requireIds("Gathers.select", ids, form.n());
        int count = Math.max(1, ids.size()), inner = form.inner();
        return runs(x, ids, replaced(x.shape(), form.axis(), ids.shape()), inner, i -> (i / count * form.n() + (int) ids.data()[i % count]) * inner);
    }

    private static Shape replaced(Shape shape, int axis, Shape by) {
        int[] extents = new int[shape.rank() - 1 + by.rank()];
        for (int i = 0; i < axis; i++) extents[i] = shape.extent(i);
        for (int i = 0; i < by.rank(); i++) extents[axis + i] = by.extent(i);
        for (int i = axis + 1; i < shape.rank(); i++) extents[by.rank() + i - 1] = shape.extent(i);
        return Shape.of(extents);
    }

    /// One element along the axis for each of `ids`, which have the shape of `x` but for the length of that axis:
    /// `y[a, i, b] = x[a, ids[a, i, b], b]`.
    public static Tensor along(Tensor x, int axis, Tensor ids) {
        Place place = placeAlong("Gathers.along", x.shape(), axis, ids);
        return runs(x, ids, ids.shape(), 1, place);
    }

    /// Where `ids` point to, one for each of them.
    static Place placeAlong(String owner, Shape shape, int axis, Tensor ids) {
        Reductions.Axis form = Reductions.Axis.of(shape, axis);
        if (ids.shape().rank() != shape.rank() || !ids.shape().with(form.axis(), form.n()).equals(shape)) {
            throw ShapeException.expected(owner, "ids like " + shape + " but for axis " + axis, ids.shape());
        }
        requireIds(owner, ids, form.n());
        int inner = Math.max(1, form.inner()), block = Math.max(1, ids.shape().extent(form.axis()) * inner);
        return i -> (i / block * form.n() + (int) ids.data()[i]) * inner + i % inner;
    }

    /// Runs of elements from the places in `x`, one behind the other.
    private static Tensor runs(Tensor x, Tensor ids, Shape shape, int run, Place place) {
        Tape tape = Tapes.of(x, ids);
        Tensor y = tape.result(shape, x);
        int count = run == 0 ? 0 : y.size() / run;
        float[] in = x.data(), out = y.data();
        if (run == 1) for (int i = 0; i < count; i++) out[i] = in[place.of(i)];
        else for (int i = 0; i < count; i++) System.arraycopy(in, place.of(i), out, i * run, run);
        tape.record(y, () -> addRuns(tape, y.gradient(), count, run, place, x.addableGradient()));
        return y;
    }

    /// `to[place(i) …] += from[i · run …]` for runs in their order.
    static void addRuns(Tape tape, float[] from, int count, int run, Place place, float[] to) {
        ElementKernels kernels = tape.backend().kernels().elements();
        if (run == 1) for (int i = 0; i < count; i++) to[place.of(i)] += from[i];
        else for (int i = 0; i < count; i++) kernels.axpby(1, from, i * run, 1, to, place.of(i), run);
    }

    /// Refuses ids that are no whole numbers in `0 … bound − 1`.
    static void requireIds(String owner, Tensor ids, int bound) {
        for (int i = 0; i < ids.size(); i++) {
            float id = ids.data()[i];
            if (id >= 0 && id < bound && id == (int) id) continue;
            throw new DataException(owner + ": expected ids in 0 … " + (bound - 1) + ", but got " + (id == (int) id ? Integer.toString((int) id) : Float.toString(id)));
        }
    }

    /// 1 at the place that each id names and 0 elsewhere, along a new last axis; without a gradient.
    public static Tensor oneHot(Tensor ids, int depth) {
        requireIds("Gathers.oneHot", ids, depth);
        Tensor y = ids.tape().result(ids.shape().withLastAdded(depth));
        java.util.Arrays.fill(y.data(), 0, y.size(), 0);
        for (int i = 0; i < ids.size(); i++) y.data()[i * depth + (int) ids.data()[i]] = 1;
        y.tape().record(y, Extremes::nothing);
        return y;
    }
}
