package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// Sums over an axis, which an array sees as `[outer, n, inner]`.
final class Reductions {

    private Reductions() { }

    /// `y[o, i] = Σ x[o, ·, i]`; `dx[o, ·, i] = dy[o, i]`. A sum over the last axis is accumulated in float64.
    static Tensor sum(Tensor x, int axis) {
        Tape tape = x.tape();
        Axis form = Axis.of(x.shape(), axis);
        Tensor y = tape.result(form.removed(x.shape()), x);
        ElementKernels kernels = tape.backend().kernels().elements();

        for (int o = 0; o < form.outer(); o++) {
            if (form.inner() == 1) y.data()[o] = (float) kernels.sum(x.data(), o * form.n(), form.n());
            else sumRows(tape, form, x.data(), y.data(), o);
        }
        tape.record(y, () -> {
            float beta = x.openGradient();
            float[] dx = x.gradient(), dy = y.gradient();
            for (int o = 0; o < form.outer(); o++) spread(kernels, form, dy, beta, dx, o);
        });
        return y;
    }

    private static void sumRows(Tape tape, Axis form, float[] x, float[] y, int o) {
        ElementKernels kernels = tape.backend().kernels().elements();
        int inner = form.inner(), n = form.n();
        float[] sums = tape.scratch(inner);
        Arrays.fill(sums, 0, inner, 0);
        ColumnSums.add(tape.backend(), n, inner, (j, from, to, block) ->
                kernels.axpby(1, x, (o * n + j) * inner + from, 1, block, from, to - from), sums);
        System.arraycopy(sums, 0, y, o * inner, inner);
        tape.giveBack(sums);
    }

    private static void spread(ElementKernels kernels, Axis form, float[] dy, float beta, float[] dx, int o) {
        int inner = form.inner(), n = form.n();
        if (inner == 1) {
            if (beta == 0) Arrays.fill(dx, o * n, (o + 1) * n, dy[o]);
            else kernels.affine(1, dx, o * n, dy[o], dx, o * n, n);
        } else {
            for (int j = 0; j < n; j++) kernels.axpby(1, dy, o * inner, beta, dx, (o * n + j) * inner, inner);
        }
    }

    /// A shape around one axis: `outer` blocks of `n` runs of `inner` elements.
    record Axis(int axis, int outer, int n, int inner) {

        static Axis of(Shape shape, int axis) {
            int at = axis < 0 ? axis + shape.rank() : axis;
            if (at < 0 || at >= shape.rank()) throw new dev.lanewise.core.ShapeException("Tensor: expected an axis of " + shape + ", but got " + axis);
            int outer = 1, inner = 1;
            for (int i = 0; i < at; i++) outer *= shape.extent(i);
            for (int i = at + 1; i < shape.rank(); i++) inner *= shape.extent(i);
            return new Axis(at, outer, shape.extent(at), inner);
        }

        Shape removed(Shape shape) {
            int[] extents = shape.extents(), rest = new int[extents.length - 1];
            System.arraycopy(extents, 0, rest, 0, axis);
            System.arraycopy(extents, axis + 1, rest, axis, rest.length - axis);
            return Shape.of(rest);
        }
    }
}
