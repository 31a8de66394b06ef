package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float64 whose left factor is read where it stands, row by row.
///
/// The compiler proves before the loop that reads `row + p` are inside the array. Six rows leave it registers for their addresses, and all six
/// elements of A are read before the first vector of B: in the other order the compiler keeps a vector of B on the stack, which costs a fifth
/// of the speed. Such tiles reach nine tenths of the speed of packed rows and save the packing, which is worth it while the right factor is near.
/// Each width is a method of its own, because sums stay in registers only as locals of one method.
final class DoubleRowTiles {

    static final int ROWS = 8;

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private DoubleRowTiles() {
    }

    /// A product of at least [#ROWS] rows and one vector of columns. The last tiles end with the last row and column and therefore overlap those
    /// before them: what both compute has the same bits.
    static void multiply(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, double[] b, int bFrom, int bStep,
                         double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom) {
        boolean isSum = alpha == 1 && beta == 0;
        for (int j = 0, vectors; j < n; j += vectors * L) {
            vectors = Math.min(vectors(n - j), n / L);
            int width = vectors * L, column = Math.min(j, n - width), height = vectors == 1 ? ROWS : 6;
            for (int i = 0; i < m; i += height) {
                int row = Math.min(i, m - height);
                int at = cFrom + row * cRow + column;
                if (isSum) {
                    sums(vectors, k, a, aFrom + row * aRow, aRow, b, bFrom + column, bStep, c, at, cRow);
                } else {
                    sums(vectors, k, a, aFrom + row * aRow, aRow, b, bFrom + column, bStep, edge, edgeFrom, width);
                    add(i - row, height, j - column, width, alpha, edge, edgeFrom, beta, c, at, cRow);
                }
            }
        }
    }

    /// How many vectors the next tile has before `n` last columns: four, but so that none is left alone.
    private static int vectors(int n) {
        int left = (n + L - 1) / L;
        return left == 5 ? 3 : Math.min(left, 4);
    }

    private static void sums(int vectors, int k, double[] a, int aFrom, int aRow, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        switch (vectors) {
            case 4 -> tile6x4(k, a, aFrom, aRow, b, bFrom, bStep, c, cFrom, cRow);
            case 3 -> tile6x3(k, a, aFrom, aRow, b, bFrom, bStep, c, cFrom, cRow);
            case 2 -> tile6x2(k, a, aFrom, aRow, b, bFrom, bStep, c, cFrom, cRow);
            default -> DoubleTiles.sum8x1(k, a, aFrom, aRow, 1, b, bFrom, bStep, c, cFrom, cRow);
        }
    }

    /// `C = alpha · sums + beta · C` from row `top` and column `first` on.
    private static void add(int top, int rows, int first, int width, double alpha, double[] sums, int sumsFrom, double beta,
                            double[] c, int cFrom, int cRow) {
        for (int r = top; r < rows; r++) {
            int j = first;
            for (; j <= width - L; j += L) DoublePanels.addVector(alpha, sums, sumsFrom + r * width + j, beta, c, cFrom + r * cRow + j);
            for (; j < width; j++) {
                double scaled = alpha * sums[sumsFrom + r * width + j];
                int at = cFrom + r * cRow + j;
                c[at] = beta == 0 ? scaled : Math.fma(beta, c[at], scaled);
            }
        }
    }

    private static void tile6x4(int k, double[] a, int aFrom, int aRow, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c0c = c0a, c0d = c0a, c1a = c0a, c1b = c0a, c1c = c0a, c1d = c0a, c2a = c0a,
                c2b = c0a, c2c = c0a, c2d = c0a, c3a = c0a, c3b = c0a, c3c = c0a, c3d = c0a, c4a = c0a, c4b = c0a, c4c = c0a, c4d = c0a,
                c5a = c0a, c5b = c0a, c5c = c0a, c5d = c0a;
        int x1 = aFrom + aRow, x2 = aFrom + 2 * aRow, x3 = aFrom + 3 * aRow, x4 = aFrom + 4 * aRow, x5 = aFrom + 5 * aRow;
        for (int p = 0, bt = bFrom; p < k; p++, bt += bStep) {
            DoubleVector a0 = DoubleVector.broadcast(S, a[aFrom + p]), a1 = DoubleVector.broadcast(S, a[x1 + p]), a2 = DoubleVector.broadcast(S, a[x2 + p]),
                    a3 = DoubleVector.broadcast(S, a[x3 + p]), a4 = DoubleVector.broadcast(S, a[x4 + p]), a5 = DoubleVector.broadcast(S, a[x5 + p]);
            var b0 = DoubleVector.fromArray(S, b, bt);
            c0a = a0.fma(b0, c0a); c1a = a1.fma(b0, c1a); c2a = a2.fma(b0, c2a); c3a = a3.fma(b0, c3a); c4a = a4.fma(b0, c4a); c5a = a5.fma(b0, c5a);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            c0b = a0.fma(b1, c0b); c1b = a1.fma(b1, c1b); c2b = a2.fma(b1, c2b); c3b = a3.fma(b1, c3b); c4b = a4.fma(b1, c4b); c5b = a5.fma(b1, c5b);
            var b2 = DoubleVector.fromArray(S, b, bt + 2 * L);
            c0c = a0.fma(b2, c0c); c1c = a1.fma(b2, c1c); c2c = a2.fma(b2, c2c); c3c = a3.fma(b2, c3c); c4c = a4.fma(b2, c4c); c5c = a5.fma(b2, c5c);
            var b3 = DoubleVector.fromArray(S, b, bt + 3 * L);
            c0d = a0.fma(b3, c0d); c1d = a1.fma(b3, c1d); c2d = a2.fma(b3, c2d); c3d = a3.fma(b3, c3d); c4d = a4.fma(b3, c4d); c5d = a5.fma(b3, c5d);
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

    private static void tile6x3(int k, double[] a, int aFrom, int aRow, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c0c = c0a, c1a = c0a, c1b = c0a, c1c = c0a, c2a = c0a, c2b = c0a, c2c = c0a,
                c3a = c0a, c3b = c0a, c3c = c0a, c4a = c0a, c4b = c0a, c4c = c0a, c5a = c0a, c5b = c0a, c5c = c0a;
        int x1 = aFrom + aRow, x2 = aFrom + 2 * aRow, x3 = aFrom + 3 * aRow, x4 = aFrom + 4 * aRow, x5 = aFrom + 5 * aRow;
        for (int p = 0, bt = bFrom; p < k; p++, bt += bStep) {
            DoubleVector a0 = DoubleVector.broadcast(S, a[aFrom + p]), a1 = DoubleVector.broadcast(S, a[x1 + p]), a2 = DoubleVector.broadcast(S, a[x2 + p]),
                    a3 = DoubleVector.broadcast(S, a[x3 + p]), a4 = DoubleVector.broadcast(S, a[x4 + p]), a5 = DoubleVector.broadcast(S, a[x5 + p]);
            var b0 = DoubleVector.fromArray(S, b, bt);
            c0a = a0.fma(b0, c0a); c1a = a1.fma(b0, c1a); c2a = a2.fma(b0, c2a); c3a = a3.fma(b0, c3a); c4a = a4.fma(b0, c4a); c5a = a5.fma(b0, c5a);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            c0b = a0.fma(b1, c0b); c1b = a1.fma(b1, c1b); c2b = a2.fma(b1, c2b); c3b = a3.fma(b1, c3b); c4b = a4.fma(b1, c4b); c5b = a5.fma(b1, c5b);
            var b2 = DoubleVector.fromArray(S, b, bt + 2 * L);
            c0c = a0.fma(b2, c0c); c1c = a1.fma(b2, c1c); c2c = a2.fma(b2, c2c); c3c = a3.fma(b2, c3c); c4c = a4.fma(b2, c4c); c5c = a5.fma(b2, c5c);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c0c.intoArray(c, cFrom + 2 * L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c1c.intoArray(c, cFrom + cRow + 2 * L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c2c.intoArray(c, cFrom + 2 * cRow + 2 * L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c3c.intoArray(c, cFrom + 3 * cRow + 2 * L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c4c.intoArray(c, cFrom + 4 * cRow + 2 * L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
        c5c.intoArray(c, cFrom + 5 * cRow + 2 * L);
    }

    private static void tile6x2(int k, double[] a, int aFrom, int aRow, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a, c4a = c0a,
                c4b = c0a, c5a = c0a, c5b = c0a;
        int x1 = aFrom + aRow, x2 = aFrom + 2 * aRow, x3 = aFrom + 3 * aRow, x4 = aFrom + 4 * aRow, x5 = aFrom + 5 * aRow;
        for (int p = 0, bt = bFrom; p < k; p++, bt += bStep) {
            DoubleVector a0 = DoubleVector.broadcast(S, a[aFrom + p]), a1 = DoubleVector.broadcast(S, a[x1 + p]), a2 = DoubleVector.broadcast(S, a[x2 + p]),
                    a3 = DoubleVector.broadcast(S, a[x3 + p]), a4 = DoubleVector.broadcast(S, a[x4 + p]), a5 = DoubleVector.broadcast(S, a[x5 + p]);
            var b0 = DoubleVector.fromArray(S, b, bt);
            c0a = a0.fma(b0, c0a); c1a = a1.fma(b0, c1a); c2a = a2.fma(b0, c2a); c3a = a3.fma(b0, c3a); c4a = a4.fma(b0, c4a); c5a = a5.fma(b0, c5a);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            c0b = a0.fma(b1, c0b); c1b = a1.fma(b1, c1b); c2b = a2.fma(b1, c2b); c3b = a3.fma(b1, c3b); c4b = a4.fma(b1, c4b); c5b = a5.fma(b1, c5b);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
    }
}
