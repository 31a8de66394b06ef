package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Layer and root-mean-square normalisation of one row, and their gradients.
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
            load(x, xFrom + i).sub(center).fma(scale, lost).fma(load(gain, gainFrom + i), load(bias, biasFrom + i))
                    .intoArray(y, yFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).sub(center).fma(scale, lost)
                .fma(load(gain, gainFrom + i, rest), load(bias, biasFrom + i, rest)).intoArray(y, yFrom + i, rest);
    }

    static void layerGradient(float[] x, int xFrom, float[] gain, int gainFrom, float mean, float scale,
                              float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                              float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        FloatVector sumG = FloatVector.zero(S), sumGX = sumG;        // g = dy · gain, the gradient of the normalised row
        int i = 0;
        for (; i <= n - L; i += L) {
            var g = load(dy, dyFrom + i).mul(load(gain, gainFrom + i));
            sumG = sumG.add(g);
            sumGX = g.fma(load(x, xFrom + i).sub(mean).mul(scale), sumGX);
        }
        if (i < n) {
            var rest = Lanes.first(S, n - i);
            var g = load(dy, dyFrom + i, rest).mul(load(gain, gainFrom + i, rest));
            sumG = sumG.add(g);
            sumGX = g.fma(load(x, xFrom + i, rest).sub(mean).mul(scale), sumGX);
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
        for (int i = 0; i < n; i += L) {
            if (i <= n - L) {
                var normal = load(x, xFrom + i).sub(mean).mul(scale);
                var g = load(dy, dyFrom + i).mul(load(gain, gainFrom + i));
                var value = normal.fma(constant(-meanGX), g.sub(meanG)).mul(scale);
                (beta == 0 ? value : load(dx, dxFrom + i).fma(constant(beta), value)).intoArray(dx, dxFrom + i);
            } else {
                var rest = Lanes.first(S, n - i);
                var normal = load(x, xFrom + i, rest).sub(mean).mul(scale);
                var g = load(dy, dyFrom + i, rest).mul(load(gain, gainFrom + i, rest));
                var value = normal.fma(constant(-meanGX), g.sub(meanG)).mul(scale);
                (beta == 0 ? value : load(dx, dxFrom + i, rest).fma(constant(beta), value)).intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void layerWeights(float[] x, int xFrom, float mean, float scale, float[] dy, int dyFrom,
                                     float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var d = load(dy, dyFrom + i);
            d.fma(load(x, xFrom + i).sub(mean).mul(scale), load(dGain, dGainFrom + i)).intoArray(dGain, dGainFrom + i);
            d.add(load(dBias, dBiasFrom + i)).intoArray(dBias, dBiasFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var d = load(dy, dyFrom + i, rest);
        d.fma(load(x, xFrom + i, rest).sub(mean).mul(scale), load(dGain, dGainFrom + i, rest))
                .intoArray(dGain, dGainFrom + i, rest);
        d.add(load(dBias, dBiasFrom + i, rest)).intoArray(dBias, dBiasFrom + i, rest);
    }

    static void rootMeanSquare(float[] x, int xFrom, float[] gain, int gainFrom, float epsilon,
                               float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        float scale = (float) (1 / Math.sqrt(FloatSums.sumOfSquares(x, xFrom, n) / n + epsilon));
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).mul(scale).mul(load(gain, gainFrom + i)).intoArray(y, yFrom + i);
        if (i < n) {
            var rest = Lanes.first(S, n - i);
            load(x, xFrom + i, rest).mul(scale).mul(load(gain, gainFrom + i, rest)).intoArray(y, yFrom + i, rest);
        }
        statistics[statisticsFrom] = scale;
    }

    static void rootMeanSquareGradient(float[] x, int xFrom, float[] gain, int gainFrom, float scale,
                                       float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                       float[] dGain, int dGainFrom, int n) {
        var sumGX = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            var normal = load(x, xFrom + i).mul(scale);
            var d = load(dy, dyFrom + i);
            sumGX = d.mul(load(gain, gainFrom + i)).fma(normal, sumGX);
            d.fma(normal, load(dGain, dGainFrom + i)).intoArray(dGain, dGainFrom + i);
        }
        if (i < n) {
            var rest = Lanes.first(S, n - i);
            var normal = load(x, xFrom + i, rest).mul(scale);
            var d = load(dy, dyFrom + i, rest);
            sumGX = d.mul(load(gain, gainFrom + i, rest)).fma(normal, sumGX);
            d.fma(normal, load(dGain, dGainFrom + i, rest)).intoArray(dGain, dGainFrom + i, rest);
        }
        layerSlopes(x, xFrom, gain, gainFrom, 0, scale, 0, Lanes.sum(sumGX) / n, dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> rest) {
        return FloatVector.fromArray(S, x, at, rest);
    }
}
