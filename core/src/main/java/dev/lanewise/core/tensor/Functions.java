package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.ElementFunction;

/// Functions of each element that have no kernel of their own; those that have are methods of [Tensor].
///
/// They are computed in float64 and rounded once. NaN gives NaN; outside of where a function is defined the result is NaN.
public final class Functions {

    private static final Curve LOG1P = Curve.of(x -> (float) Math.log1p(x), (x, y) -> (float) (1 / (1 + (double) x)));
    private static final Curve EXPM1 = Curve.of(x -> (float) Math.expm1(x), (x, y) -> y + 1);
    private static final Curve RSQRT = Curve.of(x -> (float) (1 / Math.sqrt(x)), (x, y) -> -0.5f * y * y * y);
    private static final Curve FLOOR = Curve.flat(x -> (float) Math.floor(x));
    private static final Curve CEIL = Curve.flat(x -> (float) Math.ceil(x));
    private static final Curve ROUND = Curve.flat(x -> (float) Math.rint(x));
    private static final Curve TRUNCATE = Curve.flat(x -> x < 0 ? (float) Math.ceil(x) : (float) Math.floor(x));
    private static final Curve SIGN = Curve.flat(Math::signum);
    private static final Curve HEAVISIDE = Curve.flat(x -> x >= 0 ? 1 : x < 0 ? 0 : x);
    private static final Curve TAN = Curve.of(x -> (float) Math.tan(x), (x, y) -> 1 + y * y);
    private static final Curve ASIN = Curve.of(x -> (float) Math.asin(x), (x, y) -> (float) (1 / Math.sqrt(1 - (double) x * x)));
    private static final Curve ACOS = Curve.of(x -> (float) Math.acos(x), (x, y) -> (float) (-1 / Math.sqrt(1 - (double) x * x)));
    private static final Curve ATAN = Curve.of(x -> (float) Math.atan(x), (x, y) -> (float) (1 / (1 + (double) x * x)));
    private static final Curve SINH = Curve.of(x -> (float) Math.sinh(x), (x, y) -> (float) Math.cosh(x));
    private static final Curve COSH = Curve.of(x -> (float) Math.cosh(x), (x, y) -> (float) Math.sinh(x));
    private static final Curve ASINH = Curve.of(x -> (float) asinh(x), (x, y) -> (float) (1 / Math.sqrt(1 + (double) x * x)));
    private static final Curve ACOSH = Curve.of(x -> (float) acosh(x), (x, y) -> (float) (1 / Math.sqrt((double) x * x - 1)));
    private static final Curve ATANH = Curve.of(x -> (float) (0.5 * (Math.log1p(x) - Math.log1p(-x))), (x, y) -> (float) (1 / (1 - (double) x * x)));

    private Functions() { }

    /// `ln(1 + x)`, with all digits near 0.
    public static Tensor log1p(Tensor x) { return LOG1P.of(x); }

    /// `eˣ − 1`, with all digits near 0.
    public static Tensor expm1(Tensor x) { return EXPM1.of(x); }

    /// `1/√x`
    public static Tensor rsqrt(Tensor x) { return RSQRT.of(x); }

    public static Tensor reciprocal(Tensor x) { return x.map(ElementFunction.RECIPROCAL); }

    public static Tensor sin(Tensor x) { return x.map(ElementFunction.SIN); }

    public static Tensor cos(Tensor x) { return x.map(ElementFunction.COS); }

    /// The error function.
    public static Tensor erf(Tensor x) { return x.map(ElementFunction.ERF); }

    /// The largest whole number that is not above; its gradient is 0, as that of all that follow here up to [#heaviside].
    public static Tensor floor(Tensor x) { return FLOOR.of(x); }

    public static Tensor ceil(Tensor x) { return CEIL.of(x); }

    /// The nearest whole number, the even one of two.
    public static Tensor round(Tensor x) { return ROUND.of(x); }

    /// Without what stands behind the point.
    public static Tensor truncate(Tensor x) { return TRUNCATE.of(x); }

    /// −1, 0 or 1.
    public static Tensor sign(Tensor x) { return SIGN.of(x); }

    /// 1 from 0 on, else 0: the perceptron's step.
    public static Tensor heaviside(Tensor x) { return HEAVISIDE.of(x); }

    public static Tensor tan(Tensor x) { return TAN.of(x); }

    public static Tensor asin(Tensor x) { return ASIN.of(x); }

    public static Tensor acos(Tensor x) { return ACOS.of(x); }

    public static Tensor atan(Tensor x) { return ATAN.of(x); }

    public static Tensor sinh(Tensor x) { return SINH.of(x); }

    public static Tensor cosh(Tensor x) { return COSH.of(x); }

    public static Tensor asinh(Tensor x) { return ASINH.of(x); }

    public static Tensor acosh(Tensor x) { return ACOSH.of(x); }

    public static Tensor atanh(Tensor x) { return ATANH.of(x); }

    private static double asinh(double x) { return Math.copySign(Math.log1p(Math.abs(x) + x * x / (1 + Math.sqrt(x * x + 1))), x); }

    private static double acosh(double x) { return Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1))); }

    /// `xᵖ`; its gradient at 0 is that of the formula, and 0 for `p = 0`.
    public static Tensor power(Tensor x, double p) {
        return Curve.of(a -> (float) Math.pow(a, p), (a, y) -> p == 0 ? 0 : (float) (p * Math.pow(a, p - 1))).of(x);
    }

    /// Not below `low` and not above `high`; the gradient passes between them, at the ends too.
    public static Tensor clip(Tensor x, double low, double high) { return Activations.hardTanh(low, high).of(x); }
}
