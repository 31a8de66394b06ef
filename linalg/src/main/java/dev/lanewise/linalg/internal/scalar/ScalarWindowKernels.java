package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.WindowKernels;

/// [WindowKernels] element by element.
public final class ScalarWindowKernels implements WindowKernels {

    @Override
    public void products(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] w, int[] wAt,
                         float[] start, int startFrom, int startStep, float[] y, int yFrom, int yStep) {
        for (int p = 0; p < places; p++) {
            for (int c = 0; c < channels; c++) {
                float sum = start[startFrom + p * startStep + c];
                for (int t = 0; t < taps; t++) sum = Math.fma(x[xAt[t] + p * xStep + c], w[wAt[t] + c], sum);
                y[yFrom + p * yStep + c] = sum;
            }
        }
    }

    @Override
    public void weightGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] dy, int dyFrom, int dyStep,
                               float[] dw, int[] wAt) {
        for (int t = 0; t < taps; t++) {
            for (int c = 0; c < channels; c++) {
                float sum = dw[wAt[t] + c];
                for (int p = 0; p < places; p++) sum = Math.fma(x[xAt[t] + p * xStep + c], dy[dyFrom + p * dyStep + c], sum);
                dw[wAt[t] + c] = sum;
            }
        }
    }

    @Override
    public void largest(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep) {
        for (int p = 0; p < places; p++) {
            for (int c = 0; c < channels; c++) {
                float largest = x[xAt[0] + p * xStep + c];
                for (int t = 1; t < taps; t++) largest = Math.max(largest, x[xAt[t] + p * xStep + c]);
                y[yFrom + p * yStep + c] = largest;
            }
        }
    }

    @Override
    public void largestGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep,
                                float[] dy, float beta, float[] dx) {
        for (int p = 0; p < places; p++) {
            for (int c = 0; c < channels; c++) {
                float largest = y[yFrom + p * yStep + c], rest = dy[yFrom + p * yStep + c];
                for (int t = 0; t < taps; t++) {
                    int at = xAt[t] + p * xStep + c;
                    boolean found = x[at] == largest;
                    dx[at] = beta == 0 ? found ? rest : 0 : Math.fma(beta, dx[at], found ? rest : 0);
                    if (found) rest = 0;
                }
            }
        }
    }
}
