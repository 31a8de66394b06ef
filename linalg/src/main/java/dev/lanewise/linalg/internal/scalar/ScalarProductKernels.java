package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ProductKernels;

/// The reference of [ProductKernels]: one sum in float64 for each element of the result.
public final class ScalarProductKernels implements ProductKernels {

    private static final int TILE = 4;

    @Override
    public int floatTileRows() {
        return TILE;
    }

    @Override
    public int floatTileColumns() {
        return TILE;
    }

    @Override
    public int doubleTileRows() {
        return TILE;
    }

    @Override
    public int doubleTileColumns() {
        return TILE;
    }

    @Override
    public void pack(float[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                     float[] out, int outFrom) {
        int padded = (items + width - 1) / width * width;
        for (int i = 0; i < padded; i++) {
            int to = outFrom + i / width * width * depth + i % width;
            for (int p = 0; p < depth; p++) {
                out[to + p * width] = i < items ? x[from + i * itemStride + p * depthStride] : 0;
            }
        }
    }

    @Override
    public void tiles(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                      float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow,
                      float[] edge, int edgeFrom) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma((double) a[aFrom + i * aRow + p * aStep], b[bFrom + p * bStep + j], sum);
                }
                store(alpha * sum, beta, c, cFrom + i * cRow + j);
            }
        }
    }

    @Override
    public void panels(int m, int n, int k, float alpha, float[] a, int aFrom, float[] b, int bFrom, int bStrip, int bStep,
                       float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        for (int i = 0; i < m; i += TILE) {
            for (int j = 0; j < n; j += TILE) {
                tiles(Math.min(TILE, m - i), Math.min(TILE, n - j), k, alpha, a, aFrom + i * k, 1, TILE,
                        b, bFrom + j / TILE * bStrip, bStep, beta, c, cFrom + i * cRow + j, cRow, edge, edgeFrom);
            }
        }
    }

    @Override
    public void dots(int m, int n, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                     float beta, float[] c, int cFrom, int cRow, int cColumn, float[] edge, int edgeFrom) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) sum = Math.fma((double) a[aFrom + i * lda + p], b[bFrom + j * ldb + p], sum);
                store(alpha * sum, beta, c, cFrom + i * cRow + j * cColumn);
            }
        }
    }

    private static void store(double value, float beta, float[] c, int at) {
        c[at] = (float) (beta == 0 ? value : Math.fma((double) beta, c[at], value));
    }

    @Override
    public void pack(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                     double[] out, int outFrom) {
        int padded = (items + width - 1) / width * width;
        for (int i = 0; i < padded; i++) {
            int to = outFrom + i / width * width * depth + i % width;
            for (int p = 0; p < depth; p++) {
                out[to + p * width] = i < items ? x[from + i * itemStride + p * depthStride] : 0;
            }
        }
    }

    @Override
    public void tiles(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, int aStep,
                      double[] b, int bFrom, int bStep, double beta, double[] c, int cFrom, int cRow,
                      double[] edge, int edgeFrom) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[aFrom + i * aRow + p * aStep], b[bFrom + p * bStep + j], sum);
                }
                store(alpha * sum, beta, c, cFrom + i * cRow + j);
            }
        }
    }

    @Override
    public void panels(int m, int n, int k, double alpha, double[] a, int aFrom, double[] b, int bFrom, int bStrip, int bStep,
                       double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom) {
        for (int i = 0; i < m; i += TILE) {
            for (int j = 0; j < n; j += TILE) {
                tiles(Math.min(TILE, m - i), Math.min(TILE, n - j), k, alpha, a, aFrom + i * k, 1, TILE,
                        b, bFrom + j / TILE * bStrip, bStep, beta, c, cFrom + i * cRow + j, cRow, edge, edgeFrom);
            }
        }
    }

    @Override
    public void dots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                     double beta, double[] c, int cFrom, int cRow, int cColumn, double[] edge, int edgeFrom) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) sum = Math.fma(a[aFrom + i * lda + p], b[bFrom + j * ldb + p], sum);
                store(alpha * sum, beta, c, cFrom + i * cRow + j * cColumn);
            }
        }
    }

    private static void store(double value, double beta, double[] c, int at) {
        c[at] = beta == 0 ? value : Math.fma(beta, c[at], value);
    }
}
