package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Operations that move elements without changing them.
public final class Forms {

    private Forms() { }

    static Tensor reshape(Tensor x, Shape shape) {
        if (shape.size() != x.size()) {
            throw new ShapeException("Tensor.reshape: expected a shape of " + x.size() + " elements for " + x.shape() + ", but got " + shape);
        }
        return new Tensor(x.tape(), shape, x.storage());
    }

    static Tensor transpose(Tensor x, int... axes) {
        Shape shape = permuted(x.shape(), axes);
        Tensor y = x.tape().result(shape, x);
        permutation(x.shape(), axes).gather(x.data(), 0, y.data());
        x.tape().record(y, () -> {
            float beta = x.openGradient();
            permutation(shape, inverse(axes)).gather(y.gradient(), beta, x.gradient());
        });
        return y;
    }

    static Tensor slice(Tensor x, int axis, int from, int to) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (from < 0 || to < from || to > form.n()) {
            throw new ShapeException("Tensor.slice: expected 0 ≤ from ≤ to ≤ " + form.n() + " on axis " + axis + " of " + x.shape() + ", but got " + from + " and " + to);
        }
        Tensor y = x.tape().result(x.shape().with(axis, to - from), x);
        copyRuns(form, from, to - from, x.data(), y.data(), true);
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            int run = (to - from) * form.inner();
            for (int o = 0; o < form.outer(); o++) add(x.tape(), dy, o * run, dx, (o * form.n() + from) * form.inner(), run);
        });
        return y;
    }

    /// The tensors one behind the other along an axis; negative axes count from the end.
    public static Tensor concatenate(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) throw new ShapeException("Forms.concatenate: expected at least one tensor, but got none");
        Tensor first = parts.getFirst();
        Tape tape = Tapes.of(parts);
        int total = parts.stream().mapToInt(part -> part.shape().extent(axis)).sum();
        Shape shape = first.shape().with(axis, total);
        for (Tensor part : parts) {
            if (!part.shape().with(axis, total).equals(shape)) throw ShapeException.expected("Forms.concatenate", "parts like " + first.shape() + " but for axis " + axis, part.shape());
        }
        Tensor y = tape.result(shape, parts.toArray(Tensor[]::new));
        Reductions.Axis form = Reductions.Axis.of(shape, axis);
        int from = 0;
        for (Tensor part : parts) {
            copyRuns(form, from, part.shape().extent(axis), y.data(), part.data(), false);
            from += part.shape().extent(axis);
        }
        tape.record(y, () -> spread(tape, form, axis, parts, y.gradient()));
        return y;
    }

    /// Tensors of one shape beside each other along a new axis, which may be the last: `stack(0, …)` of two `[3]` is `[2, 3]`.
    public static Tensor stack(int axis, List<Tensor> parts) { return concatenate(axis, parts.stream().map(part -> unsqueeze(part, axis)).toList()); }

    /// Pieces of these lengths one behind the other along an axis, which together are as long as it is.
    public static List<Tensor> split(Tensor x, int axis, int... lengths) {
        if (Arrays.stream(lengths).sum() != x.shape().extent(axis)) {
            throw ShapeException.expected("Forms.split", "lengths " + Arrays.toString(lengths) + " that make up axis " + axis, x.shape());
        }
        List<Tensor> parts = new java.util.ArrayList<>();
        int from = 0;
        for (int length : lengths) parts.add(slice(x, axis, from, from += length));
        return parts;
    }

    /// A new axis of extent 1 before this one; −1 makes it the last.
    public static Tensor unsqueeze(Tensor x, int axis) {
        int rank = x.shape().rank(), at = axis < 0 ? axis + rank + 1 : axis;
        if (at < 0 || at > rank) throw ShapeException.expected("Forms.unsqueeze", "a place for axis " + axis, x.shape());
        int[] extents = new int[rank + 1];
        for (int i = 0; i <= rank; i++) extents[i] = i == at ? 1 : x.shape().extent(i < at ? i : i - 1);
        return reshape(x, Shape.of(extents));
    }

    /// Without an axis, whose extent must be 1.
    public static Tensor squeeze(Tensor x, int axis) {
        if (x.shape().extent(axis) != 1) throw ShapeException.expected("Forms.squeeze", "an extent of 1 on axis " + axis, x.shape());
        return reshape(x, Reductions.Axis.of(x.shape(), axis).removed(x.shape()));
    }

    private static void spread(Tape tape, Reductions.Axis form, int axis, List<Tensor> parts, float[] dy) {
        int from = 0;
        for (Tensor part : parts) {
            int run = part.shape().extent(axis) * form.inner();
            if (part.isTracked()) {
                float[] dx = part.addableGradient();
                for (int o = 0; o < form.outer(); o++) add(tape, dy, (o * form.n() + from) * form.inner(), dx, o * run, run);
            }
            from += part.shape().extent(axis);
        }
    }

    /// Copies `count` runs from position `from` of the axis: out of the whole into the part, or back.
    private static void copyRuns(Reductions.Axis form, int from, int count, float[] whole, float[] part, boolean out) {
        int run = count * form.inner();
        for (int o = 0; o < form.outer(); o++) {
            int at = (o * form.n() + from) * form.inner();
            if (out) System.arraycopy(whole, at, part, o * run, run);
            else System.arraycopy(part, o * run, whole, at, run);
        }
    }

    private static void add(Tape tape, float[] from, int fromAt, float[] to, int toAt, int n) {
        tape.backend().kernels().elements().axpby(1, from, fromAt, 1, to, toAt, n);
    }

    private static Shape permuted(Shape shape, int... axes) {
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, java.util.stream.IntStream.range(0, shape.rank()).toArray())) {
            throw new ShapeException("Tensor.transpose: expected each axis of " + shape + " once, but got " + Arrays.toString(axes));
        }
        return Shape.of(Arrays.stream(axes).map(shape::extent).toArray());
    }

    /// The places of a tensor with these axes, from which one with them in another order is read.
    private static Strides permutation(Shape shape, int... axes) {
        int[] strides = Strides.of(shape);
        return new Strides(0, Arrays.stream(axes).map(shape::extent).toArray(), Arrays.stream(axes).map(axis -> strides[axis]).toArray());
    }

    private static int[] inverse(int... axes) {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) inverse[axes[i]] = i;
        return inverse;
    }
}
