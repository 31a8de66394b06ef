package dev.lanewise.linalg.internal.scalar;

import static dev.lanewise.linalg.internal.scalar.ScalarElementKernels.scaled;

import dev.lanewise.linalg.kernel.RowKernels;

/// The reference of [RowKernels]; sums run in float64, in the order of the elements.
public final class ScalarRowKernels implements RowKernels {

    @Override
    public void softmax(float[] x, int xFrom, float[] y, int yFrom, int n) {
        float max = max(x, xFrom, n);
        if (max == Float.NEGATIVE_INFINITY) {
            for (int i = 0; i < n; i++) y[yFrom + i] = 0;
            return;
        }
        double sum = sumOfExp(x, xFrom, max, n);
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) (Math.exp((double) x[xFrom + i] - max) / sum);
    }

    @Override
    public void softmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta,
                                float[] dx, int dxFrom, int n) {
        double dot = 0;
        for (int i = 0; i < n; i++) dot += (double) y[yFrom + i] * dy[dyFrom + i];
        for (int i = 0; i < n; i++) {
            dx[dxFrom + i] = scaled(beta, dx, dxFrom + i, y[yFrom + i] * (dy[dyFrom + i] - dot));
        }
    }

    @Override
    public float exponentials(float[] x, int xFrom, float shift, float[] y, int yFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double e = Math.exp((double) x[xFrom + i] - shift);
            y[yFrom + i] = (float) e;
            sum += e;
        }
        return (float) sum;
    }

    @Override
    public void softmaxPartGradient(float[] y, int yFrom, float[] dy, int dyFrom, float dot, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) dx[dxFrom + i] = (float) (y[yFrom + i] * ((double) dy[dyFrom + i] - dot));
    }

    @Override
    public void logSoftmax(float[] x, int xFrom, float[] y, int yFrom, int n) {
        float max = max(x, xFrom, n);
        if (max == Float.NEGATIVE_INFINITY) {
            for (int i = 0; i < n; i++) y[yFrom + i] = max;
            return;
        }
        double logSum = Math.log(sumOfExp(x, xFrom, max, n));
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) ((double) x[xFrom + i] - max - logSum);
    }

    @Override
    public void logSoftmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta,
                                   float[] dx, int dxFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += dy[dyFrom + i];
        for (int i = 0; i < n; i++) {
            dx[dxFrom + i] = scaled(beta, dx, dxFrom + i, dy[dyFrom + i] - Math.exp(y[yFrom + i]) * sum);
        }
    }

    @Override
    public float logSumExp(float[] x, int xFrom, int n) {
        float max = max(x, xFrom, n);
        if (Float.isInfinite(max)) return max;
        return (float) (max + Math.log(sumOfExp(x, xFrom, max, n)));
    }

    @Override
    public void layerNorm(float[] x, int xFrom, float[] gain, int gainFrom, float[] bias, int biasFrom, float epsilon,
                          float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        double mean = 0;
        for (int i = 0; i < n; i++) mean += x[xFrom + i];
        mean /= n;
        double variance = 0;
        for (int i = 0; i < n; i++) variance += (x[xFrom + i] - mean) * (x[xFrom + i] - mean);
        variance /= n;
        double scale = 1 / Math.sqrt(variance + epsilon);

        for (int i = 0; i < n; i++) {
            y[yFrom + i] = (float) ((x[xFrom + i] - mean) * scale * gain[gainFrom + i] + bias[biasFrom + i]);
        }
        statistics[statisticsFrom] = (float) mean;
        statistics[statisticsFrom + 1] = (float) scale;
    }

    @Override
    public void layerNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics,
                                  int statisticsFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                  float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n) {
        double mean = statistics[statisticsFrom];
        double scale = statistics[statisticsFrom + 1];
        double meanG = 0;                                            // g = dy · gain, the gradient of the normalised row
        double meanGX = 0;
        for (int i = 0; i < n; i++) {
            double g = (double) dy[dyFrom + i] * gain[gainFrom + i];
            meanG += g / n;
            meanGX += g * (x[xFrom + i] - mean) * scale / n;
        }
        for (int i = 0; i < n; i++) {
            double normal = (x[xFrom + i] - mean) * scale;
            double g = (double) dy[dyFrom + i] * gain[gainFrom + i];
            dx[dxFrom + i] = scaled(beta, dx, dxFrom + i, scale * (g - meanG - normal * meanGX));
            dGain[dGainFrom + i] = (float) (dGain[dGainFrom + i] + dy[dyFrom + i] * normal);
            dBias[dBiasFrom + i] += dy[dyFrom + i];
        }
    }

    @Override
    public void rmsNorm(float[] x, int xFrom, float[] gain, int gainFrom, float epsilon,
                        float[] y, int yFrom, float[] statistics, int statisticsFrom, int n) {
        double squares = 0;
        for (int i = 0; i < n; i++) squares += (double) x[xFrom + i] * x[xFrom + i];
        double scale = 1 / Math.sqrt(squares / n + epsilon);

        for (int i = 0; i < n; i++) y[yFrom + i] = (float) (x[xFrom + i] * scale * gain[gainFrom + i]);
        statistics[statisticsFrom] = (float) scale;
    }

    @Override
    public void rmsNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics,
                                int statisticsFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                                float[] dGain, int dGainFrom, int n) {
        double scale = statistics[statisticsFrom];
        double meanGX = 0;
        for (int i = 0; i < n; i++) meanGX += (double) dy[dyFrom + i] * gain[gainFrom + i] * x[xFrom + i] * scale / n;
        for (int i = 0; i < n; i++) {
            double normal = x[xFrom + i] * scale;
            double g = (double) dy[dyFrom + i] * gain[gainFrom + i];
            dx[dxFrom + i] = scaled(beta, dx, dxFrom + i, scale * (g - normal * meanGX));
            dGain[dGainFrom + i] = (float) (dGain[dGainFrom + i] + dy[dyFrom + i] * normal);
        }
    }

    private static float max(float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + n; i++) max = Math.max(max, x[i]);
        return max;
    }

    private static double sumOfExp(float[] x, int from, float max, int n) {
        double sum = 0;
        for (int i = from; i < from + n; i++) sum += Math.exp((double) x[i] - max);
        return sum;
    }
}
