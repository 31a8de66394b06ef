package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.SparseKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [SparseKernels] whose lanes are columns of the dense matrices: four vectors, then one, then single columns.
final class SimdSparseKernels implements SparseKernels {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void times(int from, int to, int[] starts, int[] columns, double[] values, int n,
                      double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc) {
        for (int i = from; i < to; i++) {
            int first = starts[i];
            int end = starts[i + 1];
            int at = cFrom + i * ldc;
            int j = 0;
            for (; j <= n - 4 * L; j += 4 * L) fourVectors(first, end, columns, values, b, bFrom + j, ldb, c, at + j);
            for (; j <= n - L; j += L) oneVector(first, end, columns, values, b, bFrom + j, ldb, c, at + j);
            if (j < n && n >= L) {                     // the last whole vector once more: the same bits over some of the same columns
                oneVector(first, end, columns, values, b, bFrom + n - L, ldb, c, at + n - L);
                j = n;
            }
            for (; j < n; j++) c[at + j] = oneColumn(first, end, columns, values, b, bFrom + j, ldb);
        }
    }

    private static void fourVectors(int first, int end, int[] columns, double[] values, double[] b, int bFrom, int ldb, double[] c, int to) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        for (int p = first; p < end; p++) {
            var value = DoubleVector.broadcast(S, values[p]);
            int at = bFrom + columns[p] * ldb;
            s0 = value.fma(load(b, at), s0);
            s1 = value.fma(load(b, at + L), s1);
            s2 = value.fma(load(b, at + 2 * L), s2);
            s3 = value.fma(load(b, at + 3 * L), s3);
        }
        s0.intoArray(c, to);
        s1.intoArray(c, to + L);
        s2.intoArray(c, to + 2 * L);
        s3.intoArray(c, to + 3 * L);
    }

    private static void oneVector(int first, int end, int[] columns, double[] values, double[] b, int bFrom, int ldb, double[] c, int to) {
        DoubleVector sum = DoubleVector.zero(S);
        for (int p = first; p < end; p++) {
            sum = DoubleVector.broadcast(S, values[p]).fma(load(b, bFrom + columns[p] * ldb), sum);
        }
        sum.intoArray(c, to);
    }

    private static double oneColumn(int first, int end, int[] columns, double[] values, double[] b, int bFrom, int ldb) {
        double sum = 0;
        for (int p = first; p < end; p++) sum = Math.fma(values[p], b[bFrom + columns[p] * ldb], sum);
        return sum;
    }

    @Override
    public void addTransposeTimes(int rows, int[] starts, int[] columns, double[] values, int n,
                                  double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc) {
        for (int i = 0; i < rows; i++) {
            int first = starts[i];
            int end = starts[i + 1];
            int at = bFrom + i * ldb;
            int j = 0;
            for (; j <= n - 4 * L; j += 4 * L) addFourVectors(first, end, columns, values, b, at + j, c, cFrom + j, ldc);
            for (; j <= n - L; j += L) addOneVector(first, end, columns, values, b, at + j, c, cFrom + j, ldc);
            for (; j < n; j++) addOneColumn(first, end, columns, values, b[at + j], c, cFrom + j, ldc);
        }
    }

    private static void addFourVectors(int first, int end, int[] columns, double[] values, double[] b, int from, double[] c, int cFrom, int ldc) {
        DoubleVector b0 = load(b, from), b1 = load(b, from + L), b2 = load(b, from + 2 * L), b3 = load(b, from + 3 * L);
        for (int p = first; p < end; p++) {
            var value = DoubleVector.broadcast(S, values[p]);
            int to = cFrom + columns[p] * ldc;
            value.fma(b0, load(c, to)).intoArray(c, to);
            value.fma(b1, load(c, to + L)).intoArray(c, to + L);
            value.fma(b2, load(c, to + 2 * L)).intoArray(c, to + 2 * L);
            value.fma(b3, load(c, to + 3 * L)).intoArray(c, to + 3 * L);
        }
    }

    private static void addOneVector(int first, int end, int[] columns, double[] values, double[] b, int from, double[] c, int cFrom, int ldc) {
        var row = load(b, from);
        for (int p = first; p < end; p++) {
            int to = cFrom + columns[p] * ldc;
            DoubleVector.broadcast(S, values[p]).fma(row, load(c, to)).intoArray(c, to);
        }
    }

    private static void addOneColumn(int first, int end, int[] columns, double[] values, double element, double[] c, int cFrom, int ldc) {
        for (int p = first; p < end; p++) {
            int to = cFrom + columns[p] * ldc;
            c[to] = Math.fma(values[p], element, c[to]);
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(S, x, at);
    }
}
