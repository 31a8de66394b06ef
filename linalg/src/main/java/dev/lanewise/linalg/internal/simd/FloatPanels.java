package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Cuts products of a packed left operand in float32 into tiles.
final class FloatPanels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = FloatPackedTiles.ROWS;
    private static final int COLUMNS = 2 * L;
    private static final int AHEAD = FloatStripTiles.AHEAD;

    private FloatPanels() {
    }

    /// Each strip of B stays in the nearest cache while the strips of A pass by.
    static void multiply(int m, int n, int k, float alpha, float[] a, int aFrom, float[] b, int bFrom, int bStrip, int bStep,
                         float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        for (int j = 0, bt = bFrom; j < n; j += COLUMNS, bt += bStrip) {
            int columns = Math.min(COLUMNS, n - j);
            for (int i = 0; i < m; i += ROWS) {
                int rows = Math.min(ROWS, m - i);
                int at = cFrom + i * cRow + j;
                if (rows == ROWS && columns == COLUMNS && bStep == COLUMNS) {
                    int next = bt + bStrip + i / ROWS * AHEAD * k;
                    whole(k, alpha, a, aFrom + i * k, b, bt, Math.clamp(next, 0, b.length - AHEAD * k), beta, c, at, cRow, edge, edgeFrom);
                    continue;
                }
                if (columns > L) twoVectors(rows, k, a, aFrom + i * k, b, bt, bStep, edge, edgeFrom, COLUMNS);
                else oneVector(rows, k, a, aFrom + i * k, b, bt, bStep, edge, edgeFrom, COLUMNS);
                if (columns == COLUMNS) addWhole(rows, alpha, edge, edgeFrom, beta, c, at, cRow);
                else addPart(rows, columns, alpha, edge, edgeFrom, beta, c, at, cRow);
            }
        }
    }

    /// A whole tile; where its factors are an odd number of steps deep, the last one follows alone, so that each sum keeps its order.
    private static void whole(int k, float alpha, float[] a, int aFrom, float[] b, int bFrom, int next,
                              float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom) {
        int even = k & ~1;
        if (even == k && alpha == 1 && beta == 0) {
            FloatStripTiles.sum12x2(k, a, aFrom, b, bFrom, next, c, cFrom, cRow);
        } else if (even == k && Math.abs(alpha) == 1 && beta == 1) {
            FloatStripTiles.added12x2(k, alpha, a, aFrom, b, bFrom, next, c, cFrom, cRow);
        } else {
            FloatStripTiles.sum12x2(even, a, aFrom, b, bFrom, next, edge, edgeFrom, COLUMNS);
            if (even < k) lastStep(a, aFrom + even * ROWS, b, bFrom + even * COLUMNS, edge, edgeFrom);
            addWhole(ROWS, alpha, edge, edgeFrom, beta, c, cFrom, cRow);
        }
    }

    private static void lastStep(float[] a, int aFrom, float[] b, int bFrom, float[] sums, int sumsFrom) {
        var first = FloatVector.fromArray(S, b, bFrom);
        var second = FloatVector.fromArray(S, b, bFrom + L);
        for (int r = 0; r < ROWS; r++) {
            int at = sumsFrom + r * COLUMNS;
            var factor = FloatVector.broadcast(S, a[aFrom + r]);
            factor.fma(first, FloatVector.fromArray(S, sums, at)).intoArray(sums, at);
            factor.fma(second, FloatVector.fromArray(S, sums, at + L)).intoArray(sums, at + L);
        }
    }

    private static void twoVectors(int rows, int k, float[] a, int aFrom, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        if (rows > 8) FloatPackedTiles.tile12x2(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
        else if (rows > 4) FloatPackedTiles.tile8x2(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
        else FloatPackedTiles.tile4x2(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
    }

    private static void oneVector(int rows, int k, float[] a, int aFrom, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        if (rows > 8) FloatPackedTiles.tile12x1(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
        else if (rows > 4) FloatPackedTiles.tile8x1(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
        else FloatPackedTiles.tile4x1(k, a, aFrom, b, bFrom, bStep, c, cFrom, cRow);
    }

    /// `C = alpha · sums + beta · C` for rows of two vectors.
    private static void addWhole(int rows, float alpha, float[] sums, int sumsFrom, float beta, float[] c, int cFrom, int cRow) {
        for (int r = 0; r < rows; r++) {
            int at = cFrom + r * cRow;
            var first = FloatVector.fromArray(S, sums, sumsFrom + r * COLUMNS).mul(alpha);
            var second = FloatVector.fromArray(S, sums, sumsFrom + r * COLUMNS + L).mul(alpha);
            if (beta != 0) {
                var factor = FloatVector.broadcast(S, beta);
                first = factor.fma(FloatVector.fromArray(S, c, at), first);
                second = factor.fma(FloatVector.fromArray(S, c, at + L), second);
            }
            first.intoArray(c, at);
            second.intoArray(c, at + L);
        }
    }

    /// The same for rows of fewer than two vectors.
    private static void addPart(int rows, int n, float alpha, float[] sums, int sumsFrom, float beta, float[] c, int cFrom, int cRow) {
        for (int r = 0; r < rows; r++) {
            int from = sumsFrom + r * COLUMNS;
            int at = cFrom + r * cRow;
            int j = 0;
            if (n >= L) {
                addVector(alpha, sums, from, beta, c, at);
                j = L;
            }
            if (j < n) addRest(n - j, alpha, sums, from + j, beta, c, at + j);
        }
    }

    /// The same for one vector.
    static void addVector(float alpha, float[] sums, int from, float beta, float[] c, int at) {
        var scaled = FloatVector.fromArray(S, sums, from).mul(alpha);
        if (beta != 0) scaled = FloatVector.broadcast(S, beta).fma(FloatVector.fromArray(S, c, at), scaled);
        scaled.intoArray(c, at);
    }

    /// Fewer elements than a vector has; one by one where a vector would reach beyond the end of the array, which makes masks slow.
    private static void addRest(int n, float alpha, float[] sums, int from, float beta, float[] c, int at) {
        if (at + L <= c.length) {
            var scaled = FloatVector.fromArray(S, sums, from).mul(alpha);
            if (beta != 0) scaled = FloatVector.broadcast(S, beta).fma(FloatVector.fromArray(S, c, at), scaled);
            scaled.intoArray(c, at, Lanes.first(S, n));
        } else {
            for (int j = 0; j < n; j++) {
                float scaled = alpha * sums[from + j];
                c[at + j] = beta == 0 ? scaled : Math.fma(beta, c[at + j], scaled);
            }
        }
    }
}
