package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float32 whose vectors lie along the columns of C, where the left factor stands transposed and a row of C doesn't fill a vector.
///
/// The left factor is read where it stands, in whole vectors, and every lane counts.
final class FloatTallTiles {

    static final int COLUMNS = 4;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    static final int ROWS = 2 * L;

    private FloatTallTiles() {
    }

    /// A product of at least a tile, `A(i, p)` at `a[aFrom + i + p · aStep]`. The last tiles end with the last row and column and overlap those before
    /// them: of what both compute the first is kept.
    static void multiply(int m, int n, int k, float alpha, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bStep,
                         float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        for (int i = 0; i < m; i += ROWS) {
            int row = Math.min(i, m - ROWS);
            for (int j = 0; j < n; j += COLUMNS) {
                int column = Math.min(j, n - COLUMNS);
                sums(k, a, aFrom + row, aStep, b, bFrom + column, bStep, edge, edgeFrom);
                for (int q = j - column; q < COLUMNS; q++) {
                    add(i - row, alpha, edge, edgeFrom + q * ROWS, beta, c, cFrom + row * cRow + column + q, cRow);
                }
            }
        }
    }

    /// One column of a tile from row `top` on.
    private static void add(int top, float alpha, float[] sums, int from, float beta, float[] c, int cFrom, int cRow) {
        for (int r = top; r < ROWS; r++) {
            int at = cFrom + r * cRow;
            float scaled = alpha * sums[from + r];
            c[at] = beta == 0 ? scaled : Math.fma(beta, c[at], scaled);
        }
    }

    /// Column by column.
    private static void sums(int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bStep, float[] out, int to) {
        FloatVector c0a = FloatVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a;
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var a0 = FloatVector.fromArray(S, a, at);
            var a1 = FloatVector.fromArray(S, a, at + L);
            var b0 = FloatVector.broadcast(S, b[bt]);
            c0a = a0.fma(b0, c0a); c0b = a1.fma(b0, c0b);
            var b1 = FloatVector.broadcast(S, b[bt + 1]);
            c1a = a0.fma(b1, c1a); c1b = a1.fma(b1, c1b);
            var b2 = FloatVector.broadcast(S, b[bt + 2]);
            c2a = a0.fma(b2, c2a); c2b = a1.fma(b2, c2b);
            var b3 = FloatVector.broadcast(S, b[bt + 3]);
            c3a = a0.fma(b3, c3a); c3b = a1.fma(b3, c3b);
        }
        c0a.intoArray(out, to); c0b.intoArray(out, to + L);
        c1a.intoArray(out, to + 2 * L); c1b.intoArray(out, to + 3 * L);
        c2a.intoArray(out, to + 4 * L); c2b.intoArray(out, to + 5 * L);
        c3a.intoArray(out, to + 6 * L); c3b.intoArray(out, to + 7 * L);
    }
}
