package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ProductKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// [ProductKernels] in lanes, with tiles of up to 12 rows × 2 vectors.
final class SimdProductKernels implements ProductKernels {

    @Override
    public int floatTileRows() {
        return FloatPackedTiles.ROWS;
    }

    @Override
    public int floatTileColumns() {
        return 2 * FloatVector.SPECIES_PREFERRED.length();
    }

    @Override
    public int doubleTileRows() {
        return DoublePackedTiles.ROWS;
    }

    @Override
    public int doubleTileColumns() {
        return 2 * DoubleVector.SPECIES_PREFERRED.length();
    }

    @Override
    public void pack(float[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                     float[] out, int outFrom) {
        FloatPacking.strips(x, from, itemStride, depthStride, items, depth, width, out, outFrom);
    }

    @Override
    public void tiles(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                      float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow,
                      float[] edge, int edgeFrom) {
        FloatProduct.tiles(m, n, k, alpha, a, aFrom, aRow, aStep, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
    }

    @Override
    public void panels(int m, int n, int k, float alpha, float[] a, int aFrom, float[] b, int bFrom, int bStrip, int bStep,
                       float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        FloatPanels.multiply(m, n, k, alpha, a, aFrom, b, bFrom, bStrip, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
    }

    @Override
    public void dots(int m, int n, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                     float beta, float[] c, int cFrom, int cRow, int cColumn, float[] edge, int edgeFrom) {
        FloatProduct.dots(m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, cRow, cColumn, edge, edgeFrom);
    }

    @Override
    public void pack(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                     double[] out, int outFrom) {
        DoublePacking.strips(x, from, itemStride, depthStride, items, depth, width, out, outFrom);
    }

    @Override
    public void tiles(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, int aStep,
                      double[] b, int bFrom, int bStep, double beta, double[] c, int cFrom, int cRow,
                      double[] edge, int edgeFrom) {
        DoubleProduct.tiles(m, n, k, alpha, a, aFrom, aRow, aStep, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
    }

    @Override
    public void panels(int m, int n, int k, double alpha, double[] a, int aFrom, double[] b, int bFrom, int bStrip, int bStep,
                       double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom) {
        DoublePanels.multiply(m, n, k, alpha, a, aFrom, b, bFrom, bStrip, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
    }

    @Override
    public void dots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                     double beta, double[] c, int cFrom, int cRow, int cColumn, double[] edge, int edgeFrom) {
        DoubleProduct.dots(m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, cRow, cColumn, edge, edgeFrom);
    }
}
