package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Inner products in float64: rows of A × rows of B, of at least one vector's length.
///
/// What doesn't fill a vector at the end is read together with elements before it, which are then blanked out: a masked
/// load beyond the end of an array costs more than the whole product. The lanes of each product are written to scratch, row by row: to add them up
/// here would be too much for the compiler, which would allocate the accumulators.
final class DoubleDots {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private DoubleDots() {
    }

    static void dot4x4(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S), s01 = DoubleVector.zero(S), s02 = DoubleVector.zero(S),
                s03 = DoubleVector.zero(S), s10 = DoubleVector.zero(S), s11 = DoubleVector.zero(S),
                s12 = DoubleVector.zero(S), s13 = DoubleVector.zero(S), s20 = DoubleVector.zero(S),
                s21 = DoubleVector.zero(S), s22 = DoubleVector.zero(S), s23 = DoubleVector.zero(S),
                s30 = DoubleVector.zero(S), s31 = DoubleVector.zero(S), s32 = DoubleVector.zero(S),
                s33 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var b1 = DoubleVector.fromArray(S, b, bFrom + ldb + p);
            var b2 = DoubleVector.fromArray(S, b, bFrom + 2 * ldb + p);
            var b3 = DoubleVector.fromArray(S, b, bFrom + 3 * ldb + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
            var a1 = DoubleVector.fromArray(S, a, aFrom + lda + p);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
            var a2 = DoubleVector.fromArray(S, a, aFrom + 2 * lda + p);
            s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21); s22 = a2.fma(b2, s22); s23 = a2.fma(b3, s23);
            var a3 = DoubleVector.fromArray(S, a, aFrom + 3 * lda + p);
            s30 = a3.fma(b0, s30); s31 = a3.fma(b1, s31); s32 = a3.fma(b2, s32); s33 = a3.fma(b3, s33);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var b1 = zero.blend(DoubleVector.fromArray(S, b, bFrom + ldb + last), rest);
            var b2 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 2 * ldb + last), rest);
            var b3 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 3 * ldb + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
            var a1 = zero.blend(DoubleVector.fromArray(S, a, aFrom + lda + last), rest);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
            var a2 = zero.blend(DoubleVector.fromArray(S, a, aFrom + 2 * lda + last), rest);
            s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21); s22 = a2.fma(b2, s22); s23 = a2.fma(b3, s23);
            var a3 = zero.blend(DoubleVector.fromArray(S, a, aFrom + 3 * lda + last), rest);
            s30 = a3.fma(b0, s30); s31 = a3.fma(b1, s31); s32 = a3.fma(b2, s32); s33 = a3.fma(b3, s33);
        }
        s00.intoArray(sums, to);
        s01.intoArray(sums, to + L);
        s02.intoArray(sums, to + 2 * L);
        s03.intoArray(sums, to + 3 * L);
        s10.intoArray(sums, to + 4 * L);
        s11.intoArray(sums, to + 5 * L);
        s12.intoArray(sums, to + 6 * L);
        s13.intoArray(sums, to + 7 * L);
        s20.intoArray(sums, to + 8 * L);
        s21.intoArray(sums, to + 9 * L);
        s22.intoArray(sums, to + 10 * L);
        s23.intoArray(sums, to + 11 * L);
        s30.intoArray(sums, to + 12 * L);
        s31.intoArray(sums, to + 13 * L);
        s32.intoArray(sums, to + 14 * L);
        s33.intoArray(sums, to + 15 * L);
    }

    static void dot2x4(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S), s01 = DoubleVector.zero(S), s02 = DoubleVector.zero(S),
                s03 = DoubleVector.zero(S), s10 = DoubleVector.zero(S), s11 = DoubleVector.zero(S),
                s12 = DoubleVector.zero(S), s13 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var b1 = DoubleVector.fromArray(S, b, bFrom + ldb + p);
            var b2 = DoubleVector.fromArray(S, b, bFrom + 2 * ldb + p);
            var b3 = DoubleVector.fromArray(S, b, bFrom + 3 * ldb + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
            var a1 = DoubleVector.fromArray(S, a, aFrom + lda + p);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var b1 = zero.blend(DoubleVector.fromArray(S, b, bFrom + ldb + last), rest);
            var b2 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 2 * ldb + last), rest);
            var b3 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 3 * ldb + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
            var a1 = zero.blend(DoubleVector.fromArray(S, a, aFrom + lda + last), rest);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
        }
        s00.intoArray(sums, to);
        s01.intoArray(sums, to + L);
        s02.intoArray(sums, to + 2 * L);
        s03.intoArray(sums, to + 3 * L);
        s10.intoArray(sums, to + 4 * L);
        s11.intoArray(sums, to + 5 * L);
        s12.intoArray(sums, to + 6 * L);
        s13.intoArray(sums, to + 7 * L);
    }

    static void dot1x4(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S), s01 = DoubleVector.zero(S), s02 = DoubleVector.zero(S),
                s03 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var b1 = DoubleVector.fromArray(S, b, bFrom + ldb + p);
            var b2 = DoubleVector.fromArray(S, b, bFrom + 2 * ldb + p);
            var b3 = DoubleVector.fromArray(S, b, bFrom + 3 * ldb + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var b1 = zero.blend(DoubleVector.fromArray(S, b, bFrom + ldb + last), rest);
            var b2 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 2 * ldb + last), rest);
            var b3 = zero.blend(DoubleVector.fromArray(S, b, bFrom + 3 * ldb + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
        }
        s00.intoArray(sums, to);
        s01.intoArray(sums, to + L);
        s02.intoArray(sums, to + 2 * L);
        s03.intoArray(sums, to + 3 * L);
    }

    static void dot4x1(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S), s10 = DoubleVector.zero(S), s20 = DoubleVector.zero(S),
                s30 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00);
            var a1 = DoubleVector.fromArray(S, a, aFrom + lda + p);
            s10 = a1.fma(b0, s10);
            var a2 = DoubleVector.fromArray(S, a, aFrom + 2 * lda + p);
            s20 = a2.fma(b0, s20);
            var a3 = DoubleVector.fromArray(S, a, aFrom + 3 * lda + p);
            s30 = a3.fma(b0, s30);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00);
            var a1 = zero.blend(DoubleVector.fromArray(S, a, aFrom + lda + last), rest);
            s10 = a1.fma(b0, s10);
            var a2 = zero.blend(DoubleVector.fromArray(S, a, aFrom + 2 * lda + last), rest);
            s20 = a2.fma(b0, s20);
            var a3 = zero.blend(DoubleVector.fromArray(S, a, aFrom + 3 * lda + last), rest);
            s30 = a3.fma(b0, s30);
        }
        s00.intoArray(sums, to);
        s10.intoArray(sums, to + L);
        s20.intoArray(sums, to + 2 * L);
        s30.intoArray(sums, to + 3 * L);
    }

    static void dot2x1(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S), s10 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00);
            var a1 = DoubleVector.fromArray(S, a, aFrom + lda + p);
            s10 = a1.fma(b0, s10);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00);
            var a1 = zero.blend(DoubleVector.fromArray(S, a, aFrom + lda + last), rest);
            s10 = a1.fma(b0, s10);
        }
        s00.intoArray(sums, to);
        s10.intoArray(sums, to + L);
    }

    static void dot1x1(int k, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb, double[] sums, int to) {
        DoubleVector s00 = DoubleVector.zero(S);
        for (int p = 0; p <= k - L; p += L) {
            var b0 = DoubleVector.fromArray(S, b, bFrom + p);
            var a0 = DoubleVector.fromArray(S, a, aFrom + p);
            s00 = a0.fma(b0, s00);
        }
        if (k % L != 0) {
            int last = k - L;
            var zero = DoubleVector.zero(S);
            var rest = Lanes.last(S, k % L);
            var b0 = zero.blend(DoubleVector.fromArray(S, b, bFrom + last), rest);
            var a0 = zero.blend(DoubleVector.fromArray(S, a, aFrom + last), rest);
            s00 = a0.fma(b0, s00);
        }
        s00.intoArray(sums, to);
    }
}
