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
        Shape shape = Permutation.shape(x.shape(), axes);
        Tensor y = x.tape().result(shape, x);
        Permutation.of(x.shape(), axes).copy(x.data(), 0, y.data());
        x.tape().record(y, () -> {
            float beta = x.openGradient();
            Permutation.of(shape, Permutation.inverse(axes)).copy(y.gradient(), beta, x.gradient());
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

    /// Elements in another order of axes.
    private record Permutation(int[] extents, int[] strides) {

        static Shape shape(Shape shape, int[] axes) {
            int[] sorted = axes.clone();
            Arrays.sort(sorted);
            if (!Arrays.equals(sorted, java.util.stream.IntStream.range(0, shape.rank()).toArray())) {
                throw new ShapeException("Tensor.transpose: expected each axis of " + shape + " once, but got " + Arrays.toString(axes));
            }
            return Shape.of(Arrays.stream(axes).map(shape::extent).toArray());
        }

        static int[] inverse(int[] axes) {
            int[] inverse = new int[axes.length];
            for (int i = 0; i < axes.length; i++) inverse[axes[i]] = i;
            return inverse;
        }

        /// The extents of the result and, for each of its axes, the stride in the source.
        static Permutation of(Shape shape, int[] axes) {
            int[] sourceStrides = new int[shape.rank()];
            int stride = 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                sourceStrides[axis] = stride;
                stride *= shape.extent(axis);
            }
            return new Permutation(Arrays.stream(axes).map(shape::extent).toArray(), Arrays.stream(axes).map(axis -> sourceStrides[axis]).toArray());
        }

        /// `to = from, permuted, + beta · to`
        void copy(float[] from, float beta, float[] to) {
            if (extents.length == 0) to[0] = from[0] + (beta == 0 ? 0 : to[0]);
            else if (Arrays.stream(extents).allMatch(extent -> extent > 0)) copyAxis(0, from, 0, beta, to, 0);
        }

        private int copyAxis(int axis, float[] from, int fromAt, float beta, float[] to, int toAt) {
            int n = extents[axis], stride = strides[axis];
            if (axis < extents.length - 1) {
                for (int i = 0; i < n; i++) toAt = copyAxis(axis + 1, from, fromAt + i * stride, beta, to, toAt);
                return toAt;
            }
            if (beta == 0 && stride == 1) System.arraycopy(from, fromAt, to, toAt, n);
            else if (beta == 0) for (int i = 0; i < n; i++) to[toAt + i] = from[fromAt + i * stride];
            else for (int i = 0; i < n; i++) to[toAt + i] += from[fromAt + i * stride];
            return toAt + n;
        }
    }
}
