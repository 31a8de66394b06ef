package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Rows become columns in float32, sixteen by sixteen: how a transposed right factor gets into strips of two vectors.
///
/// As in [FloatTransposition], four rows become groups of four elements of one column; then four vectors of such groups, from sixteen rows,
/// become columns in the same way. Each is rotated by another quarter, blends bring together what belongs together, and it is rotated back.
final class FloatColumnTransposition {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int SIDE = 16;
    private static final int WIDTH = 2 * L;

    private static final VectorShuffle<Float> R1 = rotation(1), R2 = rotation(2), R3 = rotation(3);
    private static final VectorMask<Float> ODD = quarters(0b1010), HIGH = quarters(0b1100), OUTER = quarters(0b1001);
    private static final VectorShuffle<Float> O0 = order(0), O1 = order(1), O2 = order(2), O3 = order(3);

    private FloatColumnTransposition() {
    }

    /// Writes `out[outFrom + p · width + i] = x[from + i · stride + p]` for a strip of two vectors of rows and as many p as fill vectors; returns how many
    /// p. None with vectors of another length than sixteen.
    static int rows(float[] x, int from, int stride, int depth, float[] out, int outFrom) {
        if (L != SIDE) return 0;
        int whole = depth - depth % SIDE;
        for (int p = 0; p < whole; p += SIDE) {
            for (int half = 0; half < 2; half++) {
                int to = outFrom + p * WIDTH + half * L;
                for (int q = 0; q < 4; q++) fourRows(x, from + (half * L + 4 * q) * stride + p, stride, out, to + q * WIDTH);
                for (int c = 0; c < 4; c++) merge(out, to + 4 * c * WIDTH);
            }
        }
        return whole;
    }

    /// Sixteen columns of four rows: four vectors, four rows of `out` apart, each with four columns.
    private static void fourRows(float[] x, int from, int stride, float[] out, int to) {
        var v0 = FloatVector.fromArray(S, x, from);
        var v1 = FloatVector.fromArray(S, x, from + stride).rearrange(R1);
        var v2 = FloatVector.fromArray(S, x, from + 2 * stride).rearrange(R2);
        var v3 = FloatVector.fromArray(S, x, from + 3 * stride).rearrange(R3);
        var a = v0.blend(v1, ODD);
        var b = v2.blend(v3, ODD);
        var c = v1.blend(v0, ODD);
        var d = v3.blend(v2, ODD);
        a.blend(b, HIGH).rearrange(O0).intoArray(out, to);
        c.blend(d, OUTER).rearrange(O1).intoArray(out, to + 4 * WIDTH);
        b.blend(a, HIGH).rearrange(O2).intoArray(out, to + 8 * WIDTH);
        d.blend(c, OUTER).rearrange(O3).intoArray(out, to + 12 * WIDTH);
    }

    /// The groups of four columns from four times four rows: the columns, in the place of the groups.
    private static void merge(float[] out, int at) {
        var v0 = FloatVector.fromArray(S, out, at);
        var v1 = FloatVector.fromArray(S, out, at + WIDTH).rearrange(R1);
        var v2 = FloatVector.fromArray(S, out, at + 2 * WIDTH).rearrange(R2);
        var v3 = FloatVector.fromArray(S, out, at + 3 * WIDTH).rearrange(R3);
        var a = v0.blend(v1, ODD);
        var b = v2.blend(v3, ODD);
        var c = v1.blend(v0, ODD);
        var d = v3.blend(v2, ODD);
        a.blend(b, HIGH).intoArray(out, at);
        c.blend(d, OUTER).rearrange(R3).intoArray(out, at + WIDTH);
        b.blend(a, HIGH).rearrange(R2).intoArray(out, at + 2 * WIDTH);
        d.blend(c, OUTER).rearrange(R1).intoArray(out, at + 3 * WIDTH);
    }

    /// Quarter q moves to q + r.
    private static VectorShuffle<Float> rotation(int r) {
        return VectorShuffle.fromOp(S, lane -> (lane + (4 - r) * L / 4) % L);
    }

    private static VectorMask<Float> quarters(int wanted) {
        long lanes = 0;
        for (int lane = 0; lane < L; lane++) lanes |= (long) (wanted >> lane * 4 / L & 1) << lane;
        return VectorMask.fromLong(S, lanes);
    }

    /// Quarter q of four rows, column by column.
    private static VectorShuffle<Float> order(int q) {
        return VectorShuffle.fromOp(S, lane -> (L / 4 * (q + lane % 4) + lane / 4) % L);
    }
}
