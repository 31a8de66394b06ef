package dev.lanewise.linalg.internal.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Some rows of one triangle of a symmetric float32 matrix times a vector: each row serves as a row and as a column and is read once.
final class FloatSymmetricProduct {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 4;

    private FloatSymmetricProduct() {
    }

    /// The first rows of an upper triangle.
    static void upper(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        Arrays.fill(y, yFrom, yFrom + n, 0);
        int i = 0;
        for (; i <= rows - ROWS; i += ROWS) {
            int at = aFrom + i * lda + i;
            corner(ROWS, ROWS, a, at, lda, x, xFrom + i, y, yFrom + i);
            fourRows(n - i - ROWS, a, at + ROWS, lda, x, xFrom + i, xFrom + i + ROWS, y, yFrom + i, yFrom + i + ROWS);
        }
        corner(rows - i, n - i, a, aFrom + i * lda + i, lda, x, xFrom + i, y, yFrom + i);
    }

    /// The last rows of a lower triangle.
    static void lower(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        Arrays.fill(y, yFrom, yFrom + n, 0);
        int i = n - rows;
        for (; i <= n - ROWS; i += ROWS) {
            fourRows(i, a, aFrom + i * lda, lda, x, xFrom + i, xFrom, y, yFrom + i, yFrom);
            lowerRows(i, i + ROWS, i, a, aFrom, lda, x, xFrom, y, yFrom);
        }
        lowerRows(i, n, 0, a, aFrom, lda, x, xFrom, y, yFrom);
    }

    /// Rows `from … to − 1` of a lower triangle from column `first` on.
    private static void lowerRows(int from, int to, int first, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = from; i < to; i++) {
            int at = aFrom + i * lda;
            float sum = Math.fma(a[at + i], x[xFrom + i], y[yFrom + i]);
            for (int j = first; j < i; j++) {
                sum = Math.fma(a[at + j], x[xFrom + j], sum);
                y[yFrom + j] = Math.fma(a[at + j], x[xFrom + i], y[yFrom + j]);
            }
            y[yFrom + i] = sum;
        }
    }

    /// A few rows of an upper triangle.
    private static void corner(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) {
            int at = aFrom + i * lda;
            float sum = Math.fma(a[at + i], x[xFrom + i], y[yFrom + i]);
            for (int j = i + 1; j < n; j++) {
                sum = Math.fma(a[at + j], x[xFrom + j], sum);
                y[yFrom + j] = Math.fma(a[at + j], x[xFrom + i], y[yFrom + j]);
            }
            y[yFrom + i] = sum;
        }
    }

    /// A rectangle of four rows and `n` columns off the diagonal. Entries that go with its rows start at `xFrom` and `yFrom`, those that go with its columns
    /// at `xt` and `yt`.
    private static void fourRows(int n, float[] a, int aFrom, int lda, float[] x, int xFrom, int xt, float[] y, int yFrom, int yt) {
        float x0 = x[xFrom], x1 = x[xFrom + 1], x2 = x[xFrom + 2], x3 = x[xFrom + 3];
        var f0 = FloatVector.broadcast(S, x0);
        var f1 = FloatVector.broadcast(S, x1);
        var f2 = FloatVector.broadcast(S, x2);
        var f3 = FloatVector.broadcast(S, x3);
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int a1 = aFrom + lda, a2 = a1 + lda, a3 = a2 + lda;
        int j = 0;
        for (; j <= n - L; j += L) {
            var v = FloatVector.fromArray(S, x, xt + j);
            var r0 = FloatVector.fromArray(S, a, aFrom + j);
            var r1 = FloatVector.fromArray(S, a, a1 + j);
            var r2 = FloatVector.fromArray(S, a, a2 + j);
            var r3 = FloatVector.fromArray(S, a, a3 + j);
            s0 = r0.fma(v, s0);
            s1 = r1.fma(v, s1);
            s2 = r2.fma(v, s2);
            s3 = r3.fma(v, s3);
            var left = r1.fma(f1, r0.fma(f0, FloatVector.fromArray(S, y, yt + j)));
            r3.fma(f3, r2.fma(f2, left)).intoArray(y, yt + j);
        }
        float t0 = Lanes.sum(s0), t1 = Lanes.sum(s1), t2 = Lanes.sum(s2), t3 = Lanes.sum(s3);
        for (; j < n; j++) {
            float v = x[xt + j];
            t0 = Math.fma(a[aFrom + j], v, t0);
            t1 = Math.fma(a[a1 + j], v, t1);
            t2 = Math.fma(a[a2 + j], v, t2);
            t3 = Math.fma(a[a3 + j], v, t3);
            float left = Math.fma(a[a1 + j], x1, Math.fma(a[aFrom + j], x0, y[yt + j]));
            y[yt + j] = Math.fma(a[a3 + j], x3, Math.fma(a[a2 + j], x2, left));
        }
        y[yFrom] += t0;
        y[yFrom + 1] += t1;
        y[yFrom + 2] += t2;
        y[yFrom + 3] += t3;
    }
}
