package dev.lanewise.core.tensor;

/// Functions of two numbers, element by element, with broadcasting: those that are too rare for a kernel.
final class Pairs {

    interface Function {
        float of(float x, float y);
    }

    private Pairs() { }

    /// `z = f(x, y)` without a gradient.
    static Tensor untracked(String owner, Function f, Tensor x, Tensor y) {
        Broadcast plan = Broadcast.of(owner, x.shape(), y.shape());
        Tensor z = Tapes.of(x, y).result(plan.shape());
        fill(f, plan, x, y, z);
        z.tape().record(z, Extremes::nothing);
        return z;
    }

    /// `z = f(x, y)`; `dx = dz · left(x, y)`, `dy = dz · right(x, y)`.
    static Tensor of(String owner, Function f, Function left, Function right, Tensor x, Tensor y) {
        Broadcast plan = Broadcast.of(owner, x.shape(), y.shape());
        Tape tape = Tapes.of(x, y);
        Tensor z = tape.result(plan.shape(), x, y);
        fill(f, plan, x, y, z);
        tape.record(z, () -> {
            if (x.isTracked()) add(plan, left, x, y, z, x.addableGradient(), true);
            if (y.isTracked()) add(plan, right, x, y, z, y.addableGradient(), false);
        });
        return z;
    }

    private static void fill(Function f, Broadcast plan, Tensor x, Tensor y, Tensor z) {
        float[] a = x.data(), b = y.data(), c = z.data();
        int xStep = plan.xStep(), yStep = plan.yStep();
        plan.forEachRow((xAt, yAt, zAt, n) -> {
            for (int i = 0; i < n; i++) c[zAt + i] = f.of(a[xAt + i * xStep], b[yAt + i * yStep]);
        });
    }

    private static void add(Broadcast plan, Function slope, Tensor x, Tensor y, Tensor z, float[] gradient, boolean ofX) {
        float[] a = x.data(), b = y.data(), dz = z.gradient();
        int xStep = plan.xStep(), yStep = plan.yStep(), step = ofX ? xStep : yStep;
        plan.forEachRow((xAt, yAt, zAt, n) -> {
            int at = ofX ? xAt : yAt;
            for (int i = 0; i < n; i++) gradient[at + i * step] += dz[zAt + i] * slope.of(a[xAt + i * xStep], b[yAt + i * yStep]);
        });
    }

    // ---- the functions themselves

    /// `xʸ`; its gradient by `y` is 0 where `x = 0 ≤ y`.
    static Tensor power(Tensor x, Tensor y) {
        return of("Tensor.power", (a, b) -> (float) Math.pow(a, b), (a, b) -> b == 0 ? 0 : (float) (b * Math.pow(a, b - 1)),
                (a, b) -> a == 0 && b >= 0 ? 0 : (float) (Math.pow(a, b) * Math.log(a)), x, y);
    }

    static Tensor maximum(Tensor x, Tensor y) {
        return of("Tensor.maximum", Math::max, (a, b) -> share(a > b, a == b), (a, b) -> share(b > a, a == b), x, y);
    }

    static Tensor minimum(Tensor x, Tensor y) {
        return of("Tensor.minimum", Math::min, (a, b) -> share(a < b, a == b), (a, b) -> share(b < a, a == b), x, y);
    }

    private static float share(boolean wins, boolean equal) { return wins ? 1 : equal ? 0.5f : 0; }

    /// `x − y · ⌊x / y⌋`, which has the sign of `y`.
    static Tensor remainder(Tensor x, Tensor y) {
        return of("Tensor.remainder", Pairs::remainder, (a, b) -> 1, (a, b) -> (float) -Math.floor((double) a / b), x, y);
    }

    private static float remainder(float x, float y) {
        float rest = x % y;                                                    // exact, with the sign of x
        return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
    }
}
