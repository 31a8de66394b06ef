package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float64: rows × vectors, two vectors wide at most.
///
/// Accumulators are local variables because vectors in an array or a field stay on the heap, which is thirty times slower.
/// More than eight rows by two vectors would leave no registers for the addresses of rows in place.
final class DoubleTiles {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private DoubleTiles() {
    }

    static void tile8x2(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = DoubleVector.zero(S), c10 = DoubleVector.zero(S),
                c11 = DoubleVector.zero(S), c20 = DoubleVector.zero(S), c21 = DoubleVector.zero(S),
                c30 = DoubleVector.zero(S), c31 = DoubleVector.zero(S), c40 = DoubleVector.zero(S),
                c41 = DoubleVector.zero(S), c50 = DoubleVector.zero(S), c51 = DoubleVector.zero(S),
                c60 = DoubleVector.zero(S), c61 = DoubleVector.zero(S), c70 = DoubleVector.zero(S),
                c71 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
            var a2 = DoubleVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20); c21 = a2.fma(b1, c21);
            var a3 = DoubleVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30); c31 = a3.fma(b1, c31);
            var a4 = DoubleVector.broadcast(S, a[at + 4 * aRow]);
            c40 = a4.fma(b0, c40); c41 = a4.fma(b1, c41);
            var a5 = DoubleVector.broadcast(S, a[at + 5 * aRow]);
            c50 = a5.fma(b0, c50); c51 = a5.fma(b1, c51);
            var a6 = DoubleVector.broadcast(S, a[at + 6 * aRow]);
            c60 = a6.fma(b0, c60); c61 = a6.fma(b1, c61);
            var a7 = DoubleVector.broadcast(S, a[at + 7 * aRow]);
            c70 = a7.fma(b0, c70); c71 = a7.fma(b1, c71);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
        store(c10, alpha, beta, c, cFrom + cRow); store(c11, alpha, beta, c, cFrom + cRow + L);
        store(c20, alpha, beta, c, cFrom + 2 * cRow); store(c21, alpha, beta, c, cFrom + 2 * cRow + L);
        store(c30, alpha, beta, c, cFrom + 3 * cRow); store(c31, alpha, beta, c, cFrom + 3 * cRow + L);
        store(c40, alpha, beta, c, cFrom + 4 * cRow); store(c41, alpha, beta, c, cFrom + 4 * cRow + L);
        store(c50, alpha, beta, c, cFrom + 5 * cRow); store(c51, alpha, beta, c, cFrom + 5 * cRow + L);
        store(c60, alpha, beta, c, cFrom + 6 * cRow); store(c61, alpha, beta, c, cFrom + 6 * cRow + L);
        store(c70, alpha, beta, c, cFrom + 7 * cRow); store(c71, alpha, beta, c, cFrom + 7 * cRow + L);
    }

    static void tile8x1(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c10 = DoubleVector.zero(S), c20 = DoubleVector.zero(S),
                c30 = DoubleVector.zero(S), c40 = DoubleVector.zero(S), c50 = DoubleVector.zero(S),
                c60 = DoubleVector.zero(S), c70 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
            var a2 = DoubleVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            var a3 = DoubleVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            var a4 = DoubleVector.broadcast(S, a[at + 4 * aRow]);
            c40 = a4.fma(b0, c40);
            var a5 = DoubleVector.broadcast(S, a[at + 5 * aRow]);
            c50 = a5.fma(b0, c50);
            var a6 = DoubleVector.broadcast(S, a[at + 6 * aRow]);
            c60 = a6.fma(b0, c60);
            var a7 = DoubleVector.broadcast(S, a[at + 7 * aRow]);
            c70 = a7.fma(b0, c70);
        }
        store(c00, alpha, beta, c, cFrom);
        store(c10, alpha, beta, c, cFrom + cRow);
        store(c20, alpha, beta, c, cFrom + 2 * cRow);
        store(c30, alpha, beta, c, cFrom + 3 * cRow);
        store(c40, alpha, beta, c, cFrom + 4 * cRow);
        store(c50, alpha, beta, c, cFrom + 5 * cRow);
        store(c60, alpha, beta, c, cFrom + 6 * cRow);
        store(c70, alpha, beta, c, cFrom + 7 * cRow);
    }

    static void tile4x2(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = DoubleVector.zero(S), c10 = DoubleVector.zero(S),
                c11 = DoubleVector.zero(S), c20 = DoubleVector.zero(S), c21 = DoubleVector.zero(S),
                c30 = DoubleVector.zero(S), c31 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
            var a2 = DoubleVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20); c21 = a2.fma(b1, c21);
            var a3 = DoubleVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30); c31 = a3.fma(b1, c31);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
        store(c10, alpha, beta, c, cFrom + cRow); store(c11, alpha, beta, c, cFrom + cRow + L);
        store(c20, alpha, beta, c, cFrom + 2 * cRow); store(c21, alpha, beta, c, cFrom + 2 * cRow + L);
        store(c30, alpha, beta, c, cFrom + 3 * cRow); store(c31, alpha, beta, c, cFrom + 3 * cRow + L);
    }

    static void tile4x1(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c10 = DoubleVector.zero(S), c20 = DoubleVector.zero(S),
                c30 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
            var a2 = DoubleVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            var a3 = DoubleVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30);
        }
        store(c00, alpha, beta, c, cFrom);
        store(c10, alpha, beta, c, cFrom + cRow);
        store(c20, alpha, beta, c, cFrom + 2 * cRow);
        store(c30, alpha, beta, c, cFrom + 3 * cRow);
    }

    static void tile2x2(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = DoubleVector.zero(S), c10 = DoubleVector.zero(S),
                c11 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
        store(c10, alpha, beta, c, cFrom + cRow); store(c11, alpha, beta, c, cFrom + cRow + L);
    }

    static void tile2x1(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c10 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = DoubleVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
        }
        store(c00, alpha, beta, c, cFrom);
        store(c10, alpha, beta, c, cFrom + cRow);
    }

    static void tile1x2(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
    }

    static void tile1x1(int k, double alpha, double[] a, int aFrom, int aRow, int aStep, double[] b, int bFrom, int bStep,
                        double beta, double[] c, int cFrom, int cRow) {
        DoubleVector c00 = DoubleVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
        }
        store(c00, alpha, beta, c, cFrom);
    }

    /// `c = alpha · sum + beta · c`
    private static void store(DoubleVector sum, double alpha, double beta, double[] c, int at) {
        var scaled = sum.mul(alpha);
        if (beta == 0) scaled.intoArray(c, at);
        else DoubleVector.broadcast(S, beta).fma(DoubleVector.fromArray(S, c, at), scaled).intoArray(c, at);
    }
}
