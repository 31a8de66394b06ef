package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Forward substitution with several right sides in float64, lanes along the rows of B.
///
/// Eight rows at a time are first freed from all rows above them by a product, then solved among themselves.
final class DoubleTriangularRows {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 8;

    private DoubleTriangularRows() {
    }

    static void solve(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        int whole = n - n % L;
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int to = bFrom + i * bRow;
            int corner = tFrom + i * (tRow + tColumn);
            if (i > 0 && whole > 0) {
                DoubleProduct.vectors(rows, whole, i, -1, t, tFrom + i * tRow, tRow, tColumn, b, bFrom, bRow, 1, b, to, bRow);
            }
            for (int j = 0; j < whole; j += L) substitute(rows, unit, t, corner, tRow, tColumn, b, to + j, bRow);
        }
        if (whole < n) rest(m, Lanes.first(S, n - whole), unit, t, tFrom, tRow, tColumn, b, bFrom + whole, bRow);
    }

    /// A vector of columns.
    private static void substitute(int rows, boolean unit, double[] t, int tFrom, int tRow, int tColumn,
                                   double[] b, int bFrom, int bRow) {
        for (int i = 0; i < rows; i++) {
            var rest = DoubleVector.fromArray(S, b, bFrom + i * bRow);
            for (int p = 0; p < i; p++) {
                var factor = DoubleVector.broadcast(S, -t[tFrom + i * tRow + p * tColumn]);
                rest = factor.fma(DoubleVector.fromArray(S, b, bFrom + p * bRow), rest);
            }
            (unit ? rest : rest.div(t[tFrom + i * (tRow + tColumn)])).intoArray(b, bFrom + i * bRow);
        }
    }

    /// The last columns, fewer than a vector has, with the arithmetic of the others.
    private static void rest(int m, VectorMask<Double> columns, boolean unit, double[] t, int tFrom, int tRow, int tColumn,
                             double[] b, int bFrom, int bRow) {
        for (int i = 0; i < m; i++) {
            int first = i - i % ROWS;
            int row = tFrom + i * tRow;
            var sum = DoubleVector.zero(S);
            for (int p = 0; p < first; p++) {
                sum = DoubleVector.broadcast(S, t[row + p * tColumn]).fma(DoubleVector.fromArray(S, b, bFrom + p * bRow, columns), sum);
            }
            var rest = DoubleVector.fromArray(S, b, bFrom + i * bRow, columns);
            if (first > 0) rest = rest.sub(sum);
            for (int p = first; p < i; p++) {
                rest = DoubleVector.broadcast(S, -t[row + p * tColumn]).fma(DoubleVector.fromArray(S, b, bFrom + p * bRow, columns), rest);
            }
            (unit ? rest : rest.div(t[row + i * tColumn])).intoArray(b, bFrom + i * bRow, columns);
        }
    }
}
