package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles for products of a few rows in float32: rows × vectors, four or eight vectors wide.
///
/// With few rows every element of B is used only a few times: wide tiles read longer runs of its rows. They write sums alone, as [FloatTiles] do.
final class FloatWideTiles {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatWideTiles() {
    }

    static void sum4x4(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S), c10 = FloatVector.zero(S), c11 = FloatVector.zero(S),
                c12 = FloatVector.zero(S), c13 = FloatVector.zero(S), c20 = FloatVector.zero(S),
                c21 = FloatVector.zero(S), c22 = FloatVector.zero(S), c23 = FloatVector.zero(S),
                c30 = FloatVector.zero(S), c31 = FloatVector.zero(S), c32 = FloatVector.zero(S),
                c33 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var b2 = FloatVector.fromArray(S, b, bt + 2 * L);
            var b3 = FloatVector.fromArray(S, b, bt + 3 * L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); c02 = a0.fma(b2, c02); c03 = a0.fma(b3, c03);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11); c12 = a1.fma(b2, c12); c13 = a1.fma(b3, c13);
            var a2 = FloatVector.broadcast(S, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20); c21 = a2.fma(b1, c21); c22 = a2.fma(b2, c22); c23 = a2.fma(b3, c23);
            var a3 = FloatVector.broadcast(S, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30); c31 = a3.fma(b1, c31); c32 = a3.fma(b2, c32); c33 = a3.fma(b3, c33);
        }
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L); c03.intoArray(c, cFrom + 3 * L);
        c10.intoArray(c, cFrom + cRow); c11.intoArray(c, cFrom + cRow + L);
        c12.intoArray(c, cFrom + cRow + 2 * L); c13.intoArray(c, cFrom + cRow + 3 * L);
        c20.intoArray(c, cFrom + 2 * cRow); c21.intoArray(c, cFrom + 2 * cRow + L);
        c22.intoArray(c, cFrom + 2 * cRow + 2 * L); c23.intoArray(c, cFrom + 2 * cRow + 3 * L);
        c30.intoArray(c, cFrom + 3 * cRow); c31.intoArray(c, cFrom + 3 * cRow + L);
        c32.intoArray(c, cFrom + 3 * cRow + 2 * L); c33.intoArray(c, cFrom + 3 * cRow + 3 * L);
    }

    static void sum2x4(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S), c10 = FloatVector.zero(S), c11 = FloatVector.zero(S),
                c12 = FloatVector.zero(S), c13 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var b2 = FloatVector.fromArray(S, b, bt + 2 * L);
            var b3 = FloatVector.fromArray(S, b, bt + 3 * L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); c02 = a0.fma(b2, c02); c03 = a0.fma(b3, c03);
            var a1 = FloatVector.broadcast(S, a[at + aRow]);
            c10 = a1.fma(b0, c10); c11 = a1.fma(b1, c11); c12 = a1.fma(b2, c12); c13 = a1.fma(b3, c13);
        }
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L); c03.intoArray(c, cFrom + 3 * L);
        c10.intoArray(c, cFrom + cRow); c11.intoArray(c, cFrom + cRow + L);
        c12.intoArray(c, cFrom + cRow + 2 * L); c13.intoArray(c, cFrom + cRow + 3 * L);
    }

    static void sum1x8(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S), c04 = FloatVector.zero(S), c05 = FloatVector.zero(S),
                c06 = FloatVector.zero(S), c07 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var b2 = FloatVector.fromArray(S, b, bt + 2 * L);
            var b3 = FloatVector.fromArray(S, b, bt + 3 * L);
            var b4 = FloatVector.fromArray(S, b, bt + 4 * L);
            var b5 = FloatVector.fromArray(S, b, bt + 5 * L);
            var b6 = FloatVector.fromArray(S, b, bt + 6 * L);
            var b7 = FloatVector.fromArray(S, b, bt + 7 * L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); c02 = a0.fma(b2, c02); c03 = a0.fma(b3, c03);
                    c04 = a0.fma(b4, c04); c05 = a0.fma(b5, c05); c06 = a0.fma(b6, c06); c07 = a0.fma(b7, c07);
        }
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L); c03.intoArray(c, cFrom + 3 * L);
        c04.intoArray(c, cFrom + 4 * L); c05.intoArray(c, cFrom + 5 * L);
        c06.intoArray(c, cFrom + 6 * L); c07.intoArray(c, cFrom + 7 * L);
    }

    static void sum1x4(int k, float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, int bStep, float[] c, int cFrom, int cRow) {
        FloatVector c00 = FloatVector.zero(S), c01 = FloatVector.zero(S), c02 = FloatVector.zero(S),
                c03 = FloatVector.zero(S);
        int at = aFrom;
        int bt = bFrom;
        for (int p = 0; p < k; p++, at += aStep, bt += bStep) {
            var b0 = FloatVector.fromArray(S, b, bt);
            var b1 = FloatVector.fromArray(S, b, bt + L);
            var b2 = FloatVector.fromArray(S, b, bt + 2 * L);
            var b3 = FloatVector.fromArray(S, b, bt + 3 * L);
            var a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); c02 = a0.fma(b2, c02); c03 = a0.fma(b3, c03);
        }
        c00.intoArray(c, cFrom); c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L); c03.intoArray(c, cFrom + 3 * L);
    }
}
