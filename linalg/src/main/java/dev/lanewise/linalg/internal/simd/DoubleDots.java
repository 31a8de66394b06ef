package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Inner products in float64: rows of A × rows of B, of at least one vector's length.
///
/// What doesn't fill a vector at the end is read together with elements before it, which are then blanked out: a masked
/// load beyond the end of an array costs more than the whole product.
final class DoubleDots {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private DoubleDots() {
    }

    static void dot4x4(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
        store(s01, alpha, beta, c, cFrom + cColumn);
        store(s02, alpha, beta, c, cFrom + 2 * cColumn);
        store(s03, alpha, beta, c, cFrom + 3 * cColumn);
        store(s10, alpha, beta, c, cFrom + cRow);
        store(s11, alpha, beta, c, cFrom + cRow + cColumn);
        store(s12, alpha, beta, c, cFrom + cRow + 2 * cColumn);
        store(s13, alpha, beta, c, cFrom + cRow + 3 * cColumn);
        store(s20, alpha, beta, c, cFrom + 2 * cRow);
        store(s21, alpha, beta, c, cFrom + 2 * cRow + cColumn);
        store(s22, alpha, beta, c, cFrom + 2 * cRow + 2 * cColumn);
        store(s23, alpha, beta, c, cFrom + 2 * cRow + 3 * cColumn);
        store(s30, alpha, beta, c, cFrom + 3 * cRow);
        store(s31, alpha, beta, c, cFrom + 3 * cRow + cColumn);
        store(s32, alpha, beta, c, cFrom + 3 * cRow + 2 * cColumn);
        store(s33, alpha, beta, c, cFrom + 3 * cRow + 3 * cColumn);
    }

    static void dot2x4(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
        store(s01, alpha, beta, c, cFrom + cColumn);
        store(s02, alpha, beta, c, cFrom + 2 * cColumn);
        store(s03, alpha, beta, c, cFrom + 3 * cColumn);
        store(s10, alpha, beta, c, cFrom + cRow);
        store(s11, alpha, beta, c, cFrom + cRow + cColumn);
        store(s12, alpha, beta, c, cFrom + cRow + 2 * cColumn);
        store(s13, alpha, beta, c, cFrom + cRow + 3 * cColumn);
    }

    static void dot1x4(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
        store(s01, alpha, beta, c, cFrom + cColumn);
        store(s02, alpha, beta, c, cFrom + 2 * cColumn);
        store(s03, alpha, beta, c, cFrom + 3 * cColumn);
    }

    static void dot4x1(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
        store(s10, alpha, beta, c, cFrom + cRow);
        store(s20, alpha, beta, c, cFrom + 2 * cRow);
        store(s30, alpha, beta, c, cFrom + 3 * cRow);
    }

    static void dot2x1(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
        store(s10, alpha, beta, c, cFrom + cRow);
    }

    static void dot1x1(int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                       double beta, double[] c, int cFrom, int cRow, int cColumn) {
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
        store(s00, alpha, beta, c, cFrom);
    }

    /// `c = alpha · (sum of the lanes) + beta · c`
    private static void store(DoubleVector sum, double alpha, double beta, double[] c, int at) {
        double scaled = alpha * Lanes.sum(sum);
        c[at] = beta == 0 ? scaled : Math.fma(beta, c[at], scaled);
    }
}
