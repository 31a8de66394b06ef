package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.DoubleKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [DoubleKernels] in lanes. Sums run in four vectors at once, whose lanes are then added by halving.
final class SimdDoubleKernels implements DoubleKernels {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
            s1 = load(x, xFrom + i + L).fma(load(y, yFrom + i + L), s1);
            s2 = load(x, xFrom + i + 2 * L).fma(load(y, yFrom + i + 2 * L), s2);
            s3 = load(x, xFrom + i + 3 * L).fma(load(y, yFrom + i + 3 * L), s3);
        }
        for (; i <= n - L; i += L) s0 = load(x, xFrom + i).fma(load(y, yFrom + i), s0);
        double sum = Lanes.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) sum = Math.fma(x[xFrom + i], y[yFrom + i], sum);
        return sum;
    }

    @Override
    public void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int n) {
        var factor = DoubleVector.broadcast(S, alpha);
        int i = 0;
        for (; i <= n - L; i += L) factor.fma(load(x, xFrom + i), load(y, yFrom + i)).intoArray(y, yFrom + i);
        for (; i < n; i++) y[yFrom + i] = Math.fma(alpha, x[xFrom + i], y[yFrom + i]);
    }

    @Override
    public void scale(double alpha, double[] x, int xFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).mul(alpha).intoArray(x, xFrom + i);
        for (; i < n; i++) x[xFrom + i] *= alpha;
    }

    @Override
    public void combine(double alpha, double[] x, int xFrom, double beta, double[] y, int yFrom,
                        double[] z, int zFrom, int n) {
        var factor = DoubleVector.broadcast(S, beta);
        int i = 0;
        for (; i <= n - L; i += L) {
            var scaled = load(x, xFrom + i).mul(alpha);
            (beta == 0 ? scaled : factor.fma(load(y, yFrom + i), scaled)).intoArray(z, zFrom + i);
        }
        for (; i < n; i++) {
            double scaled = alpha * x[xFrom + i];
            z[zFrom + i] = beta == 0 ? scaled : Math.fma(beta, y[yFrom + i], scaled);
        }
    }

    @Override
    public double sum(double[] x, int xFrom, int n) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int i = 0;
        for (; i <= n - 4 * L; i += 4 * L) {
            s0 = s0.add(load(x, xFrom + i));
            s1 = s1.add(load(x, xFrom + i + L));
            s2 = s2.add(load(x, xFrom + i + 2 * L));
            s3 = s3.add(load(x, xFrom + i + 3 * L));
        }
        for (; i <= n - L; i += L) s0 = s0.add(load(x, xFrom + i));
        double sum = Lanes.sum(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) sum += x[xFrom + i];
        return sum;
    }

    /// Magnitudes are compared by their bits, whose order is the same and ends with NaN, because that takes one instruction where vectors have a maximum of longs.
    @Override
    public double maxAbs(double[] x, int xFrom, int n) {
        LongVector first = LongVector.zero(LongVector.SPECIES_PREFERRED);
        LongVector second = first;
        int i = 0;
        for (; i <= n - 2 * L; i += 2 * L) {
            first = first.max(load(x, xFrom + i).reinterpretAsLongs().and(Long.MAX_VALUE));
            second = second.max(load(x, xFrom + i + L).reinterpretAsLongs().and(Long.MAX_VALUE));
        }
        double max = Double.longBitsToDouble(first.max(second).reduceLanes(VectorOperators.MAX));
        for (; i < n; i++) max = Math.max(max, Math.abs(x[xFrom + i]));
        return max;
    }

    /// Zero times what isn't finite is no number and stays in a sum, so that a vector takes one multiply-add and no branch.
    @Override
    public int firstNonFinite(double[] x, int xFrom, int n) {
        int whole = n - n % (2 * L);
        var zero = DoubleVector.zero(S);
        var first = zero;
        var second = zero;
        for (int i = 0; i < whole; i += 2 * L) {
            first = zero.fma(load(x, xFrom + i), first);
            second = zero.fma(load(x, xFrom + i + L), second);
        }
        boolean isFinite = first.add(second).reduceLanes(VectorOperators.ADD) == 0;
        for (int i = isFinite ? whole : 0; i < n; i++) {
            if (!Double.isFinite(x[xFrom + i])) return i;
        }
        return -1;
    }

    @Override
    public void rotate(double[] x, int xFrom, double[] y, int yFrom, double c, double s, int n) {
        var cosine = DoubleVector.broadcast(S, c);
        var sine = DoubleVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - L; i += L) {
            var first = load(x, xFrom + i);
            var second = load(y, yFrom + i);
            cosine.fma(first, sine.mul(second).neg()).intoArray(x, xFrom + i);
            sine.fma(first, cosine.mul(second)).intoArray(y, yFrom + i);
        }
        for (; i < n; i++) {
            double first = x[xFrom + i];
            double second = y[yFrom + i];
            x[xFrom + i] = Math.fma(c, first, -(s * second));
            y[yFrom + i] = Math.fma(s, first, c * second);
        }
    }

    @Override
    public int eliminate(int rows, int columns, int column, double[] a, int from, int lda) {
        return Elimination.eliminate(rows, columns, column, a, from, lda);
    }

    @Override
    public void gemvPair(int m, int n, double[] a, int aFrom, int lda, double[] v, int vFrom, double tau, double[] c, int cFrom, int fFrom,
                         double[] y, int yFrom, double[] r, int rFrom, double[] z, int zFrom) {
        ProductPair.multiply(m, n, a, aFrom, lda, v, vFrom, tau, c, cFrom, fFrom, y, yFrom, r, rFrom, z, zFrom);
    }

    @Override
    public void poles(int n, boolean roots, double[] pole, double[] weight, int from, double origin, double distance,
                      double[] delta, int deltaFrom, double[] sums, int sumsFrom) {
        var one = DoubleVector.broadcast(S, 1);
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, t0 = s0, t1 = s0;
        int i = 0;
        for (; i <= n - 2 * L; i += 2 * L) {
            var p0 = load(pole, from + i);
            var p1 = load(pole, from + i + L);
            var d0 = p0.sub(origin).mul(roots ? p0.add(origin) : one).sub(distance);
            var d1 = p1.sub(origin).mul(roots ? p1.add(origin) : one).sub(distance);
            d0.intoArray(delta, deltaFrom + i);
            d1.intoArray(delta, deltaFrom + i + L);
            var r0 = one.div(d0);                                    // a product costs far less than a second quotient
            var r1 = one.div(d1);
            var q0 = load(weight, from + i).mul(r0);
            var q1 = load(weight, from + i + L).mul(r1);
            s0 = s0.add(q0);
            s1 = s1.add(q1);
            t0 = q0.fma(r0, t0);
            t1 = q1.fma(r1, t1);
        }
        double value = Lanes.sum(s0.add(s1));
        double slope = Lanes.sum(t0.add(t1));
        for (; i < n; i++) {
            double gap = (pole[from + i] - origin) * (roots ? pole[from + i] + origin : 1);
            double difference = gap - distance;
            delta[deltaFrom + i] = difference;
            double reciprocal = 1 / difference;
            double quotient = weight[from + i] * reciprocal;
            value += quotient;
            slope = Math.fma(quotient, reciprocal, slope);
        }
        sums[sumsFrom] = value;
        sums[sumsFrom + 1] = slope;
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(S, x, at);
    }
}
