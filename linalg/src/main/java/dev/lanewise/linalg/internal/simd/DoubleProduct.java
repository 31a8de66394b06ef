package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;

/// Cuts float64 products into tiles and inner products.
final class DoubleProduct {

    private static final int L = DoubleVector.SPECIES_PREFERRED.length();
    private static final int FEW_ROWS = 4;

    private DoubleProduct() {
    }

    static void tiles(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, int aStep,
                      double[] b, int bFrom, int bStep, double beta, double[] c, int cFrom, int cRow,
                      double[] edge, int edgeFrom) {
        if (aStep == 1 && m > DoubleRowTiles.ROWS && n >= L) {
            DoubleRowTiles.multiply(m, n, k, alpha, a, aFrom, aRow, b, bFrom, bStep, beta, c, cFrom, cRow, edge, edgeFrom);
            return;
        }
        int j = 0;
        if (m == 1 && n >= DoubleSingleRow.COLUMNS) {
            j = DoubleSingleRow.multiply(n, k, alpha, a, aFrom, aStep, b, bFrom, bStep, beta, c, cFrom, edge, edgeFrom);
        }
        for (int vectors; (vectors = vectors(m, n - j)) > 0; j += vectors * L) {
            columns(vectors, m, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow, edge, edgeFrom);
        }
        if (j < n) lastColumns(m, n - j, k, alpha, a, aFrom, aRow, aStep, b, bFrom + j, bStep, beta, c, cFrom + j, cRow, edge, edgeFrom);
    }

    /// How many vectors wide the next tiles of `n` columns are; none if they don't fill one.
    private static int vectors(int m, int n) {
        int most = m == 1 ? 8 : m <= FEW_ROWS ? 4 : 2;
        return Math.min(most, Integer.highestOneBit(n / L));
    }

    /// How many rows the next tile of `m` has.
    private static int rows(int vectors, int m) {
        int most = vectors == 8 ? 1 : vectors == 1 ? 8 : 4;
        return Math.min(most, Integer.highestOneBit(m));
    }

    /// All rows of some vectors of columns: sums alone go to C, others to scratch first.
    private static void columns(int vectors, int m, int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                                double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom) {
        int width = vectors * L;
        for (int i = 0, rows; i < m; i += rows) {
            rows = rows(vectors, m - i);
            int at = cFrom + i * cRow;
            if (alpha == 1 && beta == 0) {
                sums(rows, vectors, k, a, aFrom + i * aRow, aRow, aStep, b, bFrom, bStep, c, at, cRow);
            } else {
                sums(rows, vectors, k, a, aFrom + i * aRow, aRow, aStep, b, bFrom, bStep, edge, edgeFrom, width);
                add(rows, width, alpha, edge, edgeFrom, beta, c, at, cRow);
            }
        }
    }

    /// The tile whose rows are the first digit, and whose vectors are the second.
    private static void sums(int rows, int vectors, int k, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        switch (10 * rows + vectors) {
            case 18 -> DoubleWideTiles.sum1x8(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 44 -> DoubleWideTiles.sum4x4(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 24 -> DoubleWideTiles.sum2x4(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 14 -> DoubleWideTiles.sum1x4(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 42 -> DoubleTiles.sum4x2(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 22 -> DoubleTiles.sum2x2(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 12 -> DoubleTiles.sum1x2(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 81 -> DoubleTiles.sum8x1(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 41 -> DoubleTiles.sum4x1(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            case 21 -> DoubleTiles.sum2x1(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
            default -> DoubleTiles.sum1x1(k, a, aFrom, aRow, aStep, b, bFrom, bStep, c, cFrom, cRow);
        }
    }

    /// `C = alpha · sums + beta · C` for whole vectors.
    private static void add(int rows, int width, double alpha, double[] sums, int from, double beta, double[] c, int cFrom, int cRow) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j += L) DoublePanels.addVector(alpha, sums, from + r * width + j, beta, c, cFrom + r * cRow + j);
        }
    }

    /// The last columns, fewer than a vector holds: computed into scratch, then added to C one by one.
    private static void lastColumns(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                                    double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom) {
        for (int i = 0, rows; i < m; i += rows) {
            rows = rows(1, m - i);
            sums(rows, 1, k, a, aFrom + i * aRow, aRow, aStep, b, bFrom, bStep, edge, edgeFrom, L);
            for (int r = 0; r < rows; r++) merge(n, alpha, edge, edgeFrom + r * L, beta, c, cFrom + (i + r) * cRow);
        }
    }

    private static void merge(int n, double alpha, double[] sums, int from, double beta, double[] c, int cFrom) {
        for (int j = 0; j < n; j++) put(alpha * sums[from + j], beta, c, cFrom + j);
    }

    private static void put(double scaled, double beta, double[] c, int at) {
        c[at] = beta == 0 ? scaled : Math.fma(beta, c[at], scaled);
    }

    static void dots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                     double beta, double[] c, int cFrom, int cRow, int cColumn, double[] edge, int edgeFrom) {
        if (k < L) {
            shortDots(m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, cRow, cColumn);
            return;
        }
        for (int j = 0, columns; j < n; j += columns) {
            columns = n - j >= 4 ? 4 : 1;
            for (int i = 0, rows; i < m; i += rows) {
                rows = Math.min(4, Integer.highestOneBit(m - i));
                lanes(rows, columns, k, a, aFrom + i * lda, lda, b, bFrom + j * ldb, ldb, edge, edgeFrom);
                for (int r = 0; r < rows * columns; r++) {
                    double sum = Lanes.sum(DoubleVector.fromArray(DoubleVector.SPECIES_PREFERRED, edge, edgeFrom + r * L));
                    put(alpha * sum, beta, c, cFrom + (i + r / columns) * cRow + (j + r % columns) * cColumn);
                }
            }
        }
    }

    /// The inner products of rows, the first digit, with columns, the second: their lanes, not yet added up.
    private static void lanes(int rows, int columns, int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] edge, int edgeFrom) {
        switch (10 * rows + columns) {
            case 44 -> DoubleDots.dot4x4(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
            case 24 -> DoubleDots.dot2x4(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
            case 14 -> DoubleDots.dot1x4(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
            case 41 -> DoubleDots.dot4x1(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
            case 21 -> DoubleDots.dot2x1(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
            default -> DoubleDots.dot1x1(k, a, aFrom, lda, b, bFrom, ldb, edge, edgeFrom);
        }
    }

    /// Inner products shorter than a vector.
    private static void shortDots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda,
                                  double[] b, int bFrom, int ldb, double beta, double[] c, int cFrom, int cRow, int cColumn) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) sum = Math.fma(a[aFrom + i * lda + p], b[bFrom + j * ldb + p], sum);
                put(alpha * sum, beta, c, cFrom + i * cRow + j * cColumn);
            }
        }
    }
}
