package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Twelve rows become columns in float32, four rows at a time.
///
/// Of four rows, each is rotated by another quarter of a vector; then blends alone bring together what belongs together, and one shuffle
/// puts it in order: seven shuffles for four vectors. They hold groups, the four elements of one column. Three of them, from
/// twelve rows, hold the groups of some columns, and again each is shuffled so that blends suffice.
final class FloatTransposition {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int Q = Math.max(1, L / 4);
    private static final int ROWS = FloatPackedTiles.ROWS;
    private static final int BATCH = 256;

    private static final VectorShuffle<Float> R1 = rotation(1), R2 = rotation(2), R3 = rotation(3);
    private static final VectorMask<Float> ODD = quarters(0b1010), HIGH = quarters(0b1100), OUTER = quarters(0b1001);
    private static final VectorShuffle<Float> O0 = order(0), O1 = order(1), O2 = order(2), O3 = order(3);
    private static final VectorShuffle<Float> P0 = places(0), P1 = places(1), P2 = places(2);
    private static final VectorMask<Float> A1 = part(0, 1), A2 = part(0, 2), B1 = part(1, 1), B2 = part(1, 2), C1 = part(2, 1), C2 = part(2, 2);

    private FloatTransposition() {
    }

    /// Writes `out[outFrom + (i / 12) · 12 · depth + p · 12 + i % 12] = x[from + i · stride + p]` for as many p as fill vectors, and zeros for
    /// rows that are missing in the last strip, unless their number is no multiple of four; returns how many p.
    ///
    /// Some strips are gathered before the first is merged: what was just written is not yet ready to be read.
    static int rows(float[] x, int from, int stride, int n, int depth, float[] out, int outFrom) {
        if (L < 4) return 0;
        int whole = depth - depth % L;
        int batch = ROWS * (1 + BATCH / Math.max(1, depth));
        for (int i = 0; i < n; i += batch) {
            int end = Math.min(n, i + batch);
            for (int j = i; j < end; j += ROWS) strip(x, from + j * stride, stride, n - j, whole, out, outFrom + j * depth);
            for (int j = i; j < end; j += ROWS) merge(whole / Q, out, outFrom + j * depth);
        }
        return whole;
    }

    private static void strip(float[] x, int from, int stride, int n, int depth, float[] out, int outFrom) {
        for (int i = 0; i < ROWS; i += 4) {
            if (i <= n - 4) fourRows(x, from + i * stride, stride, depth, out, outFrom + i / 4 * L);
            else zeros(depth / Q, out, outFrom + i / 4 * L);
        }
    }

    private static void zeros(int n, float[] out, int outFrom) {
        for (int i = 0; i < n; i++) FloatVector.zero(S).intoArray(out, outFrom + i * 3 * L);
    }

    /// Four vectors, three vectors apart, of each four vectors: every one holds L / 4 columns.
    private static void fourRows(float[] x, int from, int stride, int depth, float[] out, int outFrom) {
        int x1 = from + stride, x2 = x1 + stride, x3 = x2 + stride;
        for (int p = 0; p < depth; p += L) {
            int to = outFrom + p * ROWS;
            var v0 = FloatVector.fromArray(S, x, from + p);
            var v1 = FloatVector.fromArray(S, x, x1 + p).rearrange(R1);
            var v2 = FloatVector.fromArray(S, x, x2 + p).rearrange(R2);
            var v3 = FloatVector.fromArray(S, x, x3 + p).rearrange(R3);
            var a = v0.blend(v1, ODD);
            var b = v2.blend(v3, ODD);
            var c = v1.blend(v0, ODD);
            var d = v3.blend(v2, ODD);
            a.blend(b, HIGH).rearrange(O0).intoArray(out, to);
            c.blend(d, OUTER).rearrange(O1).intoArray(out, to + 3 * L);
            b.blend(a, HIGH).rearrange(O2).intoArray(out, to + 6 * L);
            d.blend(c, OUTER).rearrange(O3).intoArray(out, to + 9 * L);
        }
    }

    /// Of each three vectors, one for each four rows, the columns one after another.
    private static void merge(int n, float[] out, int outFrom) {
        for (int i = 0; i < n; i++) {
            int at = outFrom + i * 3 * L;
            var g0 = FloatVector.fromArray(S, out, at).rearrange(P0);
            var g1 = FloatVector.fromArray(S, out, at + L).rearrange(P1);
            var g2 = FloatVector.fromArray(S, out, at + 2 * L).rearrange(P2);
            g0.blend(g1, A1).blend(g2, A2).intoArray(out, at);
            g0.blend(g1, B1).blend(g2, B2).intoArray(out, at + L);
            g0.blend(g1, C1).blend(g2, C2).intoArray(out, at + 2 * L);
        }
    }

    /// Row r begins r quarters later.
    private static VectorShuffle<Float> rotation(int r) {
        return VectorShuffle.fromOp(S, lane -> (lane + (4 - r) * Q) % L);
    }

    private static VectorMask<Float> quarters(int wanted) {
        long lanes = 0;
        for (int lane = 0; lane < L; lane++) lanes |= (long) (wanted >> lane / Q & 1) << lane;
        return VectorMask.fromLong(S, lanes);
    }

    /// Quarter q of four rows, column by column.
    private static VectorShuffle<Float> order(int q) {
        return VectorShuffle.fromOp(S, lane -> (Q * (q + lane % 4) + lane / 4) % L);
    }

    /// Column t of the rows 4g … 4g + 3 is group 3t + g of the result: its place in a vector.
    private static VectorShuffle<Float> places(int g) {
        int[] source = new int[L];
        for (int lane = 0; lane < L; lane++) source[(3 * (lane / 4) + g) % Q * 4 % L + lane % 4] = lane;
        return VectorShuffle.fromArray(S, source, 0);
    }

    /// The lanes of vector `v` that come from the rows 4g … 4g + 3.
    private static VectorMask<Float> part(int v, int g) {
        long lanes = 0;
        for (int lane = 0; lane < L; lane++) if ((v * Q + lane / 4) % 3 == g) lanes |= 1L << lane;
        return VectorMask.fromLong(S, lanes);
    }
}
