package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of whole tiles of a product in float64, whose two factors come from packed strips: two steps of an even depth at a time.
///
/// Strides are constants, so that all checks stand before the loop, and two steps share its counting: the fewer instructions stand
/// between multiply-adds, the more of them the processor sees while it waits for data. Up to a tenth faster than [DoublePackedTiles] on factors in the second cache.
///
/// Every two steps also read a number of what comes next, a strip of B that is still in the third cache. Nobody needs these numbers, but the processor
/// notices that a stream is being read and fetches it while the tile is at work; Java has no other way to ask for that. They are returned because the compiler
/// would leave them out otherwise; callers may drop them as long as tiles are too large to become a part of their callers. (What stands in C is added
/// in the tile, by written out operations, because the compiler puts vectors on the heap when a method does them here; a third step, or a last one of an odd depth,
/// has the same effect.)
final class DoubleStripTiles {

    /// How far reading ahead goes on in a step: with vectors of four lanes and more, the tiles of 96 rows reach all of the next strip.
    static final int AHEAD = Math.max(1, DoubleVector.SPECIES_PREFERRED.length() / 4);

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = DoublePackedTiles.ROWS;
    private static final int COLUMNS = 2 * L;

    private DoubleStripTiles() {
    }

    /// `C = A · B`.
    static long sum12x2(int k, double[] a, int aFrom, double[] b, int bFrom, int next, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a,
                c4a = c0a, c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a, c8a = c0a, c8b = c0a,
                c9a = c0a, c9b = c0a, c10a = c0a, c10b = c0a, c11a = c0a, c11b = c0a;
        long seen = 0;
        for (int p = 0; p < k; p += 2) {
            seen ^= Double.doubleToRawLongBits(b[next + AHEAD * p]);
            int at = aFrom + p * ROWS;
            int bt = bFrom + p * COLUMNS;
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
            var d0 = DoubleVector.fromArray(S, b, bt + COLUMNS);
            var d1 = DoubleVector.fromArray(S, b, bt + COLUMNS + L);
            var e0 = DoubleVector.broadcast(S, a[at + ROWS]);
            c0a = e0.fma(d0, c0a); c0b = e0.fma(d1, c0b);
            var e1 = DoubleVector.broadcast(S, a[at + ROWS + 1]);
            c1a = e1.fma(d0, c1a); c1b = e1.fma(d1, c1b);
            var e2 = DoubleVector.broadcast(S, a[at + ROWS + 2]);
            c2a = e2.fma(d0, c2a); c2b = e2.fma(d1, c2b);
            var e3 = DoubleVector.broadcast(S, a[at + ROWS + 3]);
            c3a = e3.fma(d0, c3a); c3b = e3.fma(d1, c3b);
            var e4 = DoubleVector.broadcast(S, a[at + ROWS + 4]);
            c4a = e4.fma(d0, c4a); c4b = e4.fma(d1, c4b);
            var e5 = DoubleVector.broadcast(S, a[at + ROWS + 5]);
            c5a = e5.fma(d0, c5a); c5b = e5.fma(d1, c5b);
            var e6 = DoubleVector.broadcast(S, a[at + ROWS + 6]);
            c6a = e6.fma(d0, c6a); c6b = e6.fma(d1, c6b);
            var e7 = DoubleVector.broadcast(S, a[at + ROWS + 7]);
            c7a = e7.fma(d0, c7a); c7b = e7.fma(d1, c7b);
            var e8 = DoubleVector.broadcast(S, a[at + ROWS + 8]);
            c8a = e8.fma(d0, c8a); c8b = e8.fma(d1, c8b);
            var e9 = DoubleVector.broadcast(S, a[at + ROWS + 9]);
            c9a = e9.fma(d0, c9a); c9b = e9.fma(d1, c9b);
            var e10 = DoubleVector.broadcast(S, a[at + ROWS + 10]);
            c10a = e10.fma(d0, c10a); c10b = e10.fma(d1, c10b);
            var e11 = DoubleVector.broadcast(S, a[at + ROWS + 11]);
            c11a = e11.fma(d0, c11a); c11b = e11.fma(d1, c11b);
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
        return seen;
    }

    /// `C += alpha · A · B` for an alpha of 1 or −1, with the bits of a tile that is written elsewhere and added from there.
    static long added12x2(int k, double alpha, double[] a, int aFrom, double[] b, int bFrom, int next, double[] c, int cFrom, int cRow) {
        DoubleVector c0a = DoubleVector.zero(S), c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a,
                c4a = c0a, c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a, c8a = c0a, c8b = c0a,
                c9a = c0a, c9b = c0a, c10a = c0a, c10b = c0a, c11a = c0a, c11b = c0a;
        long seen = 0;
        for (int p = 0; p < k; p += 2) {
            seen ^= Double.doubleToRawLongBits(b[next + AHEAD * p]);
            int at = aFrom + p * ROWS;
            int bt = bFrom + p * COLUMNS;
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
            var d0 = DoubleVector.fromArray(S, b, bt + COLUMNS);
            var d1 = DoubleVector.fromArray(S, b, bt + COLUMNS + L);
            var e0 = DoubleVector.broadcast(S, a[at + ROWS]);
            c0a = e0.fma(d0, c0a); c0b = e0.fma(d1, c0b);
            var e1 = DoubleVector.broadcast(S, a[at + ROWS + 1]);
            c1a = e1.fma(d0, c1a); c1b = e1.fma(d1, c1b);
            var e2 = DoubleVector.broadcast(S, a[at + ROWS + 2]);
            c2a = e2.fma(d0, c2a); c2b = e2.fma(d1, c2b);
            var e3 = DoubleVector.broadcast(S, a[at + ROWS + 3]);
            c3a = e3.fma(d0, c3a); c3b = e3.fma(d1, c3b);
            var e4 = DoubleVector.broadcast(S, a[at + ROWS + 4]);
            c4a = e4.fma(d0, c4a); c4b = e4.fma(d1, c4b);
            var e5 = DoubleVector.broadcast(S, a[at + ROWS + 5]);
            c5a = e5.fma(d0, c5a); c5b = e5.fma(d1, c5b);
            var e6 = DoubleVector.broadcast(S, a[at + ROWS + 6]);
            c6a = e6.fma(d0, c6a); c6b = e6.fma(d1, c6b);
            var e7 = DoubleVector.broadcast(S, a[at + ROWS + 7]);
            c7a = e7.fma(d0, c7a); c7b = e7.fma(d1, c7b);
            var e8 = DoubleVector.broadcast(S, a[at + ROWS + 8]);
            c8a = e8.fma(d0, c8a); c8b = e8.fma(d1, c8b);
            var e9 = DoubleVector.broadcast(S, a[at + ROWS + 9]);
            c9a = e9.fma(d0, c9a); c9b = e9.fma(d1, c9b);
            var e10 = DoubleVector.broadcast(S, a[at + ROWS + 10]);
            c10a = e10.fma(d0, c10a); c10b = e10.fma(d1, c10b);
            var e11 = DoubleVector.broadcast(S, a[at + ROWS + 11]);
            c11a = e11.fma(d0, c11a); c11b = e11.fma(d1, c11b);
        }
        var factor = DoubleVector.broadcast(S, alpha);
        factor.fma(c0a, DoubleVector.fromArray(S, c, cFrom)).intoArray(c, cFrom);
        factor.fma(c0b, DoubleVector.fromArray(S, c, cFrom + L)).intoArray(c, cFrom + L);
        factor.fma(c1a, DoubleVector.fromArray(S, c, cFrom + cRow)).intoArray(c, cFrom + cRow);
        factor.fma(c1b, DoubleVector.fromArray(S, c, cFrom + cRow + L)).intoArray(c, cFrom + cRow + L);
        factor.fma(c2a, DoubleVector.fromArray(S, c, cFrom + 2 * cRow)).intoArray(c, cFrom + 2 * cRow);
        factor.fma(c2b, DoubleVector.fromArray(S, c, cFrom + 2 * cRow + L)).intoArray(c, cFrom + 2 * cRow + L);
        factor.fma(c3a, DoubleVector.fromArray(S, c, cFrom + 3 * cRow)).intoArray(c, cFrom + 3 * cRow);
        factor.fma(c3b, DoubleVector.fromArray(S, c, cFrom + 3 * cRow + L)).intoArray(c, cFrom + 3 * cRow + L);
        factor.fma(c4a, DoubleVector.fromArray(S, c, cFrom + 4 * cRow)).intoArray(c, cFrom + 4 * cRow);
        factor.fma(c4b, DoubleVector.fromArray(S, c, cFrom + 4 * cRow + L)).intoArray(c, cFrom + 4 * cRow + L);
        factor.fma(c5a, DoubleVector.fromArray(S, c, cFrom + 5 * cRow)).intoArray(c, cFrom + 5 * cRow);
        factor.fma(c5b, DoubleVector.fromArray(S, c, cFrom + 5 * cRow + L)).intoArray(c, cFrom + 5 * cRow + L);
        factor.fma(c6a, DoubleVector.fromArray(S, c, cFrom + 6 * cRow)).intoArray(c, cFrom + 6 * cRow);
        factor.fma(c6b, DoubleVector.fromArray(S, c, cFrom + 6 * cRow + L)).intoArray(c, cFrom + 6 * cRow + L);
        factor.fma(c7a, DoubleVector.fromArray(S, c, cFrom + 7 * cRow)).intoArray(c, cFrom + 7 * cRow);
        factor.fma(c7b, DoubleVector.fromArray(S, c, cFrom + 7 * cRow + L)).intoArray(c, cFrom + 7 * cRow + L);
        factor.fma(c8a, DoubleVector.fromArray(S, c, cFrom + 8 * cRow)).intoArray(c, cFrom + 8 * cRow);
        factor.fma(c8b, DoubleVector.fromArray(S, c, cFrom + 8 * cRow + L)).intoArray(c, cFrom + 8 * cRow + L);
        factor.fma(c9a, DoubleVector.fromArray(S, c, cFrom + 9 * cRow)).intoArray(c, cFrom + 9 * cRow);
        factor.fma(c9b, DoubleVector.fromArray(S, c, cFrom + 9 * cRow + L)).intoArray(c, cFrom + 9 * cRow + L);
        factor.fma(c10a, DoubleVector.fromArray(S, c, cFrom + 10 * cRow)).intoArray(c, cFrom + 10 * cRow);
        factor.fma(c10b, DoubleVector.fromArray(S, c, cFrom + 10 * cRow + L)).intoArray(c, cFrom + 10 * cRow + L);
        factor.fma(c11a, DoubleVector.fromArray(S, c, cFrom + 11 * cRow)).intoArray(c, cFrom + 11 * cRow);
        factor.fma(c11b, DoubleVector.fromArray(S, c, cFrom + 11 * cRow + L)).intoArray(c, cFrom + 11 * cRow + L);
        return seen;
    }
}
