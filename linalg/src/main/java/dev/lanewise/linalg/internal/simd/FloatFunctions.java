package dev.lanewise.linalg.internal.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Functions of every lane of a float32 vector, out of additions, multiplications and fused multiply-adds.
///
/// The operators of the Vector API would be a little faster, but interpreted and compiled code round them differently: a network
/// trained twice from one seed would not end in the same bits. The polynomials are minimax fits (Remez) of our own.
///
/// The largest errors over all 2³² floats against float64, in units of the last place; `FunctionAccuracyTest` measures them again, over
/// a part of the floats in every build and over all of them with `-Dlanewise.exhaustive=true` (of mish, one float in 13 stands here for the
/// parts where it is smooth):
///
/// | exp  | log  | tanh | sigmoid | erf  | silu | mish | gelu, tanh form | gelu |
/// |------|------|------|---------|------|------|------|-----------------|------|
/// | 0.91 | 0.83 | 0.93 | 2.45    | 1.31 | 2.84 | 4.58 | 5.56            | 5.82 |
///
/// The sigmoid is worst at −16.6, and GELU at −6.2, where it is 2 · 10⁻⁹.
///
/// The compiler stops looking into methods of ours after some 35 operations of the Vector API in one compilation (18,000 nodes); a vector
/// that passes to or from a method that it doesn't look into becomes an object. Therefore every function here is spelled out, without calls.
final class FloatFunctions {

    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;                      // few digits, so that n · LN2_HIGH is exact
    static final float LN2_LOW = -2.12194440e-4f;
    static final float ROUNDER = 12582912f;                          // 1.5 · 2²³: adding it rounds to an integer
    static final int ONE = 127;                                      // the exponent of 2⁰
    static final int WIDE = ONE + 64;                                // the exponent of 2⁶⁴, to reach below the smallest exponent

    static final int MINUS = 256;                                    // above the exponent stands the sign

    /// `eʳ ≈ 1 + r + E2 r² + … + E6 r⁶` for `|r| ≤ ½ ln 2`
    static final float E2 = 0.49999994f;
    static final float E3 = 0.166665211f;
    static final float E4 = 4.16682661e-2f;
    static final float E5 = 8.36867746e-3f;
    static final float E6 = 1.38207339e-3f;

    private static final float EXP_UNDERFLOW = -104f;
    static final float SMALLEST_SIGMOID = -110f;
    private static final float ROOT_TWO = 1.41421356f;
    private static final float ROOT_HALF = 0.70710678f;

    private FloatFunctions() {
    }

    static FloatVector constant(float value) {
        return FloatVector.broadcast(S, value);
    }

    /// `eˣ = 2ⁿ eʳ` with `|r| ≤ ½ ln 2`. Overflows to ∞, underflows through subnormals to 0.
    static FloatVector exp(FloatVector x) {
        var high = x.blend(89f, x.compare(GT, 89f));
        var inside = high.blend(EXP_UNDERFLOW, x.compare(LT, EXP_UNDERFLOW));
        var shifted = inside.fma(LOG2_E, ROUNDER + 2 * ONE);
        var n = shifted.sub(ROUNDER + 2 * ONE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var power = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2).lanewise(FMA, r, 1f).lanewise(FMA, r, 1f);
        var bits = shifted.reinterpretAsInts();
        var half = bits.lanewise(ASHR, 1);                           // 2ⁿ in two steps: n may lie beyond −126 or 127
        return power.mul(half.lanewise(LSHL, 23).reinterpretAsFloats()).mul(bits.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
    }

    /// `eˣ` for `x ≤ 40`, with fewer operations: 2ⁿ is 2ⁿ⁺⁶⁴ · 2⁻⁶⁴, and the rounding constant carries the bias of the exponent. What becomes 0
    /// is never computed: a result that underflows takes a processor a hundred times as long, and masked scores are −∞.
    static FloatVector expBelow40(FloatVector x) {
        var nothing = x.compare(LT, EXP_UNDERFLOW);
        var inside = x.blend(0f, nothing);
        var shifted = inside.fma(LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var power = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2).lanewise(FMA, r, 1f).lanewise(FMA, r, 1f);
        return power.mul(shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats()).mul(0x1p-64f).blend(0f, nothing);
    }

    /// `eˣ − 1` for `x` up to 88, without cancellation near zero. Larger `x` give anything.
    static FloatVector expMinusOne(FloatVector x) {
        var inside = x.blend(-18f, x.compare(LT, -18f));
        var shifted = inside.fma(LOG2_E, ROUNDER + ONE);
        var n = shifted.sub(ROUNDER + ONE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var bend = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2).mul(r.mul(r)).add(r);
        var power = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        return power.fma(bend, power.sub(1f));
    }

    /// `ln x` with `x = 2ᵉ (1 + f)`, `√½ ≤ 1 + f < √2`. −∞ at ±0, NaN below; subnormals are scaled up first.
    static FloatVector log(FloatVector x) {
        var small = x.compare(LT, Float.MIN_NORMAL);
        var scaled = x.blend(x.mul(0x1p23f), small);
        var bits = scaled.reinterpretAsInts().sub(Float.floatToRawIntBits(ROOT_HALF));
        var exponent = bits.lanewise(ASHR, 23);
        var f = bits.and(0x7fffff).add(Float.floatToRawIntBits(ROOT_HALF)).reinterpretAsFloats().sub(1f);
        var e = ((FloatVector) exponent.convert(I2F, 0)).sub(constant(0).blend(23f, small));
        var cubic = f.mul(f).mul(f).mul(logRest(f));
        var square = f.mul(f);
        var result = e.lanewise(FMA, LN2_HIGH, f.add(square.lanewise(FMA, -0.5f, e.lanewise(FMA, LN2_LOW, cubic))));
        return constant(Float.NaN).blend(result, x.compare(GE, 0f))
                .blend(x, x.compare(EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
    }

    /// `(ln(1 + f) − f + f²/2) / f³`
    private static FloatVector logRest(FloatVector f) {
        return f.fma(6.916093e-2f, -1.17889434e-1f).lanewise(FMA, f, 1.1872142e-1f)
                .lanewise(FMA, f, -1.2384458e-1f).lanewise(FMA, f, 1.4218801e-1f).lanewise(FMA, f, -1.6669248e-1f)
                .lanewise(FMA, f, 2.0002218e-1f).lanewise(FMA, f, -2.4999987e-1f).lanewise(FMA, f, 3.333331e-1f);
    }

    /// An odd polynomial below 1, `1 − 2t/(p + t)` from there on, where `t/p = e^(−2|x|)` and t is a power of two.
    static FloatVector tanh(FloatVector x) {
        var z = x.abs();
        var square = z.mul(z);
        var rest = square.fma(-3.61991901e-4f, 2.31365557e-3f).lanewise(FMA, square, -7.96281453e-3f).lanewise(FMA, square, 2.14978512e-2f)
                .lanewise(FMA, square, -5.38836047e-2f).lanewise(FMA, square, 0.133324042f).lanewise(FMA, square, -0.333332986f);
        var near = square.mul(z).fma(rest, z);
        var inside = z.blend(10f, z.compare(GT, 10f));
        var shifted = inside.fma(-2 * LOG2_E, ROUNDER + MINUS + ONE + 1);
        var n = shifted.sub(ROUNDER + MINUS + ONE + 1);
        var r = n.lanewise(FMA, LN2_LOW / 2, n.lanewise(FMA, LN2_HIGH / 2, inside));
        var slope = r.fma(8.84526968e-2f, 0.267797679f).lanewise(FMA, r, 0.666692257f)
                .lanewise(FMA, r, 1.33332169f).lanewise(FMA, r, 1.99999976f).lanewise(FMA, r, 2f);
        var minusTwice = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        var far = minusTwice.div(slope.fma(r, minusTwice.lanewise(FMA, -0.5f, 1f))).add(1f);
        var magnitude = far.blend(near, z.compare(LT, 1f)).reinterpretAsInts();
        return magnitude.or(x.reinterpretAsInts().and(Integer.MIN_VALUE)).reinterpretAsFloats();
    }

    /// `1 / (1 + e⁻ˣ) = t / (t + e⁻ʳ)` with `x = n ln 2 + r` and `t = 2ⁿ`; small values keep their digits, down through subnormals to 0.
    static FloatVector sigmoid(FloatVector x) {
        var high = x.blend(40f, x.compare(GT, 40f));
        var inside = high.blend(SMALLEST_SIGMOID, x.compare(LT, SMALLEST_SIGMOID));
        var shifted = inside.fma(LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var slope = r.fma(E6, -E5).lanewise(FMA, r, E4).lanewise(FMA, r, -E3).lanewise(FMA, r, E2).lanewise(FMA, r, -1f);
        var t = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        return t.div(slope.fma(r, t.lanewise(FMA, 0x1p-64f, 1f))).mul(0x1p-64f);
    }

    /// `x σ(x)`, as in [#sigmoid]. It is x itself from 40 on, and −0 at −∞.
    static FloatVector silu(FloatVector x) {
        var open = x.compare(GT, 40f);
        var inside = x.blend(40f, open).blend(SMALLEST_SIGMOID, x.compare(LT, SMALLEST_SIGMOID));
        var shifted = inside.fma(LOG2_E, ROUNDER + WIDE);
        var n = shifted.sub(ROUNDER + WIDE);
        var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, inside));
        var slope = r.fma(E6, -E5).lanewise(FMA, r, E4).lanewise(FMA, r, -E3).lanewise(FMA, r, E2).lanewise(FMA, r, -1f);
        var t = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        return t.div(slope.fma(r, t.lanewise(FMA, 0x1p-64f, 1f))).mul(inside).mul(0x1p-64f).blend(x, open);
    }

    /// `ln(1 + eˣ) = max(x, 0) + ln(1 + e)` with `e = e^(−|x|)`; for e from √2 − 1 on, the logarithm is `ln 2 + ln(1 + (e − 1)/2)`.
    static FloatVector softplus(FloatVector x) {
        var e = expBelow40(x.abs().neg());
        var large = e.compare(GT, ROOT_TWO - 1);
        var f = e.blend(e.sub(1f).mul(0.5f), large);
        var rest = logRest(f);
        var square = f.mul(f);
        var logarithm = f.add(square.lanewise(FMA, -0.5f, square.mul(f).mul(rest))).add(0.6931472f, large);
        return logarithm.add(x.blend(0f, x.compare(LT, 0f)));
    }

    /// `eˣ` for `x` up to 20, where functions that saturate have long done so.
    static FloatVector expUpTo20(FloatVector x) {
        return expBelow40(x.blend(20f, x.compare(GT, 20f)));
    }
}
