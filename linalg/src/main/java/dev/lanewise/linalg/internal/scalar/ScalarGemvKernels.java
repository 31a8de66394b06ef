package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.GemvKernels;

/// [GemvKernels] element by element, accumulated in float64.
public final class ScalarGemvKernels implements GemvKernels {

    @Override
    public void gemv(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += (double) a[aFrom + i * lda + j] * x[xFrom + j];
            y[yFrom + i] = (float) sum;
        }
    }

    @Override
    public void gemv(int rows, int n, short[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += (double) Float.intBitsToFloat(a[aFrom + i * lda + j] << 16) * x[xFrom + j];
            y[yFrom + i] = (float) sum;
        }
    }

    @Override
    public void gemv(int rows, int n, byte[] a, int aFrom, int lda, float[] scales, int scalesFrom, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += (double) a[aFrom + i * lda + j] * x[xFrom + j];
            y[yFrom + i] = (float) (scales[scalesFrom + i] * sum);
        }
    }
}
