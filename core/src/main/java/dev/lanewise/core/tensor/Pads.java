package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// A tensor with more elements around it.
public final class Pads {

    /// What stands in the places that are added.
    private interface Rule {
        /// The place that is repeated, or −1 for the constant.
        int source(int place, int n);
    }

    private static final Rule CONSTANT = (place, n) -> place >= 0 && place < n ? place : -1;
    private static final Rule EDGE = (place, n) -> Math.clamp(place, 0, n - 1);
    private static final Rule AROUND = Math::floorMod;

    private Pads() { }

    /// A number before and after an axis.
    public static Tensor constant(Tensor x, int axis, int before, int after, float value) { return pad(x, axis, before, after, CONSTANT, value); }

    /// The mirror image, without the element at the edge itself: `c b | a b c | b a`.
    public static Tensor reflect(Tensor x, int axis, int before, int after) { return pad(x, axis, before, after, Pads::mirrored, 0); }

    /// The element at the edge again and again: `a a | a b c | c c`.
    public static Tensor replicate(Tensor x, int axis, int before, int after) { return pad(x, axis, before, after, EDGE, 0); }

    /// What stands at the other end: `b c | a b c | a b`.
    public static Tensor wrap(Tensor x, int axis, int before, int after) { return pad(x, axis, before, after, AROUND, 0); }

    private static int mirrored(int place, int n) {
        if (n == 1) return 0;
        int around = Math.floorMod(place, 2 * n - 2);
        return Math.min(around, 2 * n - 2 - around);
    }

    private static Tensor pad(Tensor x, int axis, int before, int after, Rule rule, float value) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (before < 0 || after < 0) throw new ShapeException("Pads: expected numbers ≥ 0 before and after axis " + axis + ", but got " + before + " and " + after);
        if (form.n() == 0 && rule != CONSTANT && before + after > 0) throw ShapeException.expected("Pads", "something to repeat on axis " + axis, x.shape());
        int inner = form.inner(), n = form.n(), length = before + n + after;
        Shape shape = x.shape().with(axis, length);
        Tensor y = x.tape().result(shape, x);
        for (int o = 0; o < form.outer(); o++) {
            for (int j = 0; j < length; j++) {
                int source = rule.source(j - before, n), to = (o * length + j) * inner;
                if (source < 0) Arrays.fill(y.data(), to, to + inner, value);
                else System.arraycopy(x.data(), (o * n + source) * inner, y.data(), to, inner);
            }
        }
        x.tape().record(y, () -> {
            ElementKernels kernels = x.tape().backend().kernels().elements();
            float[] dx = x.addableGradient(), dy = y.gradient();
            for (int o = 0; o < form.outer(); o++) {
                for (int j = 0; j < length; j++) {
                    int source = rule.source(j - before, n);
                    if (source >= 0) kernels.axpby(1, dy, (o * length + j) * inner, 1, dx, (o * n + source) * inner, inner);
                }
            }
        });
        return y;
    }
}
