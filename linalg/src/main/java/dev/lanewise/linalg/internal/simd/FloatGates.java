package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.gated;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.sigmoid;

import jdk.incubator.vector.FloatVector;

/// Smooth functions of the form `x · gate(x)` and their slopes, and the slopes of the gates themselves.
final class FloatGates {

    private static final float ROOT_TWO_OVER_PI = 0.7978845608f;
    private static final float GELU_CUBIC = 0.044715f;

    private FloatGates() {
    }

    static FloatVector tanhSlope(FloatVector y) {
        return y.neg().fma(y, constant(1f));
    }

    static FloatVector sigmoidSlope(FloatVector y) {
        return y.mul(constant(1f).sub(y));
    }

    static FloatVector silu(FloatVector x) {
        return gated(x, sigmoid(x));
    }

    static FloatVector siluSlope(FloatVector x) {
        var gate = sigmoid(x);
        return gate.add(gated(x, gate.mul(sigmoid(x.neg()))));
    }

    static FloatVector mish(FloatVector x) {
        return gated(x, FloatFunctions.tanhSoftplus(x));
    }

    static FloatVector mishSlope(FloatVector x) {
        var gate = FloatFunctions.tanhSoftplus(x);
        return gate.add(gated(x, tanhSlope(gate).mul(sigmoid(x))));
    }

    /// The argument of the sigmoid is rounded before its exponential is taken: a relative error of |2u| · 2⁻²⁴, far below the error of the form itself.
    static FloatVector geluTanh(FloatVector x) {
        return gated(x, sigmoid(geluArgument(x)));
    }

    /// With `s = σ(2u)`: `s + x · s (1 − s) · 2u'`.
    static FloatVector geluTanhSlope(FloatVector x) {
        var argument = geluArgument(x);
        var gate = sigmoid(argument);
        var bend = gate.mul(sigmoid(argument.neg()));
        var slope = x.mul(x).fma(constant(6 * ROOT_TWO_OVER_PI * GELU_CUBIC), constant(2 * ROOT_TWO_OVER_PI));
        var steep = x.mul(bend).mul(slope);
        return gate.add(steep.blend(0f, bend.compare(jdk.incubator.vector.VectorOperators.EQ, 0f)));
    }

    /// `2u = 2 √(2/π) (x + 0.044715 x³)`
    private static FloatVector geluArgument(FloatVector x) {
        var factor = x.mul(x).fma(constant(2 * ROOT_TWO_OVER_PI * GELU_CUBIC), constant(2 * ROOT_TWO_OVER_PI));
        return x.mul(factor);
    }
}
