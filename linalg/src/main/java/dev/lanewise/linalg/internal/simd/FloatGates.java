package dev.lanewise.linalg.internal.simd;

import static jdk.incubator.vector.VectorOperators.FMA;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.gated;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.sigmoid;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Smooth functions of the form `x · gate(x)` and their slopes, and the slopes of the gates themselves.
final class FloatGates {

    private static final float ROOT_TWO_OVER_PI = 0.7978845608f;
    private static final float GELU_CUBIC = 0.044715f;

    private FloatGates() {
    }

    static FloatVector tanhSlope(FloatVector y) {
        return y.neg().lanewise(FMA, y, 1f);
    }

    static FloatVector sigmoidSlope(FloatVector y) {
        return y.mul(y.neg().add(1f));
    }

    static FloatVector silu(FloatVector x) {
        return gated(x, sigmoid(x));
    }

    static FloatVector siluSlope(FloatVector x) {
        return gateSlope(x, x, constant(1f));
    }

    /// `(x σ(u))' = σ(u) + x σ(u) σ(−u) u'`, where `σ(u) σ(−u) = e/(1 + e)²` with `e = e^(−|u|)`.
    private static FloatVector gateSlope(FloatVector x, FloatVector u, FloatVector uSlope) {
        var e = FloatFunctions.expBelow40(u.abs().neg());
        var inverse = FloatVector.broadcast(FloatFunctions.S, 1f).div(e.add(1f));
        var closing = e.mul(inverse);
        var bend = closing.mul(inverse);
        var gate = inverse.blend(closing, u.compare(VectorOperators.LT, 0f));
        var steep = x.mul(bend).mul(uSlope).blend(0f, bend.compare(VectorOperators.EQ, 0f));
        return gate.add(steep);
    }

    static FloatVector mish(FloatVector x) {
        return gated(x, FloatFunctions.tanhSoftplus(x));
    }

    /// With `e = eˣ` and `d = e² + 2e + 2`: `(e² + 2e)/d + x · 4e(1 + e)/d²`.
    static FloatVector mishSlope(FloatVector x) {
        var e = FloatFunctions.expUpTo20(x);
        var numerator = e.fma(e, e.add(e));
        var inverse = FloatVector.broadcast(FloatFunctions.S, 1f).div(numerator.add(2f));
        var bend = e.fma(e, e).mul(4f).mul(inverse).mul(inverse);
        return numerator.mul(inverse).add(x.mul(bend).blend(0f, bend.compare(VectorOperators.EQ, 0f)
                .or(x.compare(VectorOperators.GT, 20f))));
    }

    /// The argument of the sigmoid is rounded before its exponential is taken: a relative error of |2u| · 2⁻²⁴, far below the error of the form itself.
    static FloatVector geluTanh(FloatVector x) {
        return gated(x, sigmoid(geluArgument(x)));
    }

    static FloatVector geluTanhSlope(FloatVector x) {
        var slope = x.mul(x).fma(6 * ROOT_TWO_OVER_PI * GELU_CUBIC, 2 * ROOT_TWO_OVER_PI);
        return gateSlope(x, geluArgument(x), slope);
    }

    /// `2u = 2 √(2/π) (x + 0.044715 x³)`
    private static FloatVector geluArgument(FloatVector x) {
        var factor = x.mul(x).fma(2 * ROOT_TWO_OVER_PI * GELU_CUBIC, 2 * ROOT_TWO_OVER_PI);
        return x.mul(factor);
    }
}
