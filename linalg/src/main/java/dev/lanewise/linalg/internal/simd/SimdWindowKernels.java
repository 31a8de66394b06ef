package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.Lanes.load;
import static dev.lanewise.linalg.internal.simd.Lanes.store;

import dev.lanewise.linalg.kernel.WindowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [WindowKernels] whose lanes are channels: eight places at a time share the loads of weights, three taps at a time those of a gradient.
///
/// Channels that don't fill a vector at the end take the same operations under a mask.
final class SimdWindowKernels implements WindowKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int PLACES = 8;

    @Override
    public void products(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] w, int[] wAt,
                         float beta, float[] y, int yFrom, int yStep) {
        int whole = channels / L * L, rest = channels - whole, p = 0;
        for (; p <= places - PLACES; p += PLACES) {
            int to = yFrom + p * yStep;
            for (int c = 0; c < whole; c += L) eightPlaces(taps, x, xAt, p * xStep + c, xStep, w, wAt, c, beta, y, to + c, yStep);
            if (rest > 0) eightPlaces(taps, x, xAt, p * xStep + whole, xStep, w, wAt, whole, beta, y, to + whole, yStep, rest);
        }
        for (; p < places; p++) {
            for (int c = 0; c < channels; c += L) onePlace(taps, x, xAt, p * xStep + c, w, wAt, c, beta, y, yFrom + p * yStep + c, channels - c);
        }
    }

    private static void eightPlaces(int taps, float[] x, int[] xAt, int shift, int step, float[] w, int[] wAt, int c,
                                    float beta, float[] y, int to, int yStep) {
        FloatVector s0 = start(beta, y, to), s1 = start(beta, y, to + yStep), s2 = start(beta, y, to + 2 * yStep), s3 = start(beta, y, to + 3 * yStep);
        FloatVector s4 = start(beta, y, to + 4 * yStep), s5 = start(beta, y, to + 5 * yStep), s6 = start(beta, y, to + 6 * yStep), s7 = start(beta, y, to + 7 * yStep);
        for (int t = 0; t < taps; t++) {
            var weight = FloatVector.fromArray(S, w, wAt[t] + c);
            int at = xAt[t] + shift;
            s0 = FloatVector.fromArray(S, x, at).fma(weight, s0);
            s1 = FloatVector.fromArray(S, x, at + step).fma(weight, s1);
            s2 = FloatVector.fromArray(S, x, at + 2 * step).fma(weight, s2);
            s3 = FloatVector.fromArray(S, x, at + 3 * step).fma(weight, s3);
            s4 = FloatVector.fromArray(S, x, at + 4 * step).fma(weight, s4);
            s5 = FloatVector.fromArray(S, x, at + 5 * step).fma(weight, s5);
            s6 = FloatVector.fromArray(S, x, at + 6 * step).fma(weight, s6);
            s7 = FloatVector.fromArray(S, x, at + 7 * step).fma(weight, s7);
        }
        s0.intoArray(y, to);
        s1.intoArray(y, to + yStep);
        s2.intoArray(y, to + 2 * yStep);
        s3.intoArray(y, to + 3 * yStep);
        s4.intoArray(y, to + 4 * yStep);
        s5.intoArray(y, to + 5 * yStep);
        s6.intoArray(y, to + 6 * yStep);
        s7.intoArray(y, to + 7 * yStep);
    }

    private static FloatVector start(float beta, float[] y, int at) {
        return beta == 0 ? FloatVector.zero(S) : FloatVector.fromArray(S, y, at).mul(beta);
    }

    private static void eightPlaces(int taps, float[] x, int[] xAt, int shift, int step, float[] w, int[] wAt, int c,
                                    float beta, float[] y, int to, int yStep, int left) {
        VectorMask<Float> m = Lanes.first(S, left);                            // a mask that came from outside would be an object
        FloatVector s0 = start(beta, y, to, m), s1 = start(beta, y, to + yStep, m), s2 = start(beta, y, to + 2 * yStep, m), s3 = start(beta, y, to + 3 * yStep, m);
        FloatVector s4 = start(beta, y, to + 4 * yStep, m), s5 = start(beta, y, to + 5 * yStep, m), s6 = start(beta, y, to + 6 * yStep, m);
        FloatVector s7 = start(beta, y, to + 7 * yStep, m);
        for (int t = 0; t < taps; t++) {
            var weight = FloatVector.fromArray(S, w, wAt[t] + c, m);
            int at = xAt[t] + shift;
            s0 = FloatVector.fromArray(S, x, at, m).fma(weight, s0);
            s1 = FloatVector.fromArray(S, x, at + step, m).fma(weight, s1);
            s2 = FloatVector.fromArray(S, x, at + 2 * step, m).fma(weight, s2);
            s3 = FloatVector.fromArray(S, x, at + 3 * step, m).fma(weight, s3);
            s4 = FloatVector.fromArray(S, x, at + 4 * step, m).fma(weight, s4);
            s5 = FloatVector.fromArray(S, x, at + 5 * step, m).fma(weight, s5);
            s6 = FloatVector.fromArray(S, x, at + 6 * step, m).fma(weight, s6);
            s7 = FloatVector.fromArray(S, x, at + 7 * step, m).fma(weight, s7);
        }
        s0.intoArray(y, to, m);
        s1.intoArray(y, to + yStep, m);
        s2.intoArray(y, to + 2 * yStep, m);
        s3.intoArray(y, to + 3 * yStep, m);
        s4.intoArray(y, to + 4 * yStep, m);
        s5.intoArray(y, to + 5 * yStep, m);
        s6.intoArray(y, to + 6 * yStep, m);
        s7.intoArray(y, to + 7 * yStep, m);
    }

    private static FloatVector start(float beta, float[] y, int at, VectorMask<Float> m) {
        return beta == 0 ? FloatVector.zero(S) : FloatVector.fromArray(S, y, at, m).mul(beta);
    }

    private static void onePlace(int taps, float[] x, int[] xAt, int shift, float[] w, int[] wAt, int c, float beta, float[] y, int to, int left) {
        var sum = beta == 0 ? FloatVector.zero(S) : load(y, to, left).mul(beta);
        for (int t = 0; t < taps; t++) sum = load(x, xAt[t] + shift, left).fma(load(w, wAt[t] + c, left), sum);
        store(sum, y, to, left);
    }

    @Override
    public void weightGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] dy, int dyFrom, int dyStep,
                               float[] dw, int[] wAt) {
        int t = 0;
        for (; t <= taps - 3; t += 3) {
            int c = 0;
            for (; c <= channels - 2 * L; c += 2 * L) {
                threeTaps(places, x, xAt[t] + c, xAt[t + 1] + c, xAt[t + 2] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[t] + c, wAt[t + 1] + c, wAt[t + 2] + c);
            }
            for (; c < channels; c += L) {
                for (int tap = t; tap < t + 3; tap++) oneTap(places, x, xAt[tap] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[tap] + c, channels - c);
            }
        }
        for (; t < taps; t++) {
            for (int c = 0; c < channels; c += L) oneTap(places, x, xAt[t] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[t] + c, channels - c);
        }
    }

    /// Three taps of two vectors of channels.
    private static void threeTaps(int places, float[] x, int x0, int x1, int x2, int xStep, float[] dy, int dyFrom, int dyStep,
                                  float[] dw, int w0, int w1, int w2) {
        FloatVector a0 = at(dw, w0), b0 = at(dw, w0 + L), a1 = at(dw, w1), b1 = at(dw, w1 + L), a2 = at(dw, w2), b2 = at(dw, w2 + L);
        for (int p = 0, shift = 0, from = dyFrom; p < places; p++, shift += xStep, from += dyStep) {
            FloatVector da = at(dy, from), db = at(dy, from + L);
            a0 = at(x, x0 + shift).fma(da, a0);
            b0 = at(x, x0 + shift + L).fma(db, b0);
            a1 = at(x, x1 + shift).fma(da, a1);
            b1 = at(x, x1 + shift + L).fma(db, b1);
            a2 = at(x, x2 + shift).fma(da, a2);
            b2 = at(x, x2 + shift + L).fma(db, b2);
        }
        a0.intoArray(dw, w0);
        b0.intoArray(dw, w0 + L);
        a1.intoArray(dw, w1);
        b1.intoArray(dw, w1 + L);
        a2.intoArray(dw, w2);
        b2.intoArray(dw, w2 + L);
    }

    private static FloatVector at(float[] x, int at) { return FloatVector.fromArray(S, x, at); }

    private static void oneTap(int places, float[] x, int xFrom, int xStep, float[] dy, int dyFrom, int dyStep, float[] dw, int wFrom, int left) {
        var sum = load(dw, wFrom, left);
        for (int p = 0; p < places; p++) sum = load(x, xFrom + p * xStep, left).fma(load(dy, dyFrom + p * dyStep, left), sum);
        store(sum, dw, wFrom, left);
    }
}
