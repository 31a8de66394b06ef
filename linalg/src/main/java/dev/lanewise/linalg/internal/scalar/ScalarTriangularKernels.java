package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.TriangularKernels;

/// The reference of [TriangularKernels]: one sum in float64 for each element of the result.
public final class ScalarTriangularKernels implements TriangularKernels {

    @Override
    public void symv(boolean lower, int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                int row = lower ? Math.max(i, j) : Math.min(i, j);
                int column = i + j - row;
                if (lower ? row < n - rows : row >= rows) continue;
                sum = Math.fma((double) a[aFrom + row * lda + column], x[xFrom + j], sum);
            }
            y[yFrom + i] = (float) sum;
        }
    }

    @Override
    public void symv(boolean lower, int rows, int n, double[] a, int aFrom, int lda, double[] x, int xFrom, double[] y, int yFrom) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                int row = lower ? Math.max(i, j) : Math.min(i, j);
                int column = i + j - row;
                if (lower ? row < n - rows : row >= rows) continue;
                sum = Math.fma(a[aFrom + row * lda + column], x[xFrom + j], sum);
            }
            y[yFrom + i] = sum;
        }
    }

    @Override
    public void solve(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < i; p++) sum = Math.fma((double) t[tFrom + i * tRow + p * tColumn], b[bFrom + p * bRow + j], sum);
                double rest = b[bFrom + i * bRow + j] - sum;
                b[bFrom + i * bRow + j] = (float) (unit ? rest : rest / t[tFrom + i * (tRow + tColumn)]);
            }
        }
    }

    @Override
    public void solve(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < i; p++) sum = Math.fma(t[tFrom + i * tRow + p * tColumn], b[bFrom + p * bRow + j], sum);
                double rest = b[bFrom + i * bRow + j] - sum;
                b[bFrom + i * bRow + j] = unit ? rest : rest / t[tFrom + i * (tRow + tColumn)];
            }
        }
    }
}
