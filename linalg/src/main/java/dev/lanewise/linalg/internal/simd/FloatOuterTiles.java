package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of products in float32 whose rows are half a block of channels of one factor, and whose columns are vectors of channels of the other, summed up over pixels.
final class FloatOuterTiles {

    static final int ROWS = 8;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int D = ConvolutionKernels.BLOCK;

    private FloatOuterTiles() {
    }

    static void tile8x2(int k, float[] a, int aFrom, float[] b, int bFirst, int bSecond, float[] c, int cFrom, int cRow) {
        var c0a = FloatVector.fromArray(S, c, cFrom); var c0b = FloatVector.fromArray(S, c, cFrom + L);
        var c1a = FloatVector.fromArray(S, c, cFrom + cRow); var c1b = FloatVector.fromArray(S, c, cFrom + cRow + L);
        var c2a = FloatVector.fromArray(S, c, cFrom + 2 * cRow); var c2b = FloatVector.fromArray(S, c, cFrom + 2 * cRow + L);
        var c3a = FloatVector.fromArray(S, c, cFrom + 3 * cRow); var c3b = FloatVector.fromArray(S, c, cFrom + 3 * cRow + L);
        var c4a = FloatVector.fromArray(S, c, cFrom + 4 * cRow); var c4b = FloatVector.fromArray(S, c, cFrom + 4 * cRow + L);
        var c5a = FloatVector.fromArray(S, c, cFrom + 5 * cRow); var c5b = FloatVector.fromArray(S, c, cFrom + 5 * cRow + L);
        var c6a = FloatVector.fromArray(S, c, cFrom + 6 * cRow); var c6b = FloatVector.fromArray(S, c, cFrom + 6 * cRow + L);
        var c7a = FloatVector.fromArray(S, c, cFrom + 7 * cRow); var c7b = FloatVector.fromArray(S, c, cFrom + 7 * cRow + L);
        for (int p = 0; p < k; p++) {
            int at = aFrom + p * D;
            var b0 = FloatVector.fromArray(S, b, bFirst + p * D);
            var b1 = FloatVector.fromArray(S, b, bSecond + p * D);
            var a0 = FloatVector.broadcast(S, a[at]);
            c0a = a0.fma(b0, c0a); c0b = a0.fma(b1, c0b);
            var a1 = FloatVector.broadcast(S, a[at + 1]);
            c1a = a1.fma(b0, c1a); c1b = a1.fma(b1, c1b);
            var a2 = FloatVector.broadcast(S, a[at + 2]);
            c2a = a2.fma(b0, c2a); c2b = a2.fma(b1, c2b);
            var a3 = FloatVector.broadcast(S, a[at + 3]);
            c3a = a3.fma(b0, c3a); c3b = a3.fma(b1, c3b);
            var a4 = FloatVector.broadcast(S, a[at + 4]);
            c4a = a4.fma(b0, c4a); c4b = a4.fma(b1, c4b);
            var a5 = FloatVector.broadcast(S, a[at + 5]);
            c5a = a5.fma(b0, c5a); c5b = a5.fma(b1, c5b);
            var a6 = FloatVector.broadcast(S, a[at + 6]);
            c6a = a6.fma(b0, c6a); c6b = a6.fma(b1, c6b);
            var a7 = FloatVector.broadcast(S, a[at + 7]);
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

    static void tile8x1(int k, float[] a, int aFrom, float[] b, int bFrom, float[] c, int cFrom, int cRow) {
        var c0 = FloatVector.fromArray(S, c, cFrom);
        var c1 = FloatVector.fromArray(S, c, cFrom + cRow);
        var c2 = FloatVector.fromArray(S, c, cFrom + 2 * cRow);
        var c3 = FloatVector.fromArray(S, c, cFrom + 3 * cRow);
        var c4 = FloatVector.fromArray(S, c, cFrom + 4 * cRow);
        var c5 = FloatVector.fromArray(S, c, cFrom + 5 * cRow);
        var c6 = FloatVector.fromArray(S, c, cFrom + 6 * cRow);
        var c7 = FloatVector.fromArray(S, c, cFrom + 7 * cRow);
        for (int p = 0; p < k; p++) {
            int at = aFrom + p * D;
            var b0 = FloatVector.fromArray(S, b, bFrom + p * D);
            c0 = FloatVector.broadcast(S, a[at]).fma(b0, c0);
            c1 = FloatVector.broadcast(S, a[at + 1]).fma(b0, c1);
            c2 = FloatVector.broadcast(S, a[at + 2]).fma(b0, c2);
            c3 = FloatVector.broadcast(S, a[at + 3]).fma(b0, c3);
            c4 = FloatVector.broadcast(S, a[at + 4]).fma(b0, c4);
            c5 = FloatVector.broadcast(S, a[at + 5]).fma(b0, c5);
            c6 = FloatVector.broadcast(S, a[at + 6]).fma(b0, c6);
            c7 = FloatVector.broadcast(S, a[at + 7]).fma(b0, c7);
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
}
