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
import static dev.lanewise.linalg.internal.simd.FloatFunctions.SMALLEST_SIGMOID;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.WIDE;

/// Functions of [FloatFunctions] for a single number, operation by operation the same, so that the bits are too.
///
/// Ranges that don't fill a vector are better off without one, above all before the compiler has seen them: an interpreted operation of the
/// Vector API takes a microsecond.
final class OneLane {

    private OneLane() {
    }

    static float sigmoid(float x) {
        float high = x > 40f ? 40f : x;
        float inside = high < SMALLEST_SIGMOID ? SMALLEST_SIGMOID : high;
        float shifted = Math.fma(inside, LOG2_E, ROUNDER + WIDE);
        float n = shifted - (ROUNDER + WIDE);
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, inside));
        float slope = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(r, E6, -E5), r, E4), r, -E3), r, E2), r, -1f);
        float t = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
        return t / Math.fma(slope, r, Math.fma(t, 0x1p-64f, 1f)) * 0x1p-64f;
    }

    static float tanh(float x) {
        float z = Math.abs(x);
        float magnitude = z < 1f ? near(z) : far(z);
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | Float.floatToRawIntBits(x) & Integer.MIN_VALUE);
    }

    private static float near(float z) {
        float square = z * z;
        float rest = Math.fma(Math.fma(square, -3.61991901e-4f, 2.31365557e-3f), square, -7.96281453e-3f);
        rest = Math.fma(Math.fma(rest, square, 2.14978512e-2f), square, -5.38836047e-2f);
        rest = Math.fma(Math.fma(rest, square, 0.133324042f), square, -0.333332986f);
        return Math.fma(square * z, rest, z);
    }

    private static float far(float z) {
        float inside = z > 10f ? 10f : z;
        float shifted = Math.fma(inside, -2 * LOG2_E, ROUNDER + MINUS + ONE + 1);
        float n = shifted - (ROUNDER + MINUS + ONE + 1);
        float r = Math.fma(n, LN2_LOW / 2, Math.fma(n, LN2_HIGH / 2, inside));
        float slope = Math.fma(Math.fma(Math.fma(r, 8.84526968e-2f, 0.267797679f), r, 0.666692257f), r, 1.33332169f);
        slope = Math.fma(Math.fma(slope, r, 1.99999976f), r, 2f);
        float minusTwice = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
        return minusTwice / Math.fma(slope, r, Math.fma(minusTwice, -0.5f, 1f)) + 1f;
    }

    /// [SimdRecurrentKernels#lstmStep]
    static void lstmStep(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                         float[] c, int cFrom, float[] tanhC, int tanhCFrom, float[] h, int hFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            float i = gates[at] = sigmoid(gates[at]);
            float f = gates[at + units] = sigmoid(gates[at + units]);
            float g = gates[at + 2 * units] = tanh(gates[at + 2 * units]);
            float o = gates[at + 3 * units] = sigmoid(gates[at + 3 * units]);
            float state = c[cFrom + u] = Math.fma(i, g, f * cBefore[cBeforeFrom + u]);
            float squashed = tanhC[tanhCFrom + u] = tanh(state);
            h[hFrom + u] = o * squashed;
        }
    }

    /// [SimdRecurrentKernels#lstmStepGradient]
    static void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom, float[] tanhC, int tanhCFrom,
                                 float[] dh, int dhFrom, float[] dc, int dcFrom, float[] dGates, int dGatesFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            float i = gates[at];
            float f = gates[at + units];
            float g = gates[at + 2 * units];
            float o = gates[at + 3 * units];
            float squashed = tanhC[tanhCFrom + u];
            float dOutput = dh[dhFrom + u];
            float dState = Math.fma(dOutput * o, tanhSlope(squashed), dc[dcFrom + u]);

            int to = dGatesFrom + u;
            dGates[to] = dState * g * sigmoidSlope(i);
            dGates[to + units] = dState * cBefore[cBeforeFrom + u] * sigmoidSlope(f);
            dGates[to + 2 * units] = dState * i * tanhSlope(g);
            dGates[to + 3 * units] = dOutput * squashed * sigmoidSlope(o);
            dc[dcFrom + u] = dState * f;
        }
    }

    private static float tanhSlope(float y) {
        return Math.fma(-y, y, 1f);
    }

    private static float sigmoidSlope(float y) {
        return y * (-y + 1f);
    }

    /// [SimdOptimizerKernels#adam] where all ranges begin at the same place, so that the compiler finds lanes by itself.
    static void adam(float[] w, float[] g, float[] m, float[] v, int from, int n,
                     float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        for (int i = from; i < from + n; i++) adam(w, i, g, i, m, i, v, i, rate, rootScale, beta1, beta2, epsilon, decay);
    }

    static void adam(float[] w, int wAt, float[] g, int gAt, float[] m, int mAt, float[] v, int vAt,
                     float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        float mean = m[mAt] = mean(g[gAt], m[mAt], beta1);
        float square = v[vAt] = square(g[gAt], v[vAt], beta2);
        w[wAt] = w[wAt] - Math.fma(w[wAt], decay, mean * rate / Math.fma((float) Math.sqrt(square), rootScale, epsilon));
    }

    static void amsgrad(float[] w, int wAt, float[] g, int gAt, float[] m, int mAt, float[] v, int vAt, float[] u, int uAt,
                        float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        float mean = m[mAt] = mean(g[gAt], m[mAt], beta1);
        float square = v[vAt] = square(g[gAt], v[vAt], beta2);
        float largest = u[uAt] = Math.max(square, u[uAt]);
        w[wAt] = w[wAt] - Math.fma(w[wAt], decay, mean * rate / Math.fma((float) Math.sqrt(largest), rootScale, epsilon));
    }

    private static float mean(float gradient, float before, float beta) {
        return normal(Math.fma(gradient, (float) (1.0 - beta), before * beta));
    }

    private static float square(float gradient, float before, float beta) {
        float large = Math.abs(gradient) < SimdOptimizerKernels.SMALLEST_TO_SQUARE ? 0 : gradient;
        return normal(Math.fma(large * large, (float) (1.0 - beta), before * beta));
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
