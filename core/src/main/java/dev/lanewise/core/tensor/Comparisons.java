package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;

/// What is true of each element, as 1 and 0, with broadcasting; no gradient flows through it, and comparing with NaN gives 0.
///
/// As operands of [#and], [#or], [#xor], [#not] and [#where] all numbers but 0 are true.
public final class Comparisons {

    private Comparisons() { }

    public static Tensor equal(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.equal", (a, b) -> number(a == b), x, y); }

    public static Tensor less(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.less", (a, b) -> number(a < b), x, y); }

    public static Tensor lessOrEqual(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.lessOrEqual", (a, b) -> number(a <= b), x, y); }

    public static Tensor greater(Tensor x, Tensor y) { return less(y, x); }

    public static Tensor greaterOrEqual(Tensor x, Tensor y) { return lessOrEqual(y, x); }

    public static Tensor and(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.and", (a, b) -> number(a != 0 && b != 0), x, y); }

    public static Tensor or(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.or", (a, b) -> number(a != 0 || b != 0), x, y); }

    public static Tensor xor(Tensor x, Tensor y) { return Pairs.untracked("Comparisons.xor", (a, b) -> number(a != 0 != (b != 0)), x, y); }

    public static Tensor not(Tensor x) { return equal(x, Tensor.of(Shape.scalar(), 0)); }

    public static Tensor isNaN(Tensor x) { return not(equal(x, x)); }

    private static float number(boolean truth) { return truth ? 1 : 0; }

    /// `x` where the condition is true, `y` elsewhere, all three broadcast; what is not chosen gets no gradient, whatever it holds.
    public static Tensor where(Tensor condition, Tensor x, Tensor y) {
        Shape both = Broadcast.of("Comparisons.where", x.shape(), y.shape()).shape();
        Shape shape = Broadcast.of("Comparisons.where", condition.shape(), both).shape();
        return choose(Views.expand(condition, shape), Views.expand(x, shape), Views.expand(y, shape));
    }

    private static Tensor choose(Tensor condition, Tensor x, Tensor y) {
        Tape tape = Tapes.of(java.util.List.of(condition, x, y));
        Tensor z = tape.result(x.shape(), x, y);
        float[] chosen = condition.data();
        for (int i = 0; i < z.size(); i++) z.data()[i] = chosen[i] != 0 ? x.data()[i] : y.data()[i];
        tape.record(z, () -> {
            if (x.isTracked()) add(chosen, true, z, x.addableGradient());
            if (y.isTracked()) add(chosen, false, z, y.addableGradient());
        });
        return z;
    }

    private static void add(float[] condition, boolean where, Tensor z, float[] gradient) {
        float[] dz = z.gradient();
        for (int i = 0; i < z.size(); i++) if (condition[i] != 0 == where) gradient[i] += dz[i];
    }
}
