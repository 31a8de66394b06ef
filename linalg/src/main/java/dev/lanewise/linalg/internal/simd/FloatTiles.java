package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float32: rows × vectors, two vectors wide at most.
///
/// Accumulators are local variables because vectors in an array or a field stay on the heap, which is thirty times slower.
/// More than eight rows by two vectors would leave no registers for the addresses of rows in place.
final class FloatTiles {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatTiles() {
    }

    static void tile8x2(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c10 = FloatVector.zero(S),
                c11 = FloatVector.zero(S), c20 = FloatVector.zero(S), c21 = FloatVector.zero(S),
                c30 = FloatVector.zero(S), c31 = FloatVector.zero(S), c40 = FloatVector.zero(S),
                c41 = FloatVector.zero(S), c50 = FloatVector.zero(S), c51 = FloatVector.zero(S),
                c60 = FloatVector.zero(S), c61 = FloatVector.zero(S), c70 = FloatVector.zero(S),
                c71 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20); c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30); c31 = a3.fma(b1, c31);
            var a4 = FloatVector.broadcast(S, a[at + 4 * aRow]);
            c40 = a4.fma(b0, c40); c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(S, a[at + 5 * aRow]);
            c50 = a5.fma(b0, c50); c51 = a5.fma(b1, c51);
            var a6 = FloatVector.broadcast(S, a[at + 6 * aRow]);
            c60 = a6.fma(b0, c60); c61 = a6.fma(b1, c61);
            var a7 = FloatVector.broadcast(S, a[at + 7 * aRow]);
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

    static void tile8x1(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c10 = FloatVector.zero(S), c20 = FloatVector.zero(S),
                c30 = FloatVector.zero(S), c40 = FloatVector.zero(S), c50 = FloatVector.zero(S),
                c60 = FloatVector.zero(S), c70 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            var a4 = FloatVector.broadcast(S, a[at + 4 * aRow]);
            c40 = a4.fma(b0, c40);
            var a5 = FloatVector.broadcast(S, a[at + 5 * aRow]);
            c50 = a5.fma(b0, c50);
            var a6 = FloatVector.broadcast(S, a[at + 6 * aRow]);
            c60 = a6.fma(b0, c60);
            var a7 = FloatVector.broadcast(S, a[at + 7 * aRow]);
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

    static void tile4x2(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c10 = FloatVector.zero(S),
                c11 = FloatVector.zero(S), c20 = FloatVector.zero(S), c21 = FloatVector.zero(S),
                c30 = FloatVector.zero(S), c31 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20); c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30); c31 = a3.fma(b1, c31);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
        store(c10, alpha, beta, c, cFrom + cRow); store(c11, alpha, beta, c, cFrom + cRow + L);
        store(c20, alpha, beta, c, cFrom + 2 * cRow); store(c21, alpha, beta, c, cFrom + 2 * cRow + L);
        store(c30, alpha, beta, c, cFrom + 3 * cRow); store(c31, alpha, beta, c, cFrom + 3 * cRow + L);
    }

    static void tile4x1(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c10 = FloatVector.zero(S), c20 = FloatVector.zero(S),
                c30 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30);
        }
        store(c00, alpha, beta, c, cFrom);
        store(c10, alpha, beta, c, cFrom + cRow);
        store(c20, alpha, beta, c, cFrom + 2 * cRow);
        store(c30, alpha, beta, c, cFrom + 3 * cRow);
    }

    static void tile2x2(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c10 = FloatVector.zero(S),
                c11 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
        store(c10, alpha, beta, c, cFrom + cRow); store(c11, alpha, beta, c, cFrom + cRow + L);
    }

    static void tile2x1(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c10 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10);
        }
        store(c00, alpha, beta, c, cFrom);
        store(c10, alpha, beta, c, cFrom + cRow);
    }

    static void tile1x2(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
        }
        store(c00, alpha, beta, c, cFrom); store(c01, alpha, beta, c, cFrom + L);
    }

    static void tile1x1(int k, float alpha, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep,
                        float beta, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
        }
        store(c00, alpha, beta, c, cFrom);
    }

    /// `c = alpha · sum + beta · c`
    private static void store(FloatVector sum, float alpha, float beta, float[] c, int at) {
        var scaled = sum.mul(alpha);
        if (beta == 0) scaled.intoArray(c, at);
        else FloatVector.broadcast(S, beta).fma(FloatVector.fromArray(S, c, at), scaled).intoArray(c, at);
    }
}
