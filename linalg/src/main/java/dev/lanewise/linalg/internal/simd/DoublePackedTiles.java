package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of tiles of a product in float64, rows × vectors, whose rows come from a strip of a packed left operand.
///
/// A strip holds [#ROWS] rows side by side, a constant, so that one address serves all reads of a step;
/// rows in place need one each, more than there are registers for, which costs a fifth of the speed. Twelve rows by two vectors are the tile whose loads weigh
/// least against its 24 fused multiply-adds among those that leave registers to load into.
final class DoublePackedTiles {

    static final int ROWS = 12;

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private DoublePackedTiles() {
    }

    static void tile12x2(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a,
                c4a = c0a, c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a, c8a = c0a, c8b = c0a,
                c9a = c0a, c9b = c0a, c10a = c0a, c10b = c0a, c11a = c0a, c11b = c0a;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b);
            var a4 = DoubleVector.broadcast(S, a[at + 4]);
            c4a = a4.fma(b0, c4a); c4b = a4.fma(b1, c4b);
            var a5 = DoubleVector.broadcast(S, a[at + 5]);
            c5a = a5.fma(b0, c5a); c5b = a5.fma(b1, c5b);
            var a6 = DoubleVector.broadcast(S, a[at + 6]);
            c6a = a6.fma(b0, c6a); c6b = a6.fma(b1, c6b);
            var a7 = DoubleVector.broadcast(S, a[at + 7]);
            c7a = a7.fma(b0, c7a); c7b = a7.fma(b1, c7b);
            var a8 = DoubleVector.broadcast(S, a[at + 8]);
            c8a = a8.fma(b0, c8a); c8b = a8.fma(b1, c8b);
            var a9 = DoubleVector.broadcast(S, a[at + 9]);
            c9a = a9.fma(b0, c9a); c9b = a9.fma(b1, c9b);
            var a10 = DoubleVector.broadcast(S, a[at + 10]);
            c10a = a10.fma(b0, c10a); c10b = a10.fma(b1, c10b);
            var a11 = DoubleVector.broadcast(S, a[at + 11]);
            c11a = a11.fma(b0, c11a); c11b = a11.fma(b1, c11b);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
        c6a.intoArray(c, cFrom + 6 * cRow); c6b.intoArray(c, cFrom + 6 * cRow + L);
        c7a.intoArray(c, cFrom + 7 * cRow); c7b.intoArray(c, cFrom + 7 * cRow + L);
        c8a.intoArray(c, cFrom + 8 * cRow); c8b.intoArray(c, cFrom + 8 * cRow + L);
        c9a.intoArray(c, cFrom + 9 * cRow); c9b.intoArray(c, cFrom + 9 * cRow + L);
        c10a.intoArray(c, cFrom + 10 * cRow); c10b.intoArray(c, cFrom + 10 * cRow + L);
        c11a.intoArray(c, cFrom + 11 * cRow); c11b.intoArray(c, cFrom + 11 * cRow + L);
    }

    static void tile8x2(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a,
                c4a = c0a, c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b);
            var a4 = DoubleVector.broadcast(S, a[at + 4]);
            c4a = a4.fma(b0, c4a); c4b = a4.fma(b1, c4b);
            var a5 = DoubleVector.broadcast(S, a[at + 5]);
            c5a = a5.fma(b0, c5a); c5b = a5.fma(b1, c5b);
            var a6 = DoubleVector.broadcast(S, a[at + 6]);
            c6a = a6.fma(b0, c6a); c6b = a6.fma(b1, c6b);
            var a7 = DoubleVector.broadcast(S, a[at + 7]);
            c7a = a7.fma(b0, c7a); c7b = a7.fma(b1, c7b);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
        c4a.intoArray(c, cFrom + 4 * cRow); c4b.intoArray(c, cFrom + 4 * cRow + L);
        c5a.intoArray(c, cFrom + 5 * cRow); c5b.intoArray(c, cFrom + 5 * cRow + L);
        c6a.intoArray(c, cFrom + 6 * cRow); c6b.intoArray(c, cFrom + 6 * cRow + L);
        c7a.intoArray(c, cFrom + 7 * cRow); c7b.intoArray(c, cFrom + 7 * cRow + L);
    }

    static void tile4x2(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var b1 = DoubleVector.fromArray(S, b, bt + L);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b);
        }
        c0a.intoArray(c, cFrom); c0b.intoArray(c, cFrom + L);
        c1a.intoArray(c, cFrom + cRow); c1b.intoArray(c, cFrom + cRow + L);
        c2a.intoArray(c, cFrom + 2 * cRow); c2b.intoArray(c, cFrom + 2 * cRow + L);
        c3a.intoArray(c, cFrom + 3 * cRow); c3b.intoArray(c, cFrom + 3 * cRow + L);
    }

    static void tile12x1(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0 = DoubleVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0,
                c9 = c0, c10 = c0, c11 = c0;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0 = a0.fma(b0, c0);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1 = a1.fma(b0, c1);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2 = a2.fma(b0, c2);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3 = a3.fma(b0, c3);
            var a4 = DoubleVector.broadcast(S, a[at + 4]);
            c4 = a4.fma(b0, c4);
            var a5 = DoubleVector.broadcast(S, a[at + 5]);
            c5 = a5.fma(b0, c5);
            var a6 = DoubleVector.broadcast(S, a[at + 6]);
            c6 = a6.fma(b0, c6);
            var a7 = DoubleVector.broadcast(S, a[at + 7]);
            c7 = a7.fma(b0, c7);
            var a8 = DoubleVector.broadcast(S, a[at + 8]);
            c8 = a8.fma(b0, c8);
            var a9 = DoubleVector.broadcast(S, a[at + 9]);
            c9 = a9.fma(b0, c9);
            var a10 = DoubleVector.broadcast(S, a[at + 10]);
            c10 = a10.fma(b0, c10);
            var a11 = DoubleVector.broadcast(S, a[at + 11]);
            c11 = a11.fma(b0, c11);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + cRow);
        c2.intoArray(c, cFrom + 2 * cRow);
        c3.intoArray(c, cFrom + 3 * cRow);
        c4.intoArray(c, cFrom + 4 * cRow);
        c5.intoArray(c, cFrom + 5 * cRow);
        c6.intoArray(c, cFrom + 6 * cRow);
        c7.intoArray(c, cFrom + 7 * cRow);
        c8.intoArray(c, cFrom + 8 * cRow);
        c9.intoArray(c, cFrom + 9 * cRow);
        c10.intoArray(c, cFrom + 10 * cRow);
        c11.intoArray(c, cFrom + 11 * cRow);
    }

    static void tile8x1(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0 = DoubleVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0 = a0.fma(b0, c0);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1 = a1.fma(b0, c1);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2 = a2.fma(b0, c2);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3 = a3.fma(b0, c3);
            var a4 = DoubleVector.broadcast(S, a[at + 4]);
            c4 = a4.fma(b0, c4);
            var a5 = DoubleVector.broadcast(S, a[at + 5]);
            c5 = a5.fma(b0, c5);
            var a6 = DoubleVector.broadcast(S, a[at + 6]);
            c6 = a6.fma(b0, c6);
            var a7 = DoubleVector.broadcast(S, a[at + 7]);
            c7 = a7.fma(b0, c7);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + cRow);
        c2.intoArray(c, cFrom + 2 * cRow);
        c3.intoArray(c, cFrom + 3 * cRow);
        c4.intoArray(c, cFrom + 4 * cRow);
        c5.intoArray(c, cFrom + 5 * cRow);
        c6.intoArray(c, cFrom + 6 * cRow);
        c7.intoArray(c, cFrom + 7 * cRow);
    }

    static void tile4x1(int k, double[] a, int aFrom, double[] b, int bFrom, int bStep, double[] c, int cFrom, int cRow) {
        DoubleVector c0 = DoubleVector.zero(S), c1 = c0, c2 = c0, c3 = c0;
        int bt = bFrom;
        for (int p = 0; p < k; p++, bt += bStep) {
            int at = aFrom + p * ROWS;
            var b0 = DoubleVector.fromArray(S, b, bt);
            var a0 = DoubleVector.broadcast(S, a[at]);
            c0 = a0.fma(b0, c0);
            var a1 = DoubleVector.broadcast(S, a[at + 1]);
            c1 = a1.fma(b0, c1);
            var a2 = DoubleVector.broadcast(S, a[at + 2]);
            c2 = a2.fma(b0, c2);
            var a3 = DoubleVector.broadcast(S, a[at + 3]);
            c3 = a3.fma(b0, c3);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + cRow);
        c2.intoArray(c, cFrom + 2 * cRow);
        c3.intoArray(c, cFrom + 3 * cRow);
    }
}
