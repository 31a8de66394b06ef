package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;

/// Cuts float32 products into tiles and inner products.
final class FloatProduct {

    private static final int L = FloatVector.SPECIES_PREFERRED.length();
    private static final int FEW_ROWS = 4;
    private static final int EDGE_ROWS = 8;

    private FloatProduct() {
    }

    static void tiles(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                      float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow,
                      float[] edge, int edgeFrom) {
        if (aStep == 1 && m > FloatRowTiles.ROWS && n >= L) {
            FloatRowTiles.multiply(m, n, k, alpha, a, aFrom, aRow, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
            return;
        }
        if (aRow == 1 && m >= FloatTallTiles.ROWS && n >= FloatTallTiles.COLUMNS && n < L) {
            FloatTallTiles.multiply(m, n, k, alpha, a, aFrom, aStep, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
            return;
        }
        int j = m <= FEW_ROWS ? wideColumns(m, n, k, alpha, a, aFrom, aRow, aStep, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom) : 0;
        j += vectors(m, n - j, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
        if (j < n) edgeColumn(m, n - j, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow, edge, edgeFrom);
    }

    /// As many columns as vectors hold; returns how many.
    private static int vectors(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                               float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow) {
        int j = 0;
        for (; j <= n - 2 * L; j += 2 * L) {
            twoColumns(m, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
        }
        for (; j <= n - L; j += L) {
            oneColumn(m, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
        }
        return j;
    }

    /// As many columns as whole wide tiles hold; returns how many.
    private static int wideColumns(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                                   float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        int j = 0;
        if (m == 1 && n >= FloatSingleRow.COLUMNS) {
            return FloatSingleRow.multiply(n, k, alpha, a, aFrom, aStep, b, bFrom, bStep, beta, c, cFrom, edge, edgeFrom);
        }
        if (m == 1) {
            for (; j <= n - 8 * L; j += 8 * L) FloatWideTiles.tile1x8(k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
        }
        for (; j <= n - 4 * L; j += 4 * L) {
            int i = 0;
            if (m == 4) {
                fourRows(k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
                continue;
            }
            if (m >= 2) {
                FloatWideTiles.tile2x4(k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow);
                i = 2;
            }
            if (i < m) {
                FloatWideTiles.tile1x4(k, alpha, a, aFrom + i * aRow, aRow, aStep, b, bFrom + j, bStep,
                        beta, c, cFrom + i * cRow + j, cRow);
            }
        }
        return j;
    }

    private static void fourRows(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                                 float beta, float[] c, int cFrom, int cRow) {
        if (alpha == 1 && beta == 0) {
            FloatWideTiles.sum4x4(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
        } else {
            FloatWideTiles.tile2x4(k, alpha, a, aFrom, aRow, aStep, b, bFrom, bStep, beta, c, cFrom, cRow);
            FloatWideTiles.tile2x4(k, alpha, a, aFrom + 2 * aRow, aRow, aStep, b, bFrom, bStep, beta, c, cFrom + 2 * cRow, cRow);
        }
    }

    private static void twoColumns(int m, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                                   float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow) {
        int i = 0;
        int at = aFrom;
        int ct = cFrom;
        for (; i <= m - 8; i += 8, at += 8 * aRow, ct += 8 * cRow) {
            FloatTiles.tile8x2(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
        }
        if (i <= m - 4) {
            FloatTiles.tile4x2(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
            i += 4;
            at += 4 * aRow;
            ct += 4 * cRow;
        }
        if (i <= m - 2) {
            FloatTiles.tile2x2(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
            i += 2;
            at += 2 * aRow;
            ct += 2 * cRow;
        }
        if (i < m) FloatTiles.tile1x2(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
    }

    static void oneColumn(int m, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                          float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow) {
        int i = 0;
        int at = aFrom;
        int ct = cFrom;
        for (; i <= m - 8; i += 8, at += 8 * aRow, ct += 8 * cRow) {
            FloatTiles.tile8x1(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
        }
        if (i <= m - 4) {
            FloatTiles.tile4x1(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
            i += 4;
            at += 4 * aRow;
            ct += 4 * cRow;
        }
        if (i <= m - 2) {
            FloatTiles.tile2x1(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
            i += 2;
            at += 2 * aRow;
            ct += 2 * cRow;
        }
        if (i < m) FloatTiles.tile1x1(k, alpha, a, at, aRow, aStep, b, bFrom, bStep, beta, c, ct, cRow);
    }

    /// The last columns, fewer than a vector holds: computed into the scratch tile, then added to C one by one.
    private static void edgeColumn(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
                                   float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow,
                                   float[] edge, int edgeFrom) {
        for (int i = 0; i < m; i += EDGE_ROWS) {
            int rows = Math.min(EDGE_ROWS, m - i);
            oneColumn(rows, k, alpha, a, aFrom + i * aRow, aRow, aStep, b, bFrom, bStep, 0, edge, edgeFrom, L);
            for (int r = 0; r < rows; r++) merge(n, edge, edgeFrom + r * L, beta, c, cFrom + (i + r) * cRow);
        }
    }

    private static void merge(int n, float[] sums, int from, float beta, float[] c, int cFrom) {
        for (int j = 0; j < n; j++) {
            c[cFrom + j] = beta == 0 ? sums[from + j] : Math.fma(beta, c[cFrom + j], sums[from + j]);
        }
    }

    static void dots(int m, int n, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                     float beta, float[] c, int cFrom, int cRow, int cColumn) {
        if (k < L) {
            shortDots(m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, cRow, cColumn);
            return;
        }
        int j = 0;
        for (; j <= n - 4; j += 4) {
            fourDots(m, k, alpha, a, aFrom, lda, b, bFrom + j * ldb, ldb, beta, c, cFrom + j * cColumn, cRow, cColumn);
        }
        for (; j < n; j++) {
            oneDot(m, k, alpha, a, aFrom, lda, b, bFrom + j * ldb, ldb, beta, c, cFrom + j * cColumn, cRow, cColumn);
        }
    }

    private static void fourDots(int m, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                                 float beta, float[] c, int cFrom, int cRow, int cColumn) {
        int i = 0;
        for (; i <= m - 4; i += 4) {
            FloatDots.dot4x4(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
        }
        if (i <= m - 2) {
            FloatDots.dot2x4(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
            i += 2;
        }
        if (i < m) FloatDots.dot1x4(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
    }

    private static void oneDot(int m, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                               float beta, float[] c, int cFrom, int cRow, int cColumn) {
        int i = 0;
        for (; i <= m - 4; i += 4) {
            FloatDots.dot4x1(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
        }
        if (i <= m - 2) {
            FloatDots.dot2x1(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
            i += 2;
        }
        if (i < m) FloatDots.dot1x1(k, alpha, a, aFrom + i * lda, lda, b, bFrom, ldb, beta, c, cFrom + i * cRow, cRow, cColumn);
    }

    /// Inner products shorter than a vector.
    private static void shortDots(int m, int n, int k, float alpha, float[] a, int aFrom, int lda,
                                  float[] b, int bFrom, int ldb, float beta, float[] c, int cFrom, int cRow, int cColumn) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) sum = Math.fma(a[aFrom + i * lda + p], b[bFrom + j * ldb + p], sum);
                int at = cFrom + i * cRow + j * cColumn;
                c[at] = beta == 0 ? alpha * sum : Math.fma(beta, c[at], alpha * sum);
            }
        }
    }
}
