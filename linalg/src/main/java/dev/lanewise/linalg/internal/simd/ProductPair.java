package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// A float64 matrix times a vector, and its transpose times what came out: four rows at a time are read from far away once, and a second
/// time while they are still near.
final class ProductPair {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 4;

    private ProductPair() {
    }

    static void multiply(int m, int n, double[] a, int aFrom, int lda, double[] v, int vFrom, double tau, double[] c, int cFrom, int fFrom,
                         double[] y, int yFrom, double[] r, int rFrom, double[] z, int zFrom) {
        for (int j = 0; j < n; j++) z[zFrom + j] = 0;
        int i = 0;
        int row = aFrom;
        for (; i <= m - ROWS; i += ROWS, row += ROWS * lda) {
            dots(n, a, row, lda, v, vFrom, y, yFrom + i);
            for (int k = i; k < i + ROWS; k++) finish(k, a[row + (k - i) * lda], tau, c, cFrom, fFrom, y, yFrom, r, rFrom);
            add(n, a, row, lda, r, rFrom + i, z, zFrom);
        }
        for (; i < m; i++, row += lda) {
            y[yFrom + i] = dot(n, a, row, v, vFrom);
            finish(i, a[row], tau, c, cFrom, fFrom, y, yFrom, r, rFrom);
            add(n, a, row, r[rFrom + i], z, zFrom);
        }
    }

    private static void finish(int i, double first, double tau, double[] c, int cFrom, int fFrom,
                               double[] y, int yFrom, double[] r, int rFrom) {
        y[yFrom + i] = tau * (y[yFrom + i] - c[cFrom + i]);
        r[rFrom + i] = first - c[fFrom + i] - y[yFrom + i];
    }

    private static void dots(int n, double[] a, int aFrom, int lda, double[] v, int vFrom, double[] y, int yFrom) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int a1 = aFrom + lda, a2 = a1 + lda, a3 = a2 + lda;
        int j = 0;
        for (; j <= n - L; j += L) {
            var x = load(v, vFrom + j);
            s0 = load(a, aFrom + j).fma(x, s0);
            s1 = load(a, a1 + j).fma(x, s1);
            s2 = load(a, a2 + j).fma(x, s2);
            s3 = load(a, a3 + j).fma(x, s3);
        }
        double t0 = Lanes.sum(s0), t1 = Lanes.sum(s1), t2 = Lanes.sum(s2), t3 = Lanes.sum(s3);
        for (; j < n; j++) {
            double x = v[vFrom + j];
            t0 = Math.fma(a[aFrom + j], x, t0);
            t1 = Math.fma(a[a1 + j], x, t1);
            t2 = Math.fma(a[a2 + j], x, t2);
            t3 = Math.fma(a[a3 + j], x, t3);
        }
        y[yFrom] = t0;
        y[yFrom + 1] = t1;
        y[yFrom + 2] = t2;
        y[yFrom + 3] = t3;
    }

    private static double dot(int n, double[] a, int aFrom, double[] v, int vFrom) {
        DoubleVector sums = DoubleVector.zero(S);
        int j = 0;
        for (; j <= n - L; j += L) sums = load(a, aFrom + j).fma(load(v, vFrom + j), sums);
        double sum = Lanes.sum(sums);
        for (; j < n; j++) sum = Math.fma(a[aFrom + j], v[vFrom + j], sum);
        return sum;
    }

    private static void add(int n, double[] a, int aFrom, int lda, double[] r, int rFrom, double[] z, int zFrom) {
        double r0 = r[rFrom], r1 = r[rFrom + 1], r2 = r[rFrom + 2], r3 = r[rFrom + 3];
        var f0 = DoubleVector.broadcast(S, r0);
        var f1 = DoubleVector.broadcast(S, r1);
        var f2 = DoubleVector.broadcast(S, r2);
        var f3 = DoubleVector.broadcast(S, r3);
        int a1 = aFrom + lda, a2 = a1 + lda, a3 = a2 + lda;
        int j = 0;
        for (; j <= n - L; j += L) {
            var left = load(a, a1 + j).fma(f1, load(a, aFrom + j).fma(f0, load(z, zFrom + j)));
            load(a, a3 + j).fma(f3, load(a, a2 + j).fma(f2, left)).intoArray(z, zFrom + j);
        }
        for (; j < n; j++) {
            double left = Math.fma(a[a1 + j], r1, Math.fma(a[aFrom + j], r0, z[zFrom + j]));
            z[zFrom + j] = Math.fma(a[a3 + j], r3, Math.fma(a[a2 + j], r2, left));
        }
    }

    private static void add(int n, double[] a, int aFrom, double r, double[] z, int zFrom) {
        var factor = DoubleVector.broadcast(S, r);
        int j = 0;
        for (; j <= n - L; j += L) load(a, aFrom + j).fma(factor, load(z, zFrom + j)).intoArray(z, zFrom + j);
        for (; j < n; j++) z[zFrom + j] = Math.fma(a[aFrom + j], r, z[zFrom + j]);
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(S, x, at);
    }
}
