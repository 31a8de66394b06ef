package dev.lanewise.core.tensor;

/// Activation functions with parameters, and those that are no function of a single element; the plain ones are in [Activation].
public final class Activations {

    private Activations() { }

    // ---- of one element, with parameters

    /// `x` if positive, else `slope · x` (Maas et al., 2013). Keras's layer has a slope of 0.3, PyTorch's 0.01.
    public static Curve leakyRelu(double slope) {
        float leak = (float) slope;
        return Curve.of(x -> x > 0 ? x : leak * x, (x, y) -> x > 0 ? 1 : leak);
    }

    /// `x` if positive, else `alpha · (eˣ − 1)` (Clevert et al., 2016).
    public static Curve elu(double alpha) {
        return Curve.of(x -> x > 0 ? x : (float) (alpha * Math.expm1(x)), (x, y) -> x > 0 ? 1 : (float) (y + alpha));
    }

    /// `x` if positive, else `alpha · (e^(x/alpha) − 1)` (Barron, 2017).
    public static Curve celu(double alpha) {
        return Curve.of(x -> x > 0 ? x : (float) (alpha * Math.expm1(x / alpha)), (x, y) -> x > 0 ? 1 : (float) (y / alpha + 1));
    }

    /// `ln(1 + e^(beta · x)) / beta`
    public static Curve softplus(double beta) {
        return Curve.of(x -> (float) ((Math.max(beta * x, 0) + Math.log1p(Math.exp(-Math.abs(beta * x)))) / beta), (x, y) -> (float) (1 / (1 + Math.exp(-beta * x))));
    }

    /// `x` brought nearer to 0 by `lambda`, and 0 where it would pass it.
    public static Curve softShrink(double lambda) {
        float l = (float) lambda;
        return Curve.of(x -> x > l ? x - l : x < -l ? x + l : x * 0, (x, y) -> Math.abs(x) > l ? 1 : 0);
    }

    /// `x`, and 0 where `|x| ≤ lambda`.
    public static Curve hardShrink(double lambda) {
        float l = (float) lambda;
        return Curve.of(x -> Math.abs(x) <= l ? 0 : x, (x, y) -> Math.abs(x) > l ? 1 : 0);
    }

    /// `x` above the threshold, else `value`.
    public static Curve threshold(double threshold, double value) {
        float t = (float) threshold, otherwise = (float) value;
        return Curve.of(x -> x <= t ? otherwise : x, (x, y) -> x > t ? 1 : 0);
    }

    /// `x`, but not below `low` and not above `high`; the gradient passes at the ends too.
    public static Curve hardTanh(double low, double high) {
        if (!(low <= high)) throw new IllegalArgumentException("Activations.hardTanh: expected low ≤ high, but got " + low + " and " + high);
        float from = (float) low, to = (float) high;
        return Curve.of(x -> Math.min(Math.max(x, from), to), (x, y) -> x >= from && x <= to ? 1 : 0);
    }

    /// `clip(slope · x + shift, 0, 1)`: Keras 2 has 0.2 and 0.5, PyTorch and Keras 3 have 1/6 and 0.5.
    public static Curve hardSigmoid(double slope, double shift) {
        float a = (float) slope, b = (float) shift;
        return Curve.of(x -> Math.clamp(a * x + b, 0f, 1f), (x, y) -> y > 0 && y < 1 ? a : 0);
    }

    /// `x − tanh x`
    public static Curve tanhShrink() { return Curve.of(x -> (float) (x - Math.tanh(x)), (x, y) -> (float) (Math.tanh(x) * Math.tanh(x))); }

    // ---- of several elements

    /// `x` if positive, else `slope · x`, with slopes that are broadcast and learned (He et al., 2015).
    public static Tensor prelu(Tensor x, Tensor slope) { return x.relu().minus(slope.times(x.negated().relu())); }

    /// The first half of the last axis times the activation of the second: the gated linear unit with [Activation#SIGMOID]
    /// (Dauphin et al., 2017), SwiGLU with [Activation#SILU], GeGLU with [Activation#GELU] (Shazeer, 2020).
    public static Tensor gated(Tensor x, Activation gate) {
        int n = x.shape().last();
        if (n % 2 != 0) throw dev.lanewise.core.ShapeException.expected("Activations.gated", "an even last axis", x.shape());
        return x.slice(-1, 0, n / 2).times(gate.of(x.slice(-1, n / 2, n)));
    }

    /// The softmax of the negated elements.
    public static Tensor softmin(Tensor x) { return x.negated().softmax(); }

    /// The softmax over another axis than the last.
    public static Tensor softmax(Tensor x, int axis) { return Views.swapped(Views.swapped(x, axis).softmax(), axis); }

    /// `x − ln Σ eˣ` over another axis than the last.
    public static Tensor logSoftmax(Tensor x, int axis) { return Views.swapped(Views.swapped(x, axis).logSoftmax(), axis); }
}
