package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums and maxima of float32 ranges.
final class FloatSums {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatSums() {
    }

    /// In four float32 vectors at once.
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
            s1 = load(x, xFrom + i + L).fma(load(y, yFrom + i + L), s1);
            s2 = load(x, xFrom + i + 2 * L).fma(load(y, yFrom + i + 2 * L), s2);
            s3 = load(x, xFrom + i + 3 * L).fma(load(y, yFrom + i + 3 * L), s3);
        }
        for (; i <= n - L; i += L) s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        if (i < n) s1 = load(x, xFrom + i, n - i).fma(load(y, yFrom + i, n - i), s1);
        return Lanes.sum(s0.add(s1).add(s2.add(s3)));
    }

    static double sum(float[] x, int from, int n) {
        DoubleVector low = DoubleVector.zero(D), high = low;
        for (int i = 0; i < n; i += L) {
            var v = i <= n - L ? load(x, from + i) : load(x, from + i, n - i);
            low = low.add(half(v, 0));
            high = high.add(half(v, 1));
        }
        return Lanes.sum(low.add(high));
    }

    static double sumOfSquares(float[] x, int from, int n) {
        return sumOfSquaredDifferences(x, from, 0, n);
    }

    /// `Σ (x − center)²`
    static double sumOfSquaredDifferences(float[] x, int from, double center, int n) {
        var middle = DoubleVector.broadcast(D, center);
        DoubleVector low = DoubleVector.zero(D), high = low;
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = load(x, from + i);
            var first = half(v, 0).sub(middle);
            var second = half(v, 1).sub(middle);
            low = first.fma(first, low);
            high = second.fma(second, high);
        }
        var sums = low.add(high);
        if (D.length() >= 8) sums = sums.add(sums.rearrange(Lanes.D4));  // as Lanes.sum, which the compiler might not take in any more
        if (D.length() >= 4) sums = sums.add(sums.rearrange(Lanes.D2));
        double sum = sums.add(sums.rearrange(Lanes.D1)).lane(0);
        for (; i < n; i++) sum = Math.fma(x[from + i] - center, x[from + i] - center, sum);
        return sum;
    }

    /// In four vectors at once; NaN if there is one.
    static float max(float[] x, int from, int n) {
        FloatVector m0 = constant(Float.NEGATIVE_INFINITY), m1 = m0, m2 = m0, m3 = m0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            m0 = m0.max(load(x, from + i));
            m1 = m1.max(load(x, from + i + L));
            m2 = m2.max(load(x, from + i + 2 * L));
            m3 = m3.max(load(x, from + i + 3 * L));
        }
        for (; i <= n - L; i += L) m0 = m0.max(load(x, from + i));
        if (i < n) m1 = m1.blend(m1.max(load(x, from + i, n - i)), Lanes.first(S, n - i));
        return m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    }

    /// Looks for the maximum, or for NaN if that is the maximum, from the front.
    static int argMax(float[] x, int from, int n) {
        float max = max(x, from, n);
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = load(x, from + i);
            if (v.compare(VectorOperators.EQ, max).or(v.compare(VectorOperators.NE, v)).anyTrue()) break;
        }
        for (; i < n; i++) {
            if (x[from + i] == max || x[from + i] != x[from + i]) return i;
        }
        return 0;
    }

    private static DoubleVector half(FloatVector v, int part) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, D, part);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, int n) {
        return FloatVector.fromArray(S, x, at, Lanes.first(S, n));
    }
}
