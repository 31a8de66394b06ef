package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// Many elements made one, over the [Axes] that are named: sums, products, variances, norms.
///
/// Of no elements the sum is 0, the product 1, the mean 0, the variance 0, the largest −∞ and the smallest ∞.
public final class Reductions {

    private static final Curve ROOT = Curve.of(x -> (float) Math.sqrt(x), (x, y) -> y == 0 ? 0 : 0.5f / y);

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

    public static Tensor sum(Tensor x, Axes axes) { return axes.reduce(x, Reductions::sum); }

    public static Tensor mean(Tensor x, Axes axes) { return sum(x, axes).times(1.0 / Math.max(1, axes.count(x.shape()))); }

    /// The largest element; the first of several gets the gradient, and NaN wins over everything.
    public static Tensor max(Tensor x, Axes axes) { return axes.reduce(x, Extremes::max); }

    public static Tensor min(Tensor x, Axes axes) { return axes.reduce(x, Extremes::min); }

    public static Tensor product(Tensor x, Axes axes) { return axes.reduce(x, Cumulations::total); }

    /// `Σ (x − mean)² / (n − ddof)`: 0 degrees of freedom taken away for the variance of what is there, 1 for that of what it was drawn from.
    public static Tensor variance(Tensor x, Axes axes, int ddof) {
        Tensor mean = axes.of(x.shape()).length == 0 ? x : mean(x, Axes.kept(axes.of(x.shape())));
        return sum(x.minus(mean).square(), axes).times(1.0 / Math.max(0, axes.count(x.shape()) - ddof));
    }

    /// `ln Σ eˣ` without overflow; −∞ where there is nothing but −∞.
    public static Tensor logSumExp(Tensor x, Axes axes) {
        Tensor largest = finite(max(x.detached(), Axes.kept(axes.of(x.shape()))));
        Tensor sum = sum(x.minus(largest).exp(), axes);
        return sum.log().plus(largest.reshape(sum.shape()));
    }

    private static Tensor finite(Tensor x) { return Curve.flat(value -> Float.isInfinite(value) ? 0 : value).of(x); }

    /// `Σ |x|`
    public static Tensor norm1(Tensor x, Axes axes) { return sum(x.abs(), axes); }

    /// `√Σ x²`, with the gradient 0 where it is 0.
    public static Tensor norm2(Tensor x, Axes axes) { return ROOT.of(sum(x.square(), axes)); }

    /// `(Σ |x|ᵖ)^(1/p)`; the largest `|x|` for `p = ∞`.
    public static Tensor norm(Tensor x, double p, Axes axes) {
        if (!(p > 0)) throw new IllegalArgumentException("Reductions.norm: expected p > 0, but got " + p);
        if (p == Double.POSITIVE_INFINITY) return max(x.abs(), axes);
        return p == 1 ? norm1(x, axes) : p == 2 ? norm2(x, axes) : Functions.power(sum(Functions.power(x.abs(), p), axes), 1 / p);
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
