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
        double sum = Lanes.sum(low.add(high));
        for (; i < n; i++) sum = Math.fma(x[from + i] - center, x[from + i] - center, sum);
        return sum;
    }

    /// NaN if there is one.
    static float max(float[] x, int from, int n) {
        var maxima = constant(Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - L; i += L) maxima = maxima.max(load(x, from + i));
        if (i < n) maxima = maxima.max(constant(Float.NEGATIVE_INFINITY).blend(load(x, from + i, n - i), Lanes.first(S, n - i)));
        return maxima.reduceLanes(VectorOperators.MAX);
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
