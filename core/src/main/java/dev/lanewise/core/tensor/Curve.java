package dev.lanewise.core.tensor;

/// A function of one number with its derivative, for what is too rare for a kernel or has parameters of its own.
///
/// ```java
/// Curve cube = Curve.of(x -> x * x * x, (x, y) -> 3 * x * x);
/// Tensor y = cube.of(x);
/// ```
public interface Curve {

    /// A function of one number.
    @FunctionalInterface
    interface Value {
        float at(float x);
    }

    /// The derivative at `x`, where the function is `y`.
    @FunctionalInterface
    interface Slope {
        float at(float x, float y);
    }

    float value(float x);

    /// The derivative at `x`, where the function is `y`.
    float slope(float x, float y);

    static Curve of(Value value, Slope slope) {
        return new Curve() {
            @Override public float value(float x) { return value.at(x); }

            @Override public float slope(float x, float y) { return slope.at(x, y); }
        };
    }

    /// A function whose derivative is 0 everywhere, such as rounding.
    static Curve flat(Value value) { return of(value, (x, y) -> 0); }

    /// A gradient of 0 stops an infinite slope, and a slope of 0 an infinite gradient.
    private static float product(float dy, float slope) { return dy == 0 || slope == 0 ? 0 : dy * slope; }

    /// `y = f(x)` for each element; `dx = dy · f'(x)`, and 0 where either is 0.
    default Tensor of(Tensor x) {
        Tape tape = x.tape();
        Tensor y = tape.result(x.shape(), x);
        float[] in = x.data(), out = y.data();
        tape.backend().parallel(x.size(), Elementwise.GRAIN / 4, (from, to) -> {
            for (int i = from; i < to; i++) out[i] = value(in[i]);
        });
        tape.record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            tape.backend().parallel(x.size(), Elementwise.GRAIN / 4, (from, to) -> {
                for (int i = from; i < to; i++) dx[i] += product(dy[i], slope(in[i], out[i]));
            });
        });
        return y;
    }
}
