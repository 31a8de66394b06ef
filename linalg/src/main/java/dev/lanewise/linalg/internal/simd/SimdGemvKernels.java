package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;

import dev.lanewise.linalg.kernel.GemvKernels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [GemvKernels] along the rows of A.
///
/// Four rows of float32 at a time, because one after the other they come from memory more slowly; four vectors of one row of anything narrower,
/// which waits for its conversion rather. What doesn't fill a vector at the end of a row is read together with elements before it, which
/// are then blanked out.
final class SimdGemvKernels implements GemvKernels {

    private static final int L = S.length();
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> H = VectorSpecies.of(short.class, VectorShape.forBitSize(S.vectorBitSize() / 2));
    private static final VectorSpecies<Byte> B = VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, S.vectorBitSize() / 4)));

    @Override
    public void gemv(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        int i = 0;
        if (n >= L) for (; i <= rows - 4; i += 4) fourRows(n, a, aFrom + i * lda, lda, x, xFrom, y, yFrom + i);
        for (; i < rows; i++) y[yFrom + i] = n >= L ? row(n, a, aFrom + i * lda, x, xFrom) : shortRow(n, a, aFrom + i * lda, x, xFrom);
    }

    private static void fourRows(int n, float[] a, int from, int lda, float[] x, int xFrom, float[] y, int to) {
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        for (int p = 0; p <= n - L; p += L) {
            var v = load(x, xFrom + p);
            s0 = load(a, from + p).fma(v, s0);
            s1 = load(a, from + lda + p).fma(v, s1);
            s2 = load(a, from + 2 * lda + p).fma(v, s2);
            s3 = load(a, from + 3 * lda + p).fma(v, s3);
        }
        if (n % L != 0) {
            var v = end(x, xFrom + n, n % L);
            s0 = end(a, from + n, n % L).fma(v, s0);
            s1 = end(a, from + lda + n, n % L).fma(v, s1);
            s2 = end(a, from + 2 * lda + n, n % L).fma(v, s2);
            s3 = end(a, from + 3 * lda + n, n % L).fma(v, s3);
        }
        y[to] = Lanes.sum(s0);
        y[to + 1] = Lanes.sum(s1);
        y[to + 2] = Lanes.sum(s2);
        y[to + 3] = Lanes.sum(s3);
    }

    /// The bits of [#fourRows].
    private static float row(int n, float[] a, int from, float[] x, int xFrom) {
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p <= n - L; p += L) sum = load(a, from + p).fma(load(x, xFrom + p), sum);
        if (n % L != 0) sum = end(a, from + n, n % L).fma(end(x, xFrom + n, n % L), sum);
        return Lanes.sum(sum);
    }

    private static float shortRow(int n, float[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = 0; p < n; p++) sum = Math.fma(a[from + p], x[xFrom + p], sum);
        return sum;
    }

    @Override
    public void gemv(int rows, int n, short[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) y[yFrom + i] = n >= L ? row(n, a, aFrom + i * lda, x, xFrom) : shortRow(n, a, aFrom + i * lda, x, xFrom);
    }

    private static float row(int n, short[] a, int from, float[] x, int xFrom) {
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int p = 0;
        for (; p <= n - 4 * L; p += 4 * L) {
            s0 = load(a, from + p).fma(load(x, xFrom + p), s0);
            s1 = load(a, from + p + L).fma(load(x, xFrom + p + L), s1);
            s2 = load(a, from + p + 2 * L).fma(load(x, xFrom + p + 2 * L), s2);
            s3 = load(a, from + p + 3 * L).fma(load(x, xFrom + p + 3 * L), s3);
        }
        for (; p <= n - L; p += L) s0 = load(a, from + p).fma(load(x, xFrom + p), s0);
        if (p < n) s1 = FloatVector.zero(S).blend(load(a, from + n - L), Lanes.last(S, n - p)).fma(end(x, xFrom + n, n - p), s1);
        return Lanes.sum(s0.add(s1).add(s2.add(s3)));
    }

    private static float shortRow(int n, short[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = 0; p < n; p++) sum = Math.fma(Float.intBitsToFloat(a[from + p] << 16), x[xFrom + p], sum);
        return sum;
    }

    @Override
    public void gemv(int rows, int n, byte[] a, int aFrom, int lda, float[] scales, int scalesFrom, float[] x, int xFrom, float[] y, int yFrom) {
        for (int i = 0; i < rows; i++) {
            int from = aFrom + i * lda;
            y[yFrom + i] = scales[scalesFrom + i] * (n >= B.length() ? row(n, a, from, x, xFrom) : shortRow(n, a, from, x, xFrom));
        }
    }

    private static float row(int n, byte[] a, int from, float[] x, int xFrom) {
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int p = 0;
        for (; p <= n - 4 * L; p += 4 * L) {
            s0 = load(a, from + p).fma(load(x, xFrom + p), s0);
            s1 = load(a, from + p + L).fma(load(x, xFrom + p + L), s1);
            s2 = load(a, from + p + 2 * L).fma(load(x, xFrom + p + 2 * L), s2);
            s3 = load(a, from + p + 3 * L).fma(load(x, xFrom + p + 3 * L), s3);
        }
        for (; p <= n - L; p += L) s0 = load(a, from + p).fma(load(x, xFrom + p), s0);
        if (p < n) s1 = load(a, from + n - L).fma(end(x, xFrom + n, n - p), s1);
        return Lanes.sum(s0.add(s1).add(s2.add(s3)));
    }

    private static float shortRow(int n, byte[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = 0; p < n; p++) sum = Math.fma((float) a[from + p], x[xFrom + p], sum);
        return sum;
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(short[] a, int at) {
        return ((IntVector) ShortVector.fromArray(H, a, at).convertShape(VectorOperators.S2I, I, 0)).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /// Where a float32 vector has four lanes, four bytes are half of the smallest vector there is.
    private static FloatVector load(byte[] a, int at) {
        var bytes = L == B.length() ? ByteVector.fromArray(B, a, at) : ByteVector.fromArray(B, a, at, Lanes.first(B, L));
        return (FloatVector) bytes.convertShape(VectorOperators.B2F, S, 0);
    }

    /// The last `rest` elements before `to` in the last lanes, zeros in the others.
    private static FloatVector end(float[] x, int to, int rest) {
        return FloatVector.zero(S).blend(load(x, to - L), Lanes.last(S, rest));
    }
}
