package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Forward substitution with several right sides in float64, lanes along the rows of B.
///
/// Eight rows at a time are first freed from all rows above them by a product, then solved among themselves.
final class TriangularRows {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 8;

    private TriangularRows() {
    }

    static void solve(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        int whole = n - n % L;
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int to = bFrom + i * bRow;
            int corner = tFrom + i * (tRow + tColumn);
            if (i > 0 && whole > 0) {
                DoubleProduct.tiles(rows, whole, i, -1, t, tFrom + i * tRow, tRow, tColumn, b, bFrom, bRow, 1, b, to, bRow, b, to);
            }
            for (int j = 0; j < whole; j += L) substitute(rows, unit, t, corner, tRow, tColumn, b, to + j, bRow);
        }
        for (int j = whole; j < n; j++) column(m, unit, t, tFrom, tRow, tColumn, b, bFrom + j, bRow);
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

    /// One column with the arithmetic of the vectors.
    private static void column(int m, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow) {
        for (int i = 0; i < m; i++) {
            int first = i - i % ROWS;
            int row = tFrom + i * tRow;
            double sum = 0;
            for (int p = 0; p < first; p++) sum = Math.fma(t[row + p * tColumn], b[bFrom + p * bRow], sum);
            double rest = first == 0 ? b[bFrom + i * bRow] : b[bFrom + i * bRow] - sum;
            for (int p = first; p < i; p++) rest = Math.fma(-t[row + p * tColumn], b[bFrom + p * bRow], rest);
            b[bFrom + i * bRow] = unit ? rest : rest / t[row + i * tColumn];
        }
    }
}
