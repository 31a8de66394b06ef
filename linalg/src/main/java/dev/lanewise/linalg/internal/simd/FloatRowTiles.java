package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float32 whose left factor is read where it stands, row by row.
///
/// The compiler proves before the loop that reads `row + p` are inside the array. Six rows by four vectors need the fewest such rows for their 24
/// sums; they reach 85 % of the speed of packed rows and save the packing, which is worth it while the right factor is near.
final class FloatRowTiles {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatRowTiles() {
    }

    /// A product of at least twelve rows and one vector of columns. The last tiles end with the last row and column and therefore overlap those
    /// before them: what both compute has the same bits.
    static void multiply(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, float[] b, int bFrom, int bStep,
                         float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        boolean isSum = alpha == 1 && beta == 0;
        int width = n >= 4 * L ? 4 * L : n >= 2 * L ? 2 * L : L;
        for (int j = 0; j < n; j += width) {
            if (n - j <= 2 * L) width = Math.min(width, 2 * L);
            int column = Math.min(j, n - width);
            int height = width == 4 * L ? 6 : width == 2 * L ? 12 : 8;
            for (int i = 0; i < m; i += height) {
                int row = Math.min(i, m - height);
                int at = cFrom + row * cRow + column;
                if (isSum) {
                    sums(width, k, a, aFrom + row * aRow, aRow, b, bFrom + column, bStep, c, at, cRow);
                } else {
                    sums(width, k, a, aFrom + row * aRow, aRow, b, bFrom + column, bStep, edge, edgeFrom, width);
                    add(i - row, height, j - column, width, alpha, edge, edgeFrom, beta, c, at, cRow);
                }
            }
        }
    }

    private static void sums(int width, int k, float[] a, int aFrom, int aRow, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        if (width == 4 * L) tile6x4(k, a, aFrom, aRow, b, bFrom, bStep, c, cFrom, cRow);
        else if (width == 2 * L) tile12x2(k, a, aFrom, aRow, b, bFrom, bStep, c, cFrom, cRow);
        else FloatProduct.oneColumn(8, k, 1, a, aFrom, aRow, 1, b, bFrom, bStep, 0, c, cFrom, cRow);
    }

    /// `C = alpha · sums + beta · C` from row `top` and column `first` on.
    private static void add(int top, int rows, int first, int width, float alpha, float[] sums, int sumsFrom, float beta,
                            float[] c, int cFrom, int cRow) {
        for (int r = top; r < rows; r++) {
            int j = first;
            for (; j <= width - L; j += L) FloatPanels.addVector(alpha, sums, sumsFrom + r * width + j, beta, c, cFrom + r * cRow + j);
            for (; j < width; j++) {
                float scaled = alpha * sums[sumsFrom + r * width + j];
                int at = cFrom + r * cRow + j;
                c[at] = beta == 0 ? scaled : Math.fma(beta, c[at], scaled);
            }
        }
    }

    private static void tile6x4(int k, float[] a, int aFrom, int aRow, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c0a = FloatVector.zero(S), c0b = c0a, c0c = c0a, c0d = c0a, c1a = c0a, c1b = c0a, c1c = c0a, c1d = c0a, c2a = c0a,
                c2b = c0a, c2c = c0a, c2d = c0a, c3a = c0a, c3b = c0a, c3c = c0a, c3d = c0a, c4a = c0a, c4b = c0a, c4c = c0a, c4d = c0a,
                c5a = c0a, c5b = c0a, c5c = c0a, c5d = c0a;
        int x1 = aFrom + aRow, x2 = aFrom + 2 * aRow, x3 = aFrom + 3 * aRow, x4 = aFrom + 4 * aRow, x5 = aFrom + 5 * aRow;
        for (int p = 0; p < k; p++) {
            int bt = bFrom + p * bStep;
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var b2 = FloatVector.fromArray(S, b, bt + 2 * L);
            var b3 = FloatVector.fromArray(S, b, bt + 3 * L);
            var a0 = FloatVector.broadcast(S, a[aFrom + p]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b); c0c = a0.fma(b2, c0c); c0d = a0.fma(b3, c0d);
            var a1 = FloatVector.broadcast(S, a[x1 + p]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b); c1c = a1.fma(b2, c1c); c1d = a1.fma(b3, c1d);
            var a2 = FloatVector.broadcast(S, a[x2 + p]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b); c2c = a2.fma(b2, c2c); c2d = a2.fma(b3, c2d);
            var a3 = FloatVector.broadcast(S, a[x3 + p]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b); c3c = a3.fma(b2, c3c); c3d = a3.fma(b3, c3d);
            var a4 = FloatVector.broadcast(S, a[x4 + p]);
            c4a = a4.fma(b0, c4a); c4b = a4.fma(b1, c4b); c4c = a4.fma(b2, c4c); c4d = a4.fma(b3, c4d);
            var a5 = FloatVector.broadcast(S, a[x5 + p]);
            c5a = a5.fma(b0, c5a); c5b = a5.fma(b1, c5b); c5c = a5.fma(b2, c5c); c5d = a5.fma(b3, c5d);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c0c.intoArray(c, cFrom + 2 * L); c0d.intoArray(c, cFrom + 3 * L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c1c.intoArray(c, cFrom + cRow + 2 * L); c1d.intoArray(c, cFrom + cRow + 3 * L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c2c.intoArray(c, cFrom + 2 * cRow + 2 * L); c2d.intoArray(c, cFrom + 2 * cRow + 3 * L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c3c.intoArray(c, cFrom + 3 * cRow + 2 * L); c3d.intoArray(c, cFrom + 3 * cRow + 3 * L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c4c.intoArray(c, cFrom + 4 * cRow + 2 * L); c4d.intoArray(c, cFrom + 4 * cRow + 3 * L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
        c5c.intoArray(c, cFrom + 5 * cRow + 2 * L); c5d.intoArray(c, cFrom + 5 * cRow + 3 * L);
    }

    private static void tile12x2(int k, float[] a, int aFrom, int aRow, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c0a = FloatVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a, c4a = c0a,
                c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a, c8a = c0a, c8b = c0a, c9a = c0a, c9b = c0a,
                c10a = c0a, c10b = c0a, c11a = c0a, c11b = c0a;
        int x1 = aFrom + aRow, x2 = aFrom + 2 * aRow, x3 = aFrom + 3 * aRow, x4 = aFrom + 4 * aRow, x5 = aFrom + 5 * aRow, x6 = aFrom + 6 * aRow,
                x7 = aFrom + 7 * aRow, x8 = aFrom + 8 * aRow, x9 = aFrom + 9 * aRow, x10 = aFrom + 10 * aRow, x11 = aFrom + 11 * aRow;
        for (int p = 0; p < k; p++) {
            int bt = bFrom + p * bStep;
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[aFrom + p]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b);
            var a1 = FloatVector.broadcast(S, a[x1 + p]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b);
            var a2 = FloatVector.broadcast(S, a[x2 + p]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b);
            var a3 = FloatVector.broadcast(S, a[x3 + p]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b);
            var a4 = FloatVector.broadcast(S, a[x4 + p]);
            c4a = a4.fma(b0, c4a); c4b = a4.fma(b1, c4b);
            var a5 = FloatVector.broadcast(S, a[x5 + p]);
            c5a = a5.fma(b0, c5a); c5b = a5.fma(b1, c5b);
            var a6 = FloatVector.broadcast(S, a[x6 + p]);
            c6a = a6.fma(b0, c6a); c6b = a6.fma(b1, c6b);
            var a7 = FloatVector.broadcast(S, a[x7 + p]);
            c7a = a7.fma(b0, c7a); c7b = a7.fma(b1, c7b);
            var a8 = FloatVector.broadcast(S, a[x8 + p]);
            c8a = a8.fma(b0, c8a); c8b = a8.fma(b1, c8b);
            var a9 = FloatVector.broadcast(S, a[x9 + p]);
            c9a = a9.fma(b0, c9a); c9b = a9.fma(b1, c9b);
            var a10 = FloatVector.broadcast(S, a[x10 + p]);
            c10a = a10.fma(b0, c10a); c10b = a10.fma(b1, c10b);
            var a11 = FloatVector.broadcast(S, a[x11 + p]);
            c11a = a11.fma(b0, c11a); c11b = a11.fma(b1, c11b);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
        c6a.intoArray(c, cFrom + 6 * cRow); c6b.intoArray(c, cFrom + 6 * cRow + L);
        c7a.intoArray(c, cFrom + 7 * cRow); c7b.intoArray(c, cFrom + 7 * cRow + L);
        c8a.intoArray(c, cFrom + 8 * cRow); c8b.intoArray(c, cFrom + 8 * cRow + L);
        c9a.intoArray(c, cFrom + 9 * cRow); c9b.intoArray(c, cFrom + 9 * cRow + L);
        c10a.intoArray(c, cFrom + 10 * cRow); c10b.intoArray(c, cFrom + 10 * cRow + L);
        c11a.intoArray(c, cFrom + 11 * cRow); c11b.intoArray(c, cFrom + 11 * cRow + L);
    }
}
