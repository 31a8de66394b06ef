package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static jdk.incubator.vector.VectorOperators.FMA;

import dev.lanewise.linalg.kernel.RowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Softmax and its relatives in lanes; sums of exponentials run in float32 lanes, moments in float64. The normalisations are in [FloatNorms].
final class SimdRowKernels implements RowKernels {

    private static final int L = S.length();

    @Override
    public void softmax(float[] x, int xFrom, float[] y, int yFrom, int n) {
        float max = FloatSums.max(x, xFrom, n);
        if (max == Float.NEGATIVE_INFINITY) {
            java.util.Arrays.fill(y, yFrom, yFrom + n, 0);
            return;
        }
        float factor = 1 / exponentials(x, xFrom, max, y, yFrom, n);
        int i = 0;
        for (; i <= n - L; i += L) FloatVector.fromArray(S, y, yFrom + i).mul(factor).intoArray(y, yFrom + i);
        if (i == n) return;
        var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
        FloatVector.fromArray(S, y, yFrom + i, rest).mul(factor).intoArray(y, yFrom + i, rest);
    }

    @Override
    public float exponentials(float[] x, int xFrom, float shift, float[] y, int yFrom, int n) {
        var sums = FloatVector.zero(S);
        for (int i = 0; i < n; i += L) {
            var e = FloatFunctions.expBelow40(Lanes.load(x, xFrom + i, n - i).sub(shift));
            if (i <= n - L) {
                e.intoArray(y, yFrom + i);
                sums = sums.add(e);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                e.intoArray(y, yFrom + i, rest);
                sums = sums.add(e, rest);
            }
        }
        if (L >= 16) sums = sums.add(sums.rearrange(Lanes.F8));       // as Lanes.sum, which the compiler wouldn't take in any more
        if (L >= 8) sums = sums.add(sums.rearrange(Lanes.F4));
        if (L >= 4) sums = sums.add(sums.rearrange(Lanes.F2));
        return sums.add(sums.rearrange(Lanes.F1)).lane(0);
    }

    private static float sumOfExp(float[] x, int xFrom, float max, int n) {
        var sums = FloatVector.zero(S);
        for (int i = 0; i < n; i += L) {
            var e = FloatFunctions.expBelow40(Lanes.load(x, xFrom + i, n - i).sub(max));
            sums = i <= n - L ? sums.add(e) : sums.add(e, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
        if (L >= 16) sums = sums.add(sums.rearrange(Lanes.F8));       // as Lanes.sum, which the compiler wouldn't take in any more
        if (L >= 8) sums = sums.add(sums.rearrange(Lanes.F4));
        if (L >= 4) sums = sums.add(sums.rearrange(Lanes.F2));
        return sums.add(sums.rearrange(Lanes.F1)).lane(0);
    }

    @Override
    public void softmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta,
                                float[] dx, int dxFrom, int n) {
        float dot = FloatSums.dot(y, yFrom, dy, dyFrom, n);
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = load(dy, dyFrom + i).sub(dot).mul(load(y, yFrom + i));
            (beta == 0 ? value : load(dx, dxFrom + i).fma(constant(beta), value)).intoArray(dx, dxFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var value = load(dy, dyFrom + i, rest).sub(dot).mul(load(y, yFrom + i, rest));
        (beta == 0 ? value : load(dx, dxFrom + i, rest).fma(constant(beta), value)).intoArray(dx, dxFrom + i, rest);
    }

    @Override
    public void softmaxPartGradient(float[] y, int yFrom, float[] dy, int dyFrom, float dot, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(dy, dyFrom + i).sub(dot).mul(load(y, yFrom + i)).intoArray(dx, dxFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(dy, dyFrom + i, rest).sub(dot).mul(load(y, yFrom + i, rest)).intoArray(dx, dxFrom + i, rest);
    }

    @Override
    public void logSoftmax(float[] x, int xFrom, float[] y, int yFrom, int n) {
        float max = FloatSums.max(x, xFrom, n);
        if (max == Float.NEGATIVE_INFINITY) {
            java.util.Arrays.fill(y, yFrom, yFrom + n, max);
            return;
        }
        float logSum = (float) Math.log(sumOfExp(x, xFrom, max, n));
        int i = 0;
        for (; i <= n - L; i += L) FloatVector.fromArray(S, x, xFrom + i).sub(max).sub(logSum).intoArray(y, yFrom + i);
        if (i == n) return;
        var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
        FloatVector.fromArray(S, x, xFrom + i, rest).sub(max).sub(logSum).intoArray(y, yFrom + i, rest);
    }

    @Override
    public void logSoftmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta,
                                   float[] dx, int dxFrom, int n) {
        var sum = constant((float) -FloatSums.sum(dy, dyFrom, n));
        for (int i = 0; i < n; i += L) {
            var e = FloatFunctions.exp(Lanes.load(y, yFrom + i, n - i));
            if (i <= n - L) {
                var value = e.fma(sum, FloatVector.fromArray(S, dy, dyFrom + i));
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = e.fma(sum, FloatVector.fromArray(S, dy, dyFrom + i, rest));
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    @Override
    public float logSumExp(float[] x, int xFrom, int n) {
        float max = FloatSums.max(x, xFrom, n);
        if (Float.isInfinite(max)) return max;
        return (float) (max + Math.log(sumOfExp(x, xFrom, max, n)));
    }

    @Override
    public void layerNorm(float[] x, int xFrom, float[] gain, int gainFrom, float[] bias, int biasFrom, float epsilon,
                          float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        FloatNorms.layer(x, xFrom, gain, gainFrom, bias, biasFrom, epsilon, y, yFrom, statistics, statisticsFrom, n);
    }

    @Override
    public void layerNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics,
                                  int statisticsFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                  float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        FloatNorms.layerGradient(x, xFrom, gain, gainFrom, statistics[statisticsFrom], statistics[statisticsFrom + 1],
                dy, dyFrom, beta, dx, dxFrom, dGain, dGainFrom, dBias, dBiasFrom, n);
    }

    @Override
    public void rmsNorm(float[] x, int xFrom, float[] gain, int gainFrom, float epsilon,
                        float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        FloatNorms.rootMeanSquare(x, xFrom, gain, gainFrom, epsilon, y, yFrom, statistics, statisticsFrom, n);
    }

    @Override
    public void rmsNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics,
                                int statisticsFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                float[] dGain, int dGainFrom, int n) {
        FloatNorms.rootMeanSquareGradient(x, xFrom, gain, gainFrom, statistics[statisticsFrom],
                dy, dyFrom, beta, dx, dxFrom, dGain, dGainFrom, n);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> rest) {
        return FloatVector.fromArray(S, x, at, rest);
    }
}
