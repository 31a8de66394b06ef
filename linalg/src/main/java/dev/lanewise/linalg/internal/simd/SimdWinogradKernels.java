package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [WinogradKernels] in lanes: columns first, into scratch, and then rows.
final class SimdWinogradKernels implements WinogradKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int TAPS = 3;
    private static final int BLOCK = ConvolutionKernels.BLOCK;
    /// From a row of scratch to the next.
    private static final int ROW = POINTS * L;
    private static final float ROOT = (float) Math.sqrt(2);
    private static final float HALF_ROOT = (float) Math.sqrt(0.5);

    @Override
    public void ofPixels(float[] d, int dFrom, int dLine, int dStep, float[] v, int vFrom, int vLine, int vStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            for (int j = 0; j < POINTS; j++) ofPixels(d, dFrom + c + j * dStep, dLine, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < POINTS; i++) ofPixels(scratch, scratchFrom + i * ROW, L, v, vFrom + c + i * vLine, vStep);
        }
    }

    private static void ofPixels(float[] x, int xFrom, int xStep, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * xStep);
        var x4 = FloatVector.fromArray(S, x, xFrom + 4 * xStep); var x5 = FloatVector.fromArray(S, x, xFrom + 5 * xStep);
        var far = FloatVector.broadcast(S, -2.5f);
        x2.fma(far, x0).add(x4).intoArray(y, yFrom);
        var even = x2.fma(FloatVector.broadcast(S, -2), x4);
        var odd = x1.fma(FloatVector.broadcast(S, -ROOT), x3.mul(HALF_ROOT));
        even.add(odd).intoArray(y, yFrom + yStep);
        even.sub(odd).intoArray(y, yFrom + 2 * yStep);
        even = x2.fma(FloatVector.broadcast(S, -0.5f), x4);
        odd = x3.fma(FloatVector.broadcast(S, ROOT), x1.mul(-HALF_ROOT));
        even.add(odd).intoArray(y, yFrom + 3 * yStep);
        even.sub(odd).intoArray(y, yFrom + 4 * yStep);
        x3.fma(far, x1).add(x5).intoArray(y, yFrom + 5 * yStep);
    }

    @Override
    public void toPixels(float[] v, int vFrom, int vLine, int vStep, float[] d, int dFrom, int dLine, int dStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            for (int j = 0; j < POINTS; j++) toPixels(v, vFrom + c + j * vStep, vLine, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < POINTS; i++) addToPixels(scratch, scratchFrom + i * ROW, d, dFrom + c + i * dLine, dStep);
        }
    }

    private static void toPixels(float[] x, int xFrom, int xStep, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * xStep);
        var x4 = FloatVector.fromArray(S, x, xFrom + 4 * xStep); var x5 = FloatVector.fromArray(S, x, xFrom + 5 * xStep);
        var near = x1.add(x2); var far = x3.add(x4); var nearOdd = x1.sub(x2); var farOdd = x3.sub(x4);
        x0.intoArray(y, yFrom);
        nearOdd.fma(FloatVector.broadcast(S, -ROOT), farOdd.fma(FloatVector.broadcast(S, -HALF_ROOT), x5)).intoArray(y, yFrom + yStep);
        x0.mul(-2.5f).add(near.mul(-2)).add(far.mul(-0.5f)).intoArray(y, yFrom + 2 * yStep);
        nearOdd.mul(HALF_ROOT).add(farOdd.mul(ROOT)).add(x5.mul(-2.5f)).intoArray(y, yFrom + 3 * yStep);
        x0.add(near).add(far).intoArray(y, yFrom + 4 * yStep);
        x5.intoArray(y, yFrom + 5 * yStep);
    }

    /// The same on top of what is there.
    private static void addToPixels(float[] x, int xFrom, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + L);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * L); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * L);
        var x4 = FloatVector.fromArray(S, x, xFrom + 4 * L); var x5 = FloatVector.fromArray(S, x, xFrom + 5 * L);
        var near = x1.add(x2); var far = x3.add(x4); var nearOdd = x1.sub(x2); var farOdd = x3.sub(x4);
        x0.add(FloatVector.fromArray(S, y, yFrom)).intoArray(y, yFrom);
        nearOdd.fma(FloatVector.broadcast(S, -ROOT), farOdd.fma(FloatVector.broadcast(S, -HALF_ROOT), x5)).add(FloatVector.fromArray(S, y, yFrom + yStep)).intoArray(y, yFrom + yStep);
        x0.mul(-2.5f).add(near.mul(-2)).add(far.mul(-0.5f)).add(FloatVector.fromArray(S, y, yFrom + 2 * yStep)).intoArray(y, yFrom + 2 * yStep);
        nearOdd.mul(HALF_ROOT).add(farOdd.mul(ROOT)).add(x5.mul(-2.5f)).add(FloatVector.fromArray(S, y, yFrom + 3 * yStep)).intoArray(y, yFrom + 3 * yStep);
        x0.add(near).add(far).add(FloatVector.fromArray(S, y, yFrom + 4 * yStep)).intoArray(y, yFrom + 4 * yStep);
        x5.add(FloatVector.fromArray(S, y, yFrom + 5 * yStep)).intoArray(y, yFrom + 5 * yStep);
    }

    @Override
    public void toPlaces(float[] m, int mFrom, int mLine, int mStep, float[] bias, int biasFrom, float least,
                         float[] y, int yFrom, int yLine, int yStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            var shift = FloatVector.fromArray(S, bias, biasFrom + c);
            for (int j = 0; j < POINTS; j++) toPlaces(m, mFrom + c + j * mStep, mLine, FloatVector.zero(S), Float.NEGATIVE_INFINITY, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < PLACES; i++) toPlaces(scratch, scratchFrom + i * ROW, L, shift, least, y, yFrom + c + i * yLine, yStep);
        }
    }

    private static void toPlaces(float[] x, int xFrom, int xStep, FloatVector shift, float least, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * xStep);
        var x4 = FloatVector.fromArray(S, x, xFrom + 4 * xStep); var x5 = FloatVector.fromArray(S, x, xFrom + 5 * xStep);
        var near = x1.add(x2); var far = x3.add(x4); var nearOdd = x1.sub(x2); var farOdd = x3.sub(x4);
        x0.add(near).add(far).add(shift).max(least).intoArray(y, yFrom);
        nearOdd.fma(FloatVector.broadcast(S, HALF_ROOT), farOdd.fma(FloatVector.broadcast(S, ROOT), shift)).max(least).intoArray(y, yFrom + yStep);
        near.fma(FloatVector.broadcast(S, 0.5f), far.fma(FloatVector.broadcast(S, 2), shift)).max(least).intoArray(y, yFrom + 2 * yStep);
        nearOdd.fma(FloatVector.broadcast(S, HALF_ROOT / 2), farOdd.fma(FloatVector.broadcast(S, 2 * ROOT), x5.add(shift))).max(least).intoArray(y, yFrom + 3 * yStep);
    }

    @Override
    public void ofPlaces(float[] y, int yFrom, int yLine, int yStep, float[] m, int mFrom, int mLine, int mStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            for (int j = 0; j < PLACES; j++) ofPlaces(y, yFrom + c + j * yStep, yLine, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < POINTS; i++) ofPlaces(scratch, scratchFrom + i * ROW, L, m, mFrom + c + i * mLine, mStep);
        }
    }

    private static void ofPlaces(float[] x, int xFrom, int xStep, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * xStep);
        x0.intoArray(y, yFrom);
        var even = x2.fma(FloatVector.broadcast(S, 0.5f), x0);
        var odd = x3.fma(FloatVector.broadcast(S, HALF_ROOT / 2), x1.mul(HALF_ROOT));
        even.add(odd).intoArray(y, yFrom + yStep);
        even.sub(odd).intoArray(y, yFrom + 2 * yStep);
        even = x2.fma(FloatVector.broadcast(S, 2), x0);
        odd = x3.fma(FloatVector.broadcast(S, 2 * ROOT), x1.mul(ROOT));
        even.add(odd).intoArray(y, yFrom + 3 * yStep);
        even.sub(odd).intoArray(y, yFrom + 4 * yStep);
        x3.intoArray(y, yFrom + 5 * yStep);
    }

    @Override
    public void ofTaps(float[] w, int wFrom, int wLine, int wStep, float[] u, int uFrom, int uLine, int uStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            for (int j = 0; j < TAPS; j++) ofTaps(w, wFrom + c + j * wStep, wLine, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < POINTS; i++) ofTaps(scratch, scratchFrom + i * ROW, L, u, uFrom + c + i * uLine, uStep);
        }
    }

    private static void ofTaps(float[] x, int xFrom, int xStep, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep); var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep);
        x0.intoArray(y, yFrom);
        var even = x2.fma(FloatVector.broadcast(S, -1 / 3f), x0.mul(-2 / 3f));
        var odd = x1.mul(ROOT / 3);
        even.sub(odd).intoArray(y, yFrom + yStep);
        even.add(odd).intoArray(y, yFrom + 2 * yStep);
        even = x2.fma(FloatVector.broadcast(S, 1 / 3f), x0.mul(1 / 6f));
        odd = x1.mul(ROOT / 6);
        even.add(odd).intoArray(y, yFrom + 3 * yStep);
        even.sub(odd).intoArray(y, yFrom + 4 * yStep);
        x2.intoArray(y, yFrom + 5 * yStep);
    }

    @Override
    public void toTaps(float[] u, int uFrom, int uLine, int uStep, float[] w, int wFrom, int wLine, int wStep, float[] scratch, int scratchFrom) {
        for (int c = 0; c < BLOCK; c += L) {
            for (int j = 0; j < POINTS; j++) toTaps(u, uFrom + c + j * uStep, uLine, scratch, scratchFrom + j * L, ROW);
            for (int i = 0; i < TAPS; i++) toTaps(scratch, scratchFrom + i * ROW, L, w, wFrom + c + i * wLine, wStep);
        }
    }

    private static void toTaps(float[] x, int xFrom, int xStep, float[] y, int yFrom, int yStep) {
        var x0 = FloatVector.fromArray(S, x, xFrom); var x1 = FloatVector.fromArray(S, x, xFrom + xStep);
        var x2 = FloatVector.fromArray(S, x, xFrom + 2 * xStep); var x3 = FloatVector.fromArray(S, x, xFrom + 3 * xStep);
        var x4 = FloatVector.fromArray(S, x, xFrom + 4 * xStep); var x5 = FloatVector.fromArray(S, x, xFrom + 5 * xStep);
        var near = x1.add(x2); var far = x3.add(x4); var nearOdd = x2.sub(x1); var farOdd = x3.sub(x4);
        near.fma(FloatVector.broadcast(S, -2 / 3f), far.fma(FloatVector.broadcast(S, 1 / 6f), x0)).intoArray(y, yFrom);
        nearOdd.mul(ROOT / 3).add(farOdd.mul(ROOT / 6)).intoArray(y, yFrom + yStep);
        far.sub(near).fma(FloatVector.broadcast(S, 1 / 3f), x5).intoArray(y, yFrom + 2 * yStep);
    }
}
