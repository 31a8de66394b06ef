package dev.lanewise.linalg.internal.simd;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of every lane of a float32 vector, out of additions, multiplications and fused multiply-adds.
///
/// The operators of the Vector API would be a little faster, but interpreted and compiled code round them differently: a network
/// trained twice from one seed would not end in the same bits. The polynomials are minimax fits (Remez) of our own.
///
/// Errors are measured over all floats, a part of them in every build: see `FunctionAccuracyTest`.
final class FloatFunctions {

    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;              // few digits, so that n · LN2_HIGH is exact
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUNDER = 12582912f;                  // 1.5 · 2²³: adding it rounds to an integer
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    private static final int BIAS = 127 + 64;
    private static final float EXP_OVERFLOW = 88.72284f;
    private static final float EXP_UNDERFLOW = -103.98f;
    private static final float ROOT_TWO = 1.41421356f;
    private static final float ROOT_HALF = 0.70710678f;

    private FloatFunctions() {
    }

    static FloatVector constant(float value) {
        return FloatVector.broadcast(S, value);
    }

    /// `eˣ = 2ⁿ eʳ` with `|r| ≤ ½ ln 2`; 1.1 ulp. Overflows to ∞, underflows through subnormals to 0.
    static FloatVector exp(FloatVector x) {
        var shifted = x.fma(LOG2_E, ROUNDER);
        var r = remainder(x, shifted.sub(ROUNDER));
        var power = r.mul(r).fma(expRest(r), r).add(1f);
        var n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        var half = n.lanewise(VectorOperators.ASHR, 1);              // 2ⁿ in two steps: n may lie beyond −126 or 127
        var result = power.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
        return result.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOW))
                .blend(0f, x.compare(VectorOperators.LT, EXP_UNDERFLOW));
    }

    /// `eˣ` for `x ≤ 40`, with fewer operations: 2ⁿ is 2ⁿ⁺⁶⁴ · 2⁻⁶⁴, and the rounding constant carries the bias of the exponent.
    ///
    /// The compiler stops looking into functions after some sixty operations of the Vector API in one method, and what it doesn't
    /// look into runs thirty times slower. So every operation counts.
    static FloatVector expBelow40(FloatVector x) {
        var shifted = x.fma(LOG2_E, ROUNDER + BIAS);
        var r = remainder(x, shifted.sub(ROUNDER + BIAS));
        var power = r.mul(r).fma(expRest(r), r).add(1f);
        var scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return power.mul(scale).mul(0x1p-64f).blend(0f, x.compare(VectorOperators.LT, EXP_UNDERFLOW));
    }

    /// `eˣ − 1` for `x` up to 88, without cancellation near zero; 2 ulp. Larger `x` give anything.
    static FloatVector expMinusOne(FloatVector x) {
        var low = x.blend(-18f, x.compare(VectorOperators.LT, -18f));
        var shifted = low.fma(LOG2_E, ROUNDER);
        var r = remainder(low, shifted.sub(ROUNDER));
        var rest = r.mul(r).fma(expRest(r), r);
        var power = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_BITS));
        return power.fma(rest, power.sub(1f));
    }

    private static FloatVector remainder(FloatVector x, FloatVector n) {
        return n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, x));
    }

    /// `(eʳ − 1 − r) / r²`
    private static FloatVector expRest(FloatVector r) {
        return r.fma(1.3950681e-3f, 8.3690207e-3f).lanewise(FMA, r, 4.1666202e-2f)
                .lanewise(FMA, r, 1.6666518e-1f).lanewise(FMA, r, 0.5f);
    }

    private static FloatVector powerOfTwo(jdk.incubator.vector.Vector<Integer> n) {
        return n.lanewise(VectorOperators.ADD, 127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    /// `ln x` with `x = 2ᵉ (1 + f)`, `√½ ≤ 1 + f < √2`; 1 ulp. −∞ at ±0, NaN below; subnormals are scaled up first.
    static FloatVector log(FloatVector x) {
        var small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        var scaled = x.blend(x.mul(0x1p23f), small);
        var bits = scaled.reinterpretAsInts().sub(Float.floatToRawIntBits(ROOT_HALF));
        var exponent = bits.lanewise(VectorOperators.ASHR, 23);
        var f = bits.and(0x7fffff).add(Float.floatToRawIntBits(ROOT_HALF)).reinterpretAsFloats().sub(1f);
        var e = ((FloatVector) exponent.convert(VectorOperators.I2F, 0)).sub(constant(0).blend(23f, small));
        var square = f.mul(f);
        var rest = e.lanewise(FMA, LN2_LOW, square.mul(f).mul(logRest(f)));
        var result = e.lanewise(FMA, LN2_HIGH, f.add(square.lanewise(FMA, -0.5f, rest)));
        return result.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f))
                .blend(Float.NaN, x.compare(VectorOperators.LT, 0f))
                .blend(x, x.compare(VectorOperators.NE, x));
    }

    /// `(ln(1 + f) − f + f²/2) / f³`
    private static FloatVector logRest(FloatVector f) {
        return f.fma(6.916093e-2f, -1.17889434e-1f).lanewise(FMA, f, 1.1872142e-1f)
                .lanewise(FMA, f, -1.2384458e-1f).lanewise(FMA, f, 1.4218801e-1f).lanewise(FMA, f, -1.6669248e-1f)
                .lanewise(FMA, f, 2.0002218e-1f).lanewise(FMA, f, -2.4999987e-1f).lanewise(FMA, f, 3.333331e-1f);
    }

    /// `tanh x = (e²ˣ − 1) / (e²ˣ + 1)`; 2.5 ulp.
    static FloatVector tanh(FloatVector x) {
        var magnitude = x.abs();
        var e = expMinusOne(magnitude.blend(10f, magnitude.compare(VectorOperators.GT, 10f)).mul(2f));
        var result = e.div(e.add(2f));
        return withSign(result, x);
    }

    private static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        var signs = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return magnitude.reinterpretAsInts().or(signs).reinterpretAsFloats();
    }

    /// `1 / (1 + e⁻ˣ)`, as `eˣ / (1 + eˣ)` for negative `x`: small values keep their digits; 2.5 ulp.
    static FloatVector sigmoid(FloatVector x) {
        var e = expBelow40(x.abs().neg());
        var numerator = constant(1f).blend(e, x.compare(VectorOperators.LT, 0f));
        return numerator.div(e.add(1f));
    }

    /// `ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|))`
    static FloatVector softplus(FloatVector x) {
        var e = expBelow40(x.abs().neg());
        var positive = x.blend(0f, x.compare(VectorOperators.LT, 0f));
        return positive.add(logOnePlus(e));
    }

    /// `ln(1 + e)` for `0 ≤ e ≤ 1`; from √2 − 1 on as `ln 2 + ln(1 + (e − 1)/2)`.
    private static FloatVector logOnePlus(FloatVector e) {
        var large = e.compare(VectorOperators.GT, ROOT_TWO - 1);
        var f = e.blend(e.sub(1f).mul(0.5f), large);
        var square = f.mul(f);
        var result = f.add(square.lanewise(FMA, -0.5f, square.mul(f).mul(logRest(f))));
        return result.add(0.6931472f, large);
    }

    /// `eˣ` for `x` up to 20, where functions that saturate have long done so.
    static FloatVector expUpTo20(FloatVector x) {
        return expBelow40(x.blend(20f, x.compare(VectorOperators.GT, 20f)));
    }

    /// `tanh(ln(1 + eˣ)) = (e² + 2e) / (e² + 2e + 2)`
    static FloatVector tanhSoftplus(FloatVector x) {
        var e = expUpTo20(x);
        var numerator = e.fma(e, e.add(e));
        return numerator.div(numerator.add(2f));
    }

    /// `x · gate`, where a closed gate beats an infinite x: gates close on the left, so the zero is negative.
    static FloatVector gated(FloatVector x, FloatVector gate) {
        return x.mul(gate).blend(-0f, gate.compare(VectorOperators.EQ, 0f));
    }

    /// `old · beta + value`; the old content is not looked at if `beta` is zero.
    static FloatVector onto(float beta, FloatVector old, FloatVector value) {
        return beta == 0 ? value : old.lanewise(FMA, beta, value);
    }
}
