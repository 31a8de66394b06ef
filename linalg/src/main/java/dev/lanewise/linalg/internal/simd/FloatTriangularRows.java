package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Forward substitution with several right sides in float32, lanes along the rows of B.
///
/// Every element of the solution is one chain of fused multiply-adds from top to bottom that starts at the right side. Eight rows at a time are freed from
/// all rows above them in registers, then from one another; what is left of the rows comes first, where nothing stands above it.
final class FloatTriangularRows {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 8;

    private FloatTriangularRows() {
    }

    static void solve(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        int whole = n - n % L;
        for (int i = 0, rows = 1 + (m - 1) % ROWS; i < m; i += rows, rows = ROWS) {
            int to = bFrom + i * bRow;
            if (i > 0) subtractAbove(i, whole, t, tFrom + i * tRow, tRow, tColumn, b, bFrom, to, bRow);
            int corner = tFrom + i * (tRow + tColumn);
            for (int j = 0; j < whole; j += L) substitute(rows, unit, t, corner, tRow, tColumn, b, to + j, bRow);
        }
        if (whole < n) rest(m, n - whole, unit, t, tFrom, tRow, tColumn, b, bFrom + whole, bRow);
    }

    /// Subtracts from eight rows of `n` elements, from `to` on, what the `k` rows from `bFrom` on contribute.
    private static void subtractAbove(int k, int n, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int to, int bRow) {
        int j = 0;
        for (; j <= n - 2 * L; j += 2 * L) eightByTwo(k, t, tFrom, tRow, tColumn, b, bFrom + j, to + j, bRow);
        if (j < n) eightByOne(k, t, tFrom, tRow, tColumn, b, bFrom + j, to + j, bRow);
    }

    private static void eightByTwo(int k, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int to, int bRow) {
        FloatVector x0a = load(b, to), x0b = load(b, to + L), x1a = load(b, to + bRow), x1b = load(b, to + bRow + L),
                x2a = load(b, to + 2 * bRow), x2b = load(b, to + 2 * bRow + L), x3a = load(b, to + 3 * bRow), x3b = load(b, to + 3 * bRow + L),
                x4a = load(b, to + 4 * bRow), x4b = load(b, to + 4 * bRow + L), x5a = load(b, to + 5 * bRow), x5b = load(b, to + 5 * bRow + L),
                x6a = load(b, to + 6 * bRow), x6b = load(b, to + 6 * bRow + L), x7a = load(b, to + 7 * bRow), x7b = load(b, to + 7 * bRow + L);
        for (int p = 0, at = tFrom, from = bFrom; p < k; p++, at += tColumn, from += bRow) {
            FloatVector ya = load(b, from).neg(), yb = load(b, from + L).neg();
            var t0 = broadcast(t, at);
            x0a = t0.fma(ya, x0a); x0b = t0.fma(yb, x0b);
            var t1 = broadcast(t, at + tRow);
            x1a = t1.fma(ya, x1a); x1b = t1.fma(yb, x1b);
            var t2 = broadcast(t, at + 2 * tRow);
            x2a = t2.fma(ya, x2a); x2b = t2.fma(yb, x2b);
            var t3 = broadcast(t, at + 3 * tRow);
            x3a = t3.fma(ya, x3a); x3b = t3.fma(yb, x3b);
            var t4 = broadcast(t, at + 4 * tRow);
            x4a = t4.fma(ya, x4a); x4b = t4.fma(yb, x4b);
            var t5 = broadcast(t, at + 5 * tRow);
            x5a = t5.fma(ya, x5a); x5b = t5.fma(yb, x5b);
            var t6 = broadcast(t, at + 6 * tRow);
            x6a = t6.fma(ya, x6a); x6b = t6.fma(yb, x6b);
            var t7 = broadcast(t, at + 7 * tRow);
            x7a = t7.fma(ya, x7a); x7b = t7.fma(yb, x7b);
        }
        x0a.intoArray(b, to); x0b.intoArray(b, to + L);
        x1a.intoArray(b, to + bRow); x1b.intoArray(b, to + bRow + L);
        x2a.intoArray(b, to + 2 * bRow); x2b.intoArray(b, to + 2 * bRow + L);
        x3a.intoArray(b, to + 3 * bRow); x3b.intoArray(b, to + 3 * bRow + L);
        x4a.intoArray(b, to + 4 * bRow); x4b.intoArray(b, to + 4 * bRow + L);
        x5a.intoArray(b, to + 5 * bRow); x5b.intoArray(b, to + 5 * bRow + L);
        x6a.intoArray(b, to + 6 * bRow); x6b.intoArray(b, to + 6 * bRow + L);
        x7a.intoArray(b, to + 7 * bRow); x7b.intoArray(b, to + 7 * bRow + L);
    }

    private static void eightByOne(int k, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int to, int bRow) {
        FloatVector x0 = load(b, to), x1 = load(b, to + bRow), x2 = load(b, to + 2 * bRow), x3 = load(b, to + 3 * bRow),
                x4 = load(b, to + 4 * bRow), x5 = load(b, to + 5 * bRow), x6 = load(b, to + 6 * bRow), x7 = load(b, to + 7 * bRow);
        for (int p = 0, at = tFrom, from = bFrom; p < k; p++, at += tColumn, from += bRow) {
            FloatVector y = load(b, from).neg();
            x0 = broadcast(t, at).fma(y, x0);
            x1 = broadcast(t, at + tRow).fma(y, x1);
            x2 = broadcast(t, at + 2 * tRow).fma(y, x2);
            x3 = broadcast(t, at + 3 * tRow).fma(y, x3);
            x4 = broadcast(t, at + 4 * tRow).fma(y, x4);
            x5 = broadcast(t, at + 5 * tRow).fma(y, x5);
            x6 = broadcast(t, at + 6 * tRow).fma(y, x6);
            x7 = broadcast(t, at + 7 * tRow).fma(y, x7);
        }
        x0.intoArray(b, to);
        x1.intoArray(b, to + bRow);
        x2.intoArray(b, to + 2 * bRow);
        x3.intoArray(b, to + 3 * bRow);
        x4.intoArray(b, to + 4 * bRow);
        x5.intoArray(b, to + 5 * bRow);
        x6.intoArray(b, to + 6 * bRow);
        x7.intoArray(b, to + 7 * bRow);
    }

    /// A few rows among themselves, a vector of columns.
    private static void substitute(int rows, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        for (int i = 0; i < rows; i++) {
            int row = tFrom + i * tRow;
            var x = load(b, bFrom + i * bRow);
            for (int p = 0; p < i; p++) x = broadcast(t, row + p * tColumn).fma(load(b, bFrom + p * bRow).neg(), x);
            (unit ? x : x.div(t[row + i * tColumn])).intoArray(b, bFrom + i * bRow);
        }
    }

    /// The last columns, fewer than a vector has, with the arithmetic of the others.
    private static void rest(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow) {
        var columns = Lanes.first(S, n);
        for (int i = 0; i < m; i++) {
            int row = tFrom + i * tRow;
            var x = FloatVector.fromArray(S, b, bFrom + i * bRow, columns);
            for (int p = 0; p < i; p++) {
                x = broadcast(t, row + p * tColumn).fma(FloatVector.fromArray(S, b, bFrom + p * bRow, columns).neg(), x);
            }
            (unit ? x : x.div(t[row + i * tColumn])).intoArray(b, bFrom + i * bRow, columns);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector broadcast(float[] x, int at) {
        return FloatVector.broadcast(S, x[at]);
    }
}
