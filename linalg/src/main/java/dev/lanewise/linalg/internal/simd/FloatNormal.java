package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.E2;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E3;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E4;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E5;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.E6;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LN2_HIGH;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LN2_LOW;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.LOG2_E;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.MINUS;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.ONE;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.ROUNDER;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.WIDE;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// The standard normal distribution for GELU and the error function, accurate relative to their own size.
///
/// For `z ≥ 0`, `Φ(−z) = e^(−z²/2) · N(z)/D(z)` with polynomials of degrees 4 and 5, all of whose coefficients are positive, so that
/// nothing cancels. The exponential subtracts `n ln 2` from `z²` before that is rounded, which would cost seven bits at z = 13.
final class FloatNormal {

    private static final float FARTHEST = 14.5f;
    private static final float INVERSE_ROOT_TWO_PI = 0.39894228f;
    private static final float TWO_OVER_ROOT_PI = 1.12837917f;

    private FloatNormal() {
    }

    /// `x · Φ(x) = max(x, 0) − |x| · Φ(−|x|)`
    static FloatVector gelu(FloatVector x) {
        var z = distance(x);
        var square = z.mul(z);
        var shifted = square.fma(-0.5f * LOG2_E, ROUNDER + WIDE);
        var bend = bend(z, shifted.sub(ROUNDER + WIDE));
        var ratio = numerator(z).mul(z).div(denominator(z));
        var tail = ratio.fma(bend, ratio).mul(shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        return tail.lanewise(FMA, -0x1p-64f, x.blend(-0f, x.compare(LT, 0f)));
    }

    /// `Φ(x) + x · φ(x)`, which is `d = e^(−z²/2) (N/D − z/√2π)` on the left and `1 − d` on the right.
    static FloatVector geluSlope(FloatVector x) {
        var z = distance(x);
        var square = z.mul(z);
        var shifted = square.fma(-0.5f * LOG2_E, ROUNDER + WIDE);
        var bend = bend(z, shifted.sub(ROUNDER + WIDE));
        var difference = z.lanewise(FMA, -INVERSE_ROOT_TWO_PI, numerator(z).div(denominator(z)));
        var left = difference.fma(bend, difference).mul(shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats()).mul(0x1p-64f);
        return left.blend(FloatVector.broadcast(S, 1f).sub(left), x.compare(GT, 0f));
    }

    private static FloatVector distance(FloatVector x) {
        var z = x.abs();
        return z.blend(FARTHEST, z.compare(GT, FARTHEST));
    }

    /// `e^(−z²/2) · 2⁻ⁿ − 1`, a polynomial of `s = z² + 2n ln 2`.
    private static FloatVector bend(FloatVector z, FloatVector n) {
        var s = n.lanewise(FMA, 2 * LN2_LOW, z.fma(z, n.mul(2 * LN2_HIGH)));
        return s.fma(E6 / 64, -E5 / 32).lanewise(FMA, s, E4 / 16).lanewise(FMA, s, -E3 / 8).lanewise(FMA, s, E2 / 4).lanewise(FMA, s, -0.5f).mul(s);
    }

    private static FloatVector numerator(FloatVector z) {
        return z.fma(0.00409127725f, 0.0404857136f).lanewise(FMA, z, 0.182828978f).lanewise(FMA, z, 0.437795877f).lanewise(FMA, z, 0.5f);
    }

    private static FloatVector denominator(FloatVector z) {
        return z.fma(0.0102551915f, 0.101489104f).lanewise(FMA, z, 0.468388945f).lanewise(FMA, z, 1.20089531f)
                .lanewise(FMA, z, 1.67347658f).lanewise(FMA, z, 1f);
    }

    /// An odd polynomial below 1, `1 − 2^P(|x|)` from there on.
    static FloatVector erf(FloatVector x) {
        var z = x.abs();
        var square = z.mul(z);
        var near = square.fma(7.92036808e-5f, -8.03076138e-4f).lanewise(FMA, square, 5.19073382e-3f).lanewise(FMA, square, -2.6855126e-2f)
                .lanewise(FMA, square, 0.112836182f).lanewise(FMA, square, -0.376126289f).lanewise(FMA, square, 0.128379166f).fma(z, z);
        var inside = z.blend(4f, z.compare(GT, 4f));
        var exponent = inside.fma(2.68896489e-4f, -4.25262609e-3f).lanewise(FMA, inside, 3.1505812e-2f).lanewise(FMA, inside, -0.14875181f)
                .lanewise(FMA, inside, -0.920648217f).lanewise(FMA, inside, -1.62604606f).lanewise(FMA, inside, -4.92698513e-4f);
        var shifted = exponent.add(ROUNDER + MINUS + ONE);
        var r = exponent.sub(shifted.sub(ROUNDER + MINUS + ONE));
        var power = r.fma(1.32695376e-3f, 9.67129227e-3f).lanewise(FMA, r, 5.55071086e-2f).lanewise(FMA, r, 0.240222469f)
                .lanewise(FMA, r, 0.693147004f).lanewise(FMA, r, 1f);
        var far = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats().fma(power, FloatVector.broadcast(S, 1f));
        var magnitude = far.blend(near, z.compare(LT, 1f)).reinterpretAsInts();
        return magnitude.or(x.reinterpretAsInts().and(Integer.MIN_VALUE)).reinterpretAsFloats();
    }

    /// `2/√π · e^(−x²)`
    static FloatVector erfSlope(FloatVector x) {
        var z = x.abs();
        var inside = z.blend(11f, z.compare(GT, 11f));
        var shifted = inside.mul(inside).fma(-LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var s = n.lanewise(FMA, LN2_LOW, inside.fma(inside, n.mul(LN2_HIGH)));
        var power = s.fma(E6, -E5).lanewise(FMA, s, E4).lanewise(FMA, s, -E3).lanewise(FMA, s, E2).lanewise(FMA, s, -1f).lanewise(FMA, s, 1f);
        return power.mul(shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats()).mul(TWO_OVER_ROOT_PI * 0x1p-64f);
    }
}
