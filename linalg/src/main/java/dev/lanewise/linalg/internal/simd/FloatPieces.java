package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.expMinusOne;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;

/// Functions that are put together from pieces, and their slopes. NaN stays NaN.
final class FloatPieces {

    private static final float SELU_SCALE = 1.0507009873554805f;
    private static final float SELU_SCALE_ALPHA = 1.7580993408473766f;
    private static final float LEAK = 0.01f;
    private static final float SIXTH = 1 / 6f;

    private FloatPieces() {
    }

    static FloatVector square(FloatVector x) {
        return x.mul(x);
    }

    static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(LE, 0f));
    }

    static FloatVector reluSlope(FloatVector x) {
        return orNaN(constant(1f).blend(0f, x.compare(LE, 0f)), x);
    }

    static FloatVector relu6(FloatVector x) {
        return relu(x).blend(6f, x.compare(GT, 6f));
    }

    static FloatVector relu6Slope(FloatVector x) {
        return reluSlope(x).blend(0f, x.compare(GT, 6f));
    }

    static FloatVector leakyRelu(FloatVector x) {
        return x.blend(x.mul(LEAK), x.compare(LE, 0f));
    }

    static FloatVector leakyReluSlope(FloatVector x) {
        return orNaN(constant(1f).blend(LEAK, x.compare(LE, 0f)), x);
    }

    static FloatVector absSlope(FloatVector x) {
        return orNaN(constant(1f).blend(-1f, x.compare(LE, 0f)), x);
    }

    static FloatVector hardSigmoid(FloatVector x) {
        var line = x.fma(0.2f, 0.5f);
        return line.blend(0f, line.compare(LT, 0f)).blend(1f, line.compare(GT, 1f));
    }

    static FloatVector hardSigmoidSlope(FloatVector x, FloatVector y) {
        return orNaN(constant(0.2f).blend(0f, y.compare(LE, 0f)).blend(0f, y.compare(GE, 1f)), x);
    }

    /// `clip(x/6 + 0.5, 0, 1)`
    static FloatVector hardSigmoid6(FloatVector x) {
        var line = x.fma(SIXTH, 0.5f);
        return line.blend(0f, line.compare(LT, 0f)).blend(1f, line.compare(GT, 1f));
    }

    static FloatVector hardSigmoid6Slope(FloatVector x, FloatVector y) {
        return orNaN(constant(SIXTH).blend(0f, y.compare(LE, 0f)).blend(0f, y.compare(GE, 1f)), x);
    }

    static FloatVector hardSwish(FloatVector x) {
        return x.mul(hardSigmoid6(x)).blend(-0f, x.compare(LE, -3f));
    }

    static FloatVector hardSwishSlope(FloatVector x) {
        return x.fma(2 * SIXTH, 0.5f).blend(0f, x.compare(LE, -3f)).blend(1f, x.compare(GT, 3f));
    }

    static FloatVector hardTanh(FloatVector x) {
        return x.blend(-1f, x.compare(LT, -1f)).blend(1f, x.compare(GT, 1f));
    }

    static FloatVector hardTanhSlope(FloatVector x) {
        return orNaN(constant(1f).blend(0f, x.compare(LE, -1f)).blend(0f, x.compare(GT, 1f)), x);
    }

    static FloatVector squaredRelu(FloatVector x) {
        return square(relu(x));
    }

    static FloatVector squaredReluSlope(FloatVector x) {
        return relu(x).mul(2f);
    }

    static FloatVector elu(FloatVector x) {
        return x.blend(expMinusOne(x), x.compare(LT, 0f));
    }

    static FloatVector eluSlope(FloatVector x, FloatVector y) {
        return orNaN(y.add(1f).blend(1f, x.compare(GT, 0f)), x);
    }

    static FloatVector selu(FloatVector x) {
        return x.mul(SELU_SCALE).blend(expMinusOne(x).mul(SELU_SCALE_ALPHA), x.compare(LT, 0f));
    }

    static FloatVector seluSlope(FloatVector x, FloatVector y) {
        return orNaN(y.add(SELU_SCALE_ALPHA).blend(SELU_SCALE, x.compare(GT, 0f)), x);
    }

    static FloatVector softsign(FloatVector x) {
        var magnitude = x.abs();
        var infinite = magnitude.compare(EQ, Float.POSITIVE_INFINITY);
        return x.div(magnitude.add(1f)).blend(constant(1f).blend(-1f, x.compare(LT, 0f)), infinite);
    }

    static FloatVector softsignSlope(FloatVector x) {
        var below = x.abs().add(1f);
        return constant(1f).div(below.mul(below));
    }

    private static FloatVector orNaN(FloatVector value, FloatVector x) {
        return value.blend(x, x.compare(NE, x));
    }
}
