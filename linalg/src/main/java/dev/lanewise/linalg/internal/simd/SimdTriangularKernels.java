package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.TriangularKernels;

/// [TriangularKernels] in lanes.
final class SimdTriangularKernels implements TriangularKernels {

    @Override
    public void symv(boolean lower, int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        if (lower) FloatSymmetricProduct.lower(rows, n, a, aFrom, lda, x, xFrom, y, yFrom);
        else FloatSymmetricProduct.upper(rows, n, a, aFrom, lda, x, xFrom, y, yFrom);
    }

    @Override
    public void symv(boolean lower, int rows, int n, double[] a, int aFrom, int lda, double[] x, int xFrom, double[] y, int yFrom) {
        if (lower) DoubleSymmetricProduct.lower(rows, n, a, aFrom, lda, x, xFrom, y, yFrom);
        else DoubleSymmetricProduct.upper(rows, n, a, aFrom, lda, x, xFrom, y, yFrom);
    }

    @Override
    public void solve(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        FloatTriangularRows.solve(m, n, unit, t, tFrom, tRow, tColumn, b, bFrom, bRow);
    }

    @Override
    public void solve(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        DoubleTriangularRows.solve(m, n, unit, t, tFrom, tRow, tColumn, b, bFrom, bRow);
    }
}
