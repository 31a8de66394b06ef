package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.E2;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E3;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E4;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E5;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E6;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LN2_HIGH;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LN2_LOW;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LOG2_E;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.ROUNDER;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.SMALLEST_SIGMOID;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.WIDE;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// Smooth functions of the form `x · gate(x)` and their slopes, and the slopes of the gates themselves.
final class FloatGates {

    private static final double EXACT_LINEAR = 1.5957691216057308;  // 2 √(2/π)
    private static final double EXACT_CUBIC = 0.044715 * EXACT_LINEAR;
    private static final float LINEAR = (float) EXACT_LINEAR;
    private static final float LINEAR_REST = (float) (EXACT_LINEAR - LINEAR);
    private static final float CUBIC = (float) EXACT_CUBIC;
    private static final float CUBIC_REST = (float) (EXACT_CUBIC - CUBIC);

    private FloatGates() {
    }

    static FloatVector tanhSlope(FloatVector y) {
        return y.neg().lanewise(FMA, y, 1f);
    }

    static FloatVector sigmoidSlope(FloatVector y) {
        return y.mul(y.neg().add(1f));
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
        var gate = inverse.blend(closing, u.compare(LT, 0f));
        var steep = x.mul(bend).mul(uSlope).blend(0f, bend.compare(EQ, 0f));
        return gate.add(steep);
    }

    /// `x tanh(ln(1 + eˣ)) = x e (e + 2) / (e (e + 2) + 2)` with `e = eˣ`; 2⁶⁴ e stays normal, so that small values keep their digits.
    /// It is x itself from 20 on, and −0 at −∞.
    static FloatVector mish(FloatVector x) {
        var open = x.compare(GT, 20f);
        var inside = x.blend(20f, open).blend(SMALLEST_SIGMOID, x.compare(LT, SMALLEST_SIGMOID));
        var shifted = inside.fma(LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var power = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2).lanewise(FMA, r, 1f).lanewise(FMA, r, 1f);
        var wide = power.mul(shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        var e = wide.mul(0x1p-64f);
        var sum = e.add(2f);
        return wide.mul(sum).div(e.lanewise(FMA, sum, 2f)).mul(inside).mul(0x1p-64f).blend(x, open);
    }

    /// With `e = eˣ` and `d = e² + 2e + 2`: `(e² + 2e)/d + x · 4e(1 + e)/d²`.
    static FloatVector mishSlope(FloatVector x) {
        var e = FloatFunctions.expUpTo20(x);
        var numerator = e.fma(e, e.add(e));
        var inverse = FloatVector.broadcast(FloatFunctions.S, 1f).div(numerator.add(2f));
        var bend = e.fma(e, e).mul(4f).mul(inverse).mul(inverse);
        return numerator.mul(inverse).add(x.mul(bend).blend(0f, bend.compare(EQ, 0f)
                .or(x.compare(GT, 20f))));
    }

    /// `x σ(2u)` with `2u = x (c + d x²)`. It is x itself from 7 on, and −0 at −∞.
    ///
    /// What the factor of x loses by rounding is given back to the remainder: far out on the left it would cost seven bits.
    static FloatVector geluTanh(FloatVector x) {
        var open = x.compare(GT, 7f);
        var inside = x.blend(7f, open).blend(-11f, x.compare(LT, -11f));
        var square = inside.mul(inside);
        var cubic = square.mul(CUBIC);
        var factor = cubic.add(LINEAR);
        var shifted = inside.mul(factor).fma(LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var lost = inside.fma(inside, square.neg()).lanewise(FMA, CUBIC, square.lanewise(FMA, CUBIC_REST, LINEAR_REST))
                .add(square.lanewise(FMA, CUBIC, cubic.neg())).add(cubic.sub(factor).add(LINEAR));
        var r = inside.fma(factor, n.mul(-LN2_HIGH)).add(n.lanewise(FMA, -LN2_LOW, inside.mul(lost)));
        var slope = r.fma(E6, -E5).lanewise(FMA, r, E4).lanewise(FMA, r, -E3).lanewise(FMA, r, E2).lanewise(FMA, r, -1f);
        var t = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        return t.div(slope.fma(r, t.lanewise(FMA, 0x1p-64f, 1f))).mul(inside).mul(0x1p-64f).blend(x, open);
    }

    static FloatVector geluTanhSlope(FloatVector x) {
        var slope = x.mul(x).fma(3 * CUBIC, LINEAR);
        return gateSlope(x, geluArgument(x), slope);
    }

    /// `2u = 2 √(2/π) (x + 0.044715 x³)`
    private static FloatVector geluArgument(FloatVector x) {
        return x.mul(x.mul(x).fma(CUBIC, LINEAR));
    }
}
