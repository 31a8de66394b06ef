package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product in float32: rows × vectors, two vectors wide at most.
///
/// Accumulators are local variables because vectors in an array or a field stay on the heap, which is thirty times slower. Tiles write sums alone: with a factor and what
/// stands in C for each of them, they would be too much for the compiler, which would allocate the accumulators.
final class FloatTiles {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatTiles() {
    }

    static void sum8x1(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
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
        c00.intoArray(c, cFrom);
        c10.intoArray(c, cFrom + cRow);
        c20.intoArray(c, cFrom + 2 * cRow);
        c30.intoArray(c, cFrom + 3 * cRow);
        c40.intoArray(c, cFrom + 4 * cRow);
        c50.intoArray(c, cFrom + 5 * cRow);
        c60.intoArray(c, cFrom + 6 * cRow);
        c70.intoArray(c, cFrom + 7 * cRow);
    }

    static void sum4x2(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
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
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c10.intoArray(c, cFrom + cRow); c11.intoArray(c, cFrom + cRow + L);
        c20.intoArray(c, cFrom + 2 * cRow); c21.intoArray(c, cFrom + 2 * cRow + L);
        c30.intoArray(c, cFrom + 3 * cRow); c31.intoArray(c, cFrom + 3 * cRow + L);
    }

    static void sum4x1(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
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
        c00.intoArray(c, cFrom);
        c10.intoArray(c, cFrom + cRow);
        c20.intoArray(c, cFrom + 2 * cRow);
        c30.intoArray(c, cFrom + 3 * cRow);
    }

    static void sum2x2(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
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
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c10.intoArray(c, cFrom + cRow); c11.intoArray(c, cFrom + cRow + L);
    }

    static void sum2x1(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
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
        c00.intoArray(c, cFrom);
        c10.intoArray(c, cFrom + cRow);
    }

    static void sum1x2(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01);
        }
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
    }

    static void sum1x1(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
        }
        c00.intoArray(c, cFrom);
    }
}
