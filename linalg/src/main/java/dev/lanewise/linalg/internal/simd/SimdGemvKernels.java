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
/// Four rows at a time, a quarter of all rows apart: processors fetch ahead page by page, so four streams come from memory faster than one, and neighbouring
/// rows of few bytes are one stream. What doesn't fill a vector at the end of a row is added element by element.
final class SimdGemvKernels implements GemvKernels {

    private static final int L = S.length();
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> H = VectorSpecies.of(short.class, VectorShape.forBitSize(S.vectorBitSize() / 2));
    private static final VectorSpecies<Byte> B = VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, S.vectorBitSize() / 4)));

    @Override
    public void gemv(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        int quarter = rows / 4;
        for (int i = 0; i < quarter; i++) fourRows(n, a, aFrom + i * lda, quarter * lda, x, xFrom, y, yFrom + i, quarter);
        for (int i = 4 * quarter; i < rows; i++) y[yFrom + i] = row(n, a, aFrom + i * lda, x, xFrom);
    }

    private static void fourRows(int n, float[] a, int from, int apart, float[] x, int xFrom, float[] y, int to, int toApart) {
        int second = from + apart, third = second + apart, fourth = third + apart, whole = n - n % L;
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        for (int p = 0; p < whole; p += L) {
            var v = load(x, xFrom + p);
            s0 = load(a, from + p).fma(v, s0);
            s1 = load(a, second + p).fma(v, s1);
            s2 = load(a, third + p).fma(v, s2);
            s3 = load(a, fourth + p).fma(v, s3);
        }
        y[to] = Lanes.sum(s0) + rest(whole, n, a, from, x, xFrom);
        y[to + toApart] = Lanes.sum(s1) + rest(whole, n, a, second, x, xFrom);
        y[to + 2 * toApart] = Lanes.sum(s2) + rest(whole, n, a, third, x, xFrom);
        y[to + 3 * toApart] = Lanes.sum(s3) + rest(whole, n, a, fourth, x, xFrom);
    }

    /// The bits of [#fourRows(int,float[],int,int,float[],int,float[],int,int)].
    private static float row(int n, float[] a, int from, float[] x, int xFrom) {
        int whole = n - n % L;
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p < whole; p += L) sum = load(a, from + p).fma(load(x, xFrom + p), sum);
        return Lanes.sum(sum) + rest(whole, n, a, from, x, xFrom);
    }

    private static float rest(int whole, int n, float[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = whole; p < n; p++) sum = Math.fma(a[from + p], x[xFrom + p], sum);
        return sum;
    }

    @Override
    public void gemv(int rows, int n, short[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom) {
        int quarter = rows / 4;
        for (int i = 0; i < quarter; i++) fourRows(n, a, aFrom + i * lda, quarter * lda, x, xFrom, y, yFrom + i, quarter);
        for (int i = 4 * quarter; i < rows; i++) y[yFrom + i] = row(n, a, aFrom + i * lda, x, xFrom);
    }

    private static void fourRows(int n, short[] a, int from, int apart, float[] x, int xFrom, float[] y, int to, int toApart) {
        int second = from + apart, third = second + apart, fourth = third + apart, whole = n - n % L;
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        for (int p = 0; p < whole; p += L) {
            var v = load(x, xFrom + p);
            s0 = load(a, from + p).fma(v, s0);
            s1 = load(a, second + p).fma(v, s1);
            s2 = load(a, third + p).fma(v, s2);
            s3 = load(a, fourth + p).fma(v, s3);
        }
        y[to] = Lanes.sum(s0) + rest(whole, n, a, from, x, xFrom);
        y[to + toApart] = Lanes.sum(s1) + rest(whole, n, a, second, x, xFrom);
        y[to + 2 * toApart] = Lanes.sum(s2) + rest(whole, n, a, third, x, xFrom);
        y[to + 3 * toApart] = Lanes.sum(s3) + rest(whole, n, a, fourth, x, xFrom);
    }

    /// The bits of [#fourRows(int,short[],int,int,float[],int,float[],int,int)].
    private static float row(int n, short[] a, int from, float[] x, int xFrom) {
        int whole = n - n % L;
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p < whole; p += L) sum = load(a, from + p).fma(load(x, xFrom + p), sum);
        return Lanes.sum(sum) + rest(whole, n, a, from, x, xFrom);
    }

    private static float rest(int whole, int n, short[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = whole; p < n; p++) sum = Math.fma(Float.intBitsToFloat(a[from + p] << 16), x[xFrom + p], sum);
        return sum;
    }

    @Override
    public void gemv(int rows, int n, byte[] a, int aFrom, int lda, float[] scales, int scalesFrom, float[] x, int xFrom, float[] y, int yFrom) {
        int quarter = rows / 4;
        for (int i = 0; i < quarter; i++) fourRows(n, a, aFrom + i * lda, quarter * lda, x, xFrom, y, yFrom + i, quarter);
        for (int i = 4 * quarter; i < rows; i++) y[yFrom + i] = row(n, a, aFrom + i * lda, x, xFrom);
        for (int i = 0; i < rows; i++) y[yFrom + i] *= scales[scalesFrom + i];
    }

    private static void fourRows(int n, byte[] a, int from, int apart, float[] x, int xFrom, float[] y, int to, int toApart) {
        int second = from + apart, third = second + apart, fourth = third + apart, whole = n - n % L;
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        for (int p = 0; p < whole; p += L) {
            var v = load(x, xFrom + p);
            s0 = load(a, from + p).fma(v, s0);
            s1 = load(a, second + p).fma(v, s1);
            s2 = load(a, third + p).fma(v, s2);
            s3 = load(a, fourth + p).fma(v, s3);
        }
        y[to] = Lanes.sum(s0) + rest(whole, n, a, from, x, xFrom);
        y[to + toApart] = Lanes.sum(s1) + rest(whole, n, a, second, x, xFrom);
        y[to + 2 * toApart] = Lanes.sum(s2) + rest(whole, n, a, third, x, xFrom);
        y[to + 3 * toApart] = Lanes.sum(s3) + rest(whole, n, a, fourth, x, xFrom);
    }

    /// The bits of [#fourRows(int,byte[],int,int,float[],int,float[],int,int)].
    private static float row(int n, byte[] a, int from, float[] x, int xFrom) {
        int whole = n - n % L;
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p < whole; p += L) sum = load(a, from + p).fma(load(x, xFrom + p), sum);
        return Lanes.sum(sum) + rest(whole, n, a, from, x, xFrom);
    }

    private static float rest(int whole, int n, byte[] a, int from, float[] x, int xFrom) {
        float sum = 0;
        for (int p = whole; p < n; p++) sum = Math.fma((float) a[from + p], x[xFrom + p], sum);
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
        return (FloatVector) bytes.convertShape(VectorOperators.B2I, I, 0).convertShape(VectorOperators.I2F, S, 0);
    }
}
