package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.SparseKernels;

/// [SparseKernels] element by element.
public final class ScalarSparseKernels implements SparseKernels {

    @Override
    public void times(int from, int to, int[] starts, int[] columns, double[] values, int n,
                      double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = starts[i]; p < starts[i + 1]; p++) sum = Math.fma(values[p], b[bFrom + columns[p] * ldb + j], sum);
                c[cFrom + i * ldc + j] = sum;
            }
        }
    }

    @Override
    public void addTransposeTimes(int rows, int[] starts, int[] columns, double[] values, int n,
                                  double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc) {
        for (int i = 0; i < rows; i++) {
            for (int p = starts[i]; p < starts[i + 1]; p++) {
                int to = cFrom + columns[p] * ldc;
                for (int j = 0; j < n; j++) c[to + j] = Math.fma(values[p], b[bFrom + i * ldb + j], c[to + j]);
            }
        }
    }
}
