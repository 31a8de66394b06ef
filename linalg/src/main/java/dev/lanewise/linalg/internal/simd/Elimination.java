package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// A step of Gaussian elimination in float64, row by row.
final class Elimination {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private Elimination() {
    }

    static int eliminate(int rows, int columns, double pivot, double[] row, int rowFrom, double[] a, int aFrom, int lda) {
        int largest = 0;
        double max = -1;
        int at = aFrom;
        for (int i = 0; i < rows; i++, at += lda) {
            double factor = a[at] / pivot;
            a[at] = factor;
            subtract(columns, -factor, row, rowFrom, a, at + 1);
            if (columns == 0 || !(Math.abs(a[at + 1]) > max)) continue;
            max = Math.abs(a[at + 1]);
            largest = i;
        }
        return largest;
    }

    private static void subtract(int n, double factor, double[] x, int xFrom, double[] y, int yFrom) {
        var factors = DoubleVector.broadcast(S, factor);
        int j = 0;
        for (; j <= n - L; j += L) {
            factors.fma(DoubleVector.fromArray(S, x, xFrom + j), DoubleVector.fromArray(S, y, yFrom + j)).intoArray(y, yFrom + j);
        }
        for (; j < n; j++) y[yFrom + j] = Math.fma(factor, x[xFrom + j], y[yFrom + j]);
    }
}
