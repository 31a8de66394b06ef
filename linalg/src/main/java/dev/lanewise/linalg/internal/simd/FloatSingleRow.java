package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// One row times a float32 matrix, whose rows are read from end to end, eight at a time.
///
/// Tiles would go down a few columns and jump by a whole row with each step, which keeps the memory from reading ahead; here the
/// sums wait in the nearest cache instead of in registers. Both add up in the same order.
final class FloatSingleRow {

    /// Fewer columns go through tiles as fast.
    static final int COLUMNS = 256;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 8;
    private static final int ROOM = FloatPackedTiles.ROWS * 2 * L;

    private FloatSingleRow() {
    }

    /// As many columns as vectors hold; returns how many. `sums` has room for a tile.
    static int multiply(int n, int k, float alpha, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, float[] sums, int sumsFrom) {
        int whole = n - n % L;
        if (alpha == 1 && beta == 0) {
            sum(whole, k, a, aFrom, aStep, b, bFrom, bStep, c, cFrom);
            return whole;
        }
        for (int j = 0; j < whole; j += ROOM) {
            int columns = Math.min(ROOM, whole - j);
            sum(columns, k, a, aFrom, aStep, b, bFrom + j, bStep, sums, sumsFrom);
            for (int i = 0; i < columns; i += L) FloatPanels.addVector(alpha, sums, sumsFrom + i, beta, c, cFrom + j + i);
        }
        return whole;
    }

    private static void sum(int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom) {
        for (int j = 0; j < n; j += L) FloatVector.zero(S).intoArray(c, cFrom + j);
        int p = 0;
        for (; p <= k - ROWS; p += ROWS) addEight(n, a, aFrom + p * aStep, aStep, b, bFrom + p * bStep, bStep, c, cFrom);
        for (; p < k; p++) addOne(n, a[aFrom + p * aStep], b, bFrom + p * bStep, c, cFrom);
    }

    private static void addEight(int n, float[] a, int at, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom) {
        FloatVector a0 = FloatVector.broadcast(S, a[at]), a1 = FloatVector.broadcast(S, a[at + aStep]),
                a2 = FloatVector.broadcast(S, a[at + 2 * aStep]), a3 = FloatVector.broadcast(S, a[at + 3 * aStep]),
                a4 = FloatVector.broadcast(S, a[at + 4 * aStep]), a5 = FloatVector.broadcast(S, a[at + 5 * aStep]),
                a6 = FloatVector.broadcast(S, a[at + 6 * aStep]), a7 = FloatVector.broadcast(S, a[at + 7 * aStep]);
        int b1 = bFrom + bStep, b2 = b1 + bStep, b3 = b2 + bStep, b4 = b3 + bStep, b5 = b4 + bStep, b6 = b5 + bStep, b7 = b6 + bStep;
        for (int j = 0; j < n; j += L) {
            var sum = a0.fma(FloatVector.fromArray(S, b, bFrom + j), FloatVector.fromArray(S, c, cFrom + j));
            sum = a1.fma(FloatVector.fromArray(S, b, b1 + j), sum);
            sum = a2.fma(FloatVector.fromArray(S, b, b2 + j), sum);
            sum = a3.fma(FloatVector.fromArray(S, b, b3 + j), sum);
            sum = a4.fma(FloatVector.fromArray(S, b, b4 + j), sum);
            sum = a5.fma(FloatVector.fromArray(S, b, b5 + j), sum);
            sum = a6.fma(FloatVector.fromArray(S, b, b6 + j), sum);
            a7.fma(FloatVector.fromArray(S, b, b7 + j), sum).intoArray(c, cFrom + j);
        }
    }

    private static void addOne(int n, float a, float[] b, int bFrom, float[] c, int cFrom) {
        var factor = FloatVector.broadcast(S, a);
        for (int j = 0; j < n; j += L) {
            factor.fma(FloatVector.fromArray(S, b, bFrom + j), FloatVector.fromArray(S, c, cFrom + j)).intoArray(c, cFrom + j);
        }
    }
}
