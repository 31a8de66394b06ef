package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Layer and root-mean-square normalisation of one row, and their gradients.
///
/// The loops call the Vector API itself and no method of ours that takes or returns a vector: several loops end up in one compilation,
/// where the compiler stops looking into our methods after so many operations, and every vector that passes between them becomes an object.
final class FloatNorms {

    private static final int L = S.length();

    private FloatNorms() {
    }

    static void layer(float[] x, int xFrom, float[] gain, int gainFrom, float[] bias, int biasFrom, float epsilon,
                      float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        double mean = FloatSums.sum(x, xFrom, n) / n;
        double variance = FloatSums.sumOfSquaredDifferences(x, xFrom, mean, n) / n;
        float center = (float) mean;
        float scale = (float) (1 / Math.sqrt(variance + epsilon));
        float lost = (float) ((center - mean) * scale);              // what rounding the mean moves the row by
        standardize(x, xFrom, center, scale, lost, gain, gainFrom, bias, biasFrom, y, yFrom, n);
        statistics[statisticsFrom] = center;
        statistics[statisticsFrom + 1] = scale;
    }

    /// `y = ((x − center) · scale + lost) · gain + bias`
    private static void standardize(float[] x, int xFrom, float center, float scale, float lost, float[] gain, int gainFrom,
                                    float[] bias, int biasFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            FloatVector.fromArray(S, x, xFrom + i).sub(center).fma(scale, lost).fma(FloatVector.fromArray(S, gain, gainFrom + i), FloatVector.fromArray(S, bias, biasFrom + i))
                    .intoArray(y, yFrom + i);
        }
        if (i == n) return;
        var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
        FloatVector.fromArray(S, x, xFrom + i, rest).sub(center).fma(scale, lost)
                .fma(FloatVector.fromArray(S, gain, gainFrom + i, rest), FloatVector.fromArray(S, bias, biasFrom + i, rest)).intoArray(y, yFrom + i, rest);
    }

    static void layerGradient(float[] x, int xFrom, float[] gain, int gainFrom, float mean, float scale,
                              float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                              float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        FloatVector sumG = FloatVector.zero(S), sumGX = sumG;        // g = dy · gain, the gradient of the normalised row
        int i = 0;
        for (; i <= n - L; i += L) {
            var g = FloatVector.fromArray(S, dy, dyFrom + i).mul(FloatVector.fromArray(S, gain, gainFrom + i));
            sumG = sumG.add(g);
            sumGX = g.fma(FloatVector.fromArray(S, x, xFrom + i).sub(mean).mul(scale), sumGX);
        }
        if (i < n) {
            var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
            var g = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(FloatVector.fromArray(S, gain, gainFrom + i, rest));
            sumG = sumG.add(g);
            sumGX = g.fma(FloatVector.fromArray(S, x, xFrom + i, rest).sub(mean).mul(scale), sumGX);
        }
        float meanG = Lanes.sum(sumG) / n;
        float meanGX = Lanes.sum(sumGX) / n;
        layerSlopes(x, xFrom, gain, gainFrom, mean, scale, meanG, meanGX, dy, dyFrom, beta, dx, dxFrom, n);
        layerWeights(x, xFrom, mean, scale, dy, dyFrom, dGain, dGainFrom, dBias, dBiasFrom, n);
    }

    /// `dx = scale · (g − meanG − normal · meanGX) + beta · dx`
    private static void layerSlopes(float[] x, int xFrom, float[] gain, int gainFrom, float mean, float scale,
                                    float meanG, float meanGX, float[] dy, int dyFrom, float beta,
                                    float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var normal = FloatVector.fromArray(S, x, xFrom + i).sub(mean).mul(scale);
            var g = FloatVector.fromArray(S, dy, dyFrom + i).mul(FloatVector.fromArray(S, gain, gainFrom + i));
            var value = normal.lanewise(FMA, -meanGX, g.sub(meanG)).mul(scale);
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i == n) return;
        var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
        var normal = FloatVector.fromArray(S, x, xFrom + i, rest).sub(mean).mul(scale);
        var g = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(FloatVector.fromArray(S, gain, gainFrom + i, rest));
        var value = normal.lanewise(FMA, -meanGX, g.sub(meanG)).mul(scale);
        if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
        value.intoArray(dx, dxFrom + i, rest);
    }

    private static void layerWeights(float[] x, int xFrom, float mean, float scale, float[] dy, int dyFrom,
                                     float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var d = FloatVector.fromArray(S, dy, dyFrom + i);
            d.fma(FloatVector.fromArray(S, x, xFrom + i).sub(mean).mul(scale), FloatVector.fromArray(S, dGain, dGainFrom + i)).intoArray(dGain, dGainFrom + i);
            d.add(FloatVector.fromArray(S, dBias, dBiasFrom + i)).intoArray(dBias, dBiasFrom + i);
        }
        if (i == n) return;
        var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
        var d = FloatVector.fromArray(S, dy, dyFrom + i, rest);
        d.fma(FloatVector.fromArray(S, x, xFrom + i, rest).sub(mean).mul(scale), FloatVector.fromArray(S, dGain, dGainFrom + i, rest))
                .intoArray(dGain, dGainFrom + i, rest);
        d.add(FloatVector.fromArray(S, dBias, dBiasFrom + i, rest)).intoArray(dBias, dBiasFrom + i, rest);
    }

    static void rootMeanSquare(float[] x, int xFrom, float[] gain, int gainFrom, float epsilon,
                               float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        float scale = (float) (1 / Math.sqrt(FloatSums.sumOfSquares(x, xFrom, n) / n + epsilon));
        int i = 0;
        for (; i <= n - L; i += L) FloatVector.fromArray(S, x, xFrom + i).mul(scale).mul(FloatVector.fromArray(S, gain, gainFrom + i)).intoArray(y, yFrom + i);
        if (i < n) {
            var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
            FloatVector.fromArray(S, x, xFrom + i, rest).mul(scale).mul(FloatVector.fromArray(S, gain, gainFrom + i, rest)).intoArray(y, yFrom + i, rest);
        }
        statistics[statisticsFrom] = scale;
    }

    static void rootMeanSquareGradient(float[] x, int xFrom, float[] gain, int gainFrom, float scale,
                                       float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                       float[] dGain, int dGainFrom, int n) {
        var sumGX = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            var normal = FloatVector.fromArray(S, x, xFrom + i).mul(scale);
            var d = FloatVector.fromArray(S, dy, dyFrom + i);
            sumGX = d.mul(FloatVector.fromArray(S, gain, gainFrom + i)).fma(normal, sumGX);
            d.fma(normal, FloatVector.fromArray(S, dGain, dGainFrom + i)).intoArray(dGain, dGainFrom + i);
        }
        if (i < n) {
            var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
            var normal = FloatVector.fromArray(S, x, xFrom + i, rest).mul(scale);
            var d = FloatVector.fromArray(S, dy, dyFrom + i, rest);
            sumGX = d.mul(FloatVector.fromArray(S, gain, gainFrom + i, rest)).fma(normal, sumGX);
            d.fma(normal, FloatVector.fromArray(S, dGain, dGainFrom + i, rest)).intoArray(dGain, dGainFrom + i, rest);
        }
        layerSlopes(x, xFrom, gain, gainFrom, 0, scale, 0, Lanes.sum(sumGX) / n, dy, dyFrom, beta, dx, dxFrom, n);
    }
}
