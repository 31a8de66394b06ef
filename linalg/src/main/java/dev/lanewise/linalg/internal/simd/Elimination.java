package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// A step of Gaussian elimination in float64, row by row.
final class Elimination {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private Elimination() {
    }

    static int eliminate(int rows, int columns, int column, double[] a, int from, int lda) {
        if (column + 1 == columns) return divide(rows, a, from + column, lda);
        return columns == L ? narrow(rows, column, a, from, lda) : wide(rows, columns, column, a, from, lda);
    }

    private static int divide(int rows, double[] a, int from, int lda) {
        for (int i = 1; i <= rows; i++) a[from + i * lda] /= a[from];
        return 0;
    }

    /// Rows of one vector: it is loaded as a whole, and lanes up to the pivot keep what they have.
    private static int narrow(int rows, int column, double[] a, int from, int lda) {
        var changing = VectorMask.fromLong(S, -1L << column + 1);
        var pivotRow = DoubleVector.fromArray(S, a, from);
        double pivot = a[from + column];
        int largest = 0;
        double max = -1;
        int at = from + lda;
        for (int i = 0; i < rows; i++, at += lda) {
            double factor = a[at + column] / pivot;
            var row = DoubleVector.fromArray(S, a, at);
            row.blend(DoubleVector.broadcast(S, -factor).fma(pivotRow, row), changing).intoArray(a, at);
            a[at + column] = factor;
            double next = Math.abs(a[at + column + 1]);
            if (!(next > max)) continue;
            max = next;
            largest = i;
        }
        return largest;
    }

    private static int wide(int rows, int columns, int column, double[] a, int from, int lda) {
        int largest = 0;
        double max = -1;
        int at = from + lda;
        for (int i = 0; i < rows; i++, at += lda) {
            double factor = a[at + column] / a[from + column];
            a[at + column] = factor;
            subtract(columns - column - 1, -factor, a, from + column + 1, at + column + 1);
            double next = Math.abs(a[at + column + 1]);
            if (!(next > max)) continue;
            max = next;
            largest = i;
        }
        return largest;
    }

    private static void subtract(int n, double factor, double[] a, int xFrom, int yFrom) {
        var factors = DoubleVector.broadcast(S, factor);
        int j = 0;
        for (; j <= n - L; j += L) {
            factors.fma(DoubleVector.fromArray(S, a, xFrom + j), DoubleVector.fromArray(S, a, yFrom + j)).intoArray(a, yFrom + j);
        }
        for (; j < n; j++) a[yFrom + j] = Math.fma(factor, a[xFrom + j], a[yFrom + j]);
    }
}
