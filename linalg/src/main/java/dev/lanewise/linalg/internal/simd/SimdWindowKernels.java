package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.Lanes.load;
import static dev.lanewise.linalg.internal.simd.Lanes.store;

import dev.lanewise.linalg.kernel.WindowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [WindowKernels] whose lanes are channels; eight places at a time share the loads of weights.
///
/// What costs is loading, not multiplying. Taps that stand in rows of three which read neighbouring pixels, as those of a window of 3 × 3 that moves by 1 do, are
/// taken three at a time: eight places of them read ten pixels instead of twenty-four. Channels that don't fill a vector at the end are taken with some of those
/// before them once more, to the same bits, or under a mask where that would add twice.
final class SimdWindowKernels implements WindowKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int PLACES = 8;
    private static final int ROW = 3;

    @Override
    public void products(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] w, int[] wAt,
                         float[] start, int startFrom, int startStep, float[] y, int yFrom, int yStep) {
        boolean rows = areRows(taps, xAt, xStep), twice = start != y && channels >= L;
        int whole = twice ? channels : channels / L * L, p = 0;
        for (; p <= places - PLACES; p += PLACES) {
            int shift = p * xStep, from = startFrom + p * startStep, to = yFrom + p * yStep;
            for (int i = 0; i < whole; i += L) {
                int c = Math.min(i, channels - L);
                if (rows) rowsOfTaps(taps, x, xAt, shift + c, xStep, w, wAt, c, start, from + c, startStep, y, to + c, yStep);
                else eightPlaces(taps, x, xAt, shift + c, xStep, w, wAt, c, start, from + c, startStep, y, to + c, yStep);
            }
            for (int q = 0; q < PLACES && whole < channels; q += PLACES / 2) {
                fourPlaces(taps, x, xAt, shift + q * xStep + whole, xStep, w, wAt, whole, start, from + q * startStep + whole, startStep, y, to + q * yStep + whole, yStep, channels - whole);
            }
        }
        for (; p < places; p++) onePlace(taps, channels, x, xAt, p * xStep, w, wAt, start, startFrom + p * startStep, y, yFrom + p * yStep);
    }

    private static boolean areRows(int taps, int[] xAt, int xStep) {
        if (taps % ROW != 0) return false;
        for (int t = 0; t < taps; t += ROW) if (!isRow(t, xAt, xStep)) return false;
        return true;
    }

    /// Whether three taps from `t` on read a pixel, the next and the one after that.
    private static boolean isRow(int t, int[] xAt, int xStep) { return xAt[t + 1] == xAt[t] + xStep && xAt[t + 2] == xAt[t + 1] + xStep; }

    private static void rowsOfTaps(int taps, float[] x, int[] xAt, int shift, int step, float[] w, int[] wAt, int c,
                                   float[] start, int from, int startStep, float[] y, int to, int yStep) {
        FloatVector s0 = at(start, from), s1 = at(start, from + startStep), s2 = at(start, from + 2 * startStep), s3 = at(start, from + 3 * startStep);
        FloatVector s4 = at(start, from + 4 * startStep), s5 = at(start, from + 5 * startStep), s6 = at(start, from + 6 * startStep), s7 = at(start, from + 7 * startStep);
        for (int t = 0; t < taps; t += ROW) {
            FloatVector u = at(w, wAt[t] + c), v = at(w, wAt[t + 1] + c), z = at(w, wAt[t + 2] + c);
            int at = xAt[t] + shift;
            FloatVector x0 = at(x, at), x1 = at(x, at + step), x2 = at(x, at + 2 * step), x3 = at(x, at + 3 * step), x4 = at(x, at + 4 * step);
            s0 = x2.fma(z, x1.fma(v, x0.fma(u, s0)));
            s1 = x3.fma(z, x2.fma(v, x1.fma(u, s1)));
            s2 = x4.fma(z, x3.fma(v, x2.fma(u, s2)));
            FloatVector x5 = at(x, at + 5 * step), x6 = at(x, at + 6 * step), x7 = at(x, at + 7 * step), x8 = at(x, at + 8 * step), x9 = at(x, at + 9 * step);
            s3 = x5.fma(z, x4.fma(v, x3.fma(u, s3)));
            s4 = x6.fma(z, x5.fma(v, x4.fma(u, s4)));
            s5 = x7.fma(z, x6.fma(v, x5.fma(u, s5)));
            s6 = x8.fma(z, x7.fma(v, x6.fma(u, s6)));
            s7 = x9.fma(z, x8.fma(v, x7.fma(u, s7)));
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

    private static void eightPlaces(int taps, float[] x, int[] xAt, int shift, int step, float[] w, int[] wAt, int c,
                                    float[] start, int from, int startStep, float[] y, int to, int yStep) {
        FloatVector s0 = at(start, from), s1 = at(start, from + startStep), s2 = at(start, from + 2 * startStep), s3 = at(start, from + 3 * startStep);
        FloatVector s4 = at(start, from + 4 * startStep), s5 = at(start, from + 5 * startStep), s6 = at(start, from + 6 * startStep), s7 = at(start, from + 7 * startStep);
        for (int t = 0; t < taps; t++) {
            var weight = at(w, wAt[t] + c);
            int at = xAt[t] + shift;
            s0 = at(x, at).fma(weight, s0);
            s1 = at(x, at + step).fma(weight, s1);
            s2 = at(x, at + 2 * step).fma(weight, s2);
            s3 = at(x, at + 3 * step).fma(weight, s3);
            s4 = at(x, at + 4 * step).fma(weight, s4);
            s5 = at(x, at + 5 * step).fma(weight, s5);
            s6 = at(x, at + 6 * step).fma(weight, s6);
            s7 = at(x, at + 7 * step).fma(weight, s7);
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

    /// Fewer places than without a mask, because the compiler puts that many masked vectors on the heap.
    private static void fourPlaces(int taps, float[] x, int[] xAt, int shift, int step, float[] w, int[] wAt, int c,
                                   float[] start, int from, int startStep, float[] y, int to, int yStep, int left) {
        VectorMask<Float> m = Lanes.first(S, left);                            // a mask that came from outside would be an object
        FloatVector s0 = FloatVector.fromArray(S, start, from, m), s1 = FloatVector.fromArray(S, start, from + startStep, m);
        FloatVector s2 = FloatVector.fromArray(S, start, from + 2 * startStep, m), s3 = FloatVector.fromArray(S, start, from + 3 * startStep, m);
        for (int t = 0; t < taps; t++) {
            var weight = FloatVector.fromArray(S, w, wAt[t] + c, m);
            int at = xAt[t] + shift;
            s0 = FloatVector.fromArray(S, x, at, m).fma(weight, s0);
            s1 = FloatVector.fromArray(S, x, at + step, m).fma(weight, s1);
            s2 = FloatVector.fromArray(S, x, at + 2 * step, m).fma(weight, s2);
            s3 = FloatVector.fromArray(S, x, at + 3 * step, m).fma(weight, s3);
        }
        s0.intoArray(y, to, m);
        s1.intoArray(y, to + yStep, m);
        s2.intoArray(y, to + 2 * yStep, m);
        s3.intoArray(y, to + 3 * yStep, m);
    }

    private static void onePlace(int taps, int channels, float[] x, int[] xAt, int shift, float[] w, int[] wAt, float[] start, int from, float[] y, int to) {
        int c = 0;
        for (; c <= channels - 4 * L; c += 4 * L) fourVectors(taps, x, xAt, shift + c, w, wAt, c, start, from + c, y, to + c);
        for (; c < channels; c += L) {
            int left = channels - c;
            var sum = load(start, from + c, left);
            for (int t = 0; t < taps; t++) sum = load(x, xAt[t] + shift + c, left).fma(load(w, wAt[t] + c, left), sum);
            store(sum, y, to + c, left);
        }
    }

    private static void fourVectors(int taps, float[] x, int[] xAt, int shift, float[] w, int[] wAt, int c, float[] start, int from, float[] y, int to) {
        FloatVector s0 = at(start, from), s1 = at(start, from + L), s2 = at(start, from + 2 * L), s3 = at(start, from + 3 * L);
        for (int t = 0; t < taps; t++) {
            int at = xAt[t] + shift, weight = wAt[t] + c;
            s0 = at(x, at).fma(at(w, weight), s0);
            s1 = at(x, at + L).fma(at(w, weight + L), s1);
            s2 = at(x, at + 2 * L).fma(at(w, weight + 2 * L), s2);
            s3 = at(x, at + 3 * L).fma(at(w, weight + 3 * L), s3);
        }
        s0.intoArray(y, to);
        s1.intoArray(y, to + L);
        s2.intoArray(y, to + 2 * L);
        s3.intoArray(y, to + 3 * L);
    }

    @Override
    public void weightGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] dy, int dyFrom, int dyStep,
                               float[] dw, int[] wAt) {
        int t = 0;
        for (; t <= taps - ROW; t += ROW) {
            boolean row = places > 0 && isRow(t, xAt, xStep);
            int c = 0;
            for (; c <= channels - 2 * L; c += 2 * L) {
                if (row) rowOfGradients(places, x, xAt[t] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[t] + c, wAt[t + 1] + c, wAt[t + 2] + c);
                else threeGradients(places, x, xAt[t] + c, xAt[t + 1] + c, xAt[t + 2] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[t] + c, wAt[t + 1] + c, wAt[t + 2] + c);
            }
            for (; c < channels; c += L) {
                for (int tap = t; tap < t + ROW; tap++) gradient(places, x, xAt[tap] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[tap] + c, channels - c);
            }
        }
        for (; t < taps; t++) {
            for (int c = 0; c < channels; c += L) gradient(places, x, xAt[t] + c, xStep, dy, dyFrom + c, dyStep, dw, wAt[t] + c, channels - c);
        }
    }

    /// Three taps of two vectors of channels that read neighbouring pixels: two of them are at hand from the place before.
    private static void rowOfGradients(int places, float[] x, int xFrom, int xStep, float[] dy, int dyFrom, int dyStep, float[] dw, int w0, int w1, int w2) {
        FloatVector a0 = at(dw, w0), b0 = at(dw, w0 + L), a1 = at(dw, w1), b1 = at(dw, w1 + L), a2 = at(dw, w2), b2 = at(dw, w2 + L);
        FloatVector xa = at(x, xFrom), xb = at(x, xFrom + L), nextA = at(x, xFrom + xStep), nextB = at(x, xFrom + xStep + L);
        for (int p = 0, at = xFrom + 2 * xStep, from = dyFrom; p < places; p++, at += xStep, from += dyStep) {
            FloatVector da = at(dy, from), db = at(dy, from + L), lastA = at(x, at), lastB = at(x, at + L);
            a0 = xa.fma(da, a0);
            b0 = xb.fma(db, b0);
            a1 = nextA.fma(da, a1);
            b1 = nextB.fma(db, b1);
            a2 = lastA.fma(da, a2);
            b2 = lastB.fma(db, b2);
            xa = nextA;
            xb = nextB;
            nextA = lastA;
            nextB = lastB;
        }
        a0.intoArray(dw, w0);
        b0.intoArray(dw, w0 + L);
        a1.intoArray(dw, w1);
        b1.intoArray(dw, w1 + L);
        a2.intoArray(dw, w2);
        b2.intoArray(dw, w2 + L);
    }

    /// Any three taps of two vectors of channels.
    private static void threeGradients(int places, float[] x, int x0, int x1, int x2, int xStep, float[] dy, int dyFrom, int dyStep,
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

    private static void gradient(int places, float[] x, int xFrom, int xStep, float[] dy, int dyFrom, int dyStep, float[] dw, int wFrom, int left) {
        var sum = load(dw, wFrom, left);
        for (int p = 0; p < places; p++) sum = load(x, xFrom + p * xStep, left).fma(load(dy, dyFrom + p * dyStep, left), sum);
        store(sum, dw, wFrom, left);
    }

    private static FloatVector at(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    @Override
    public void largest(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep) {
        for (int p = 0, shift = 0, to = yFrom; p < places; p++, shift += xStep, to += yStep) {
            int c = 0;
            for (; c <= channels - L; c += L) {
                var largest = at(x, xAt[0] + shift + c);
                for (int t = 1; t < taps; t++) largest = largest.max(at(x, xAt[t] + shift + c));
                largest.intoArray(y, to + c);
            }
            for (; c < channels; c++) {
                float largest = x[xAt[0] + shift + c];
                for (int t = 1; t < taps; t++) largest = Math.max(largest, x[xAt[t] + shift + c]);
                y[to + c] = largest;
            }
        }
    }

    @Override
    public void largestGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep,
                                float[] dy, float beta, float[] dx) {
        for (int p = 0, shift = 0, from = yFrom; p < places; p++, shift += xStep, from += yStep) {
            int c = 0;
            for (; c <= channels - L; c += L) giveVector(taps, x, xAt, shift + c, y, dy, from + c, beta, dx);
            for (; c < channels; c++) give(taps, x, xAt, shift + c, y[from + c], dy[from + c], beta, dx);
        }
    }

    private static void giveVector(int taps, float[] x, int[] xAt, int shift, float[] y, float[] dy, int from, float beta, float[] dx) {
        FloatVector largest = at(y, from), rest = at(dy, from);
        for (int t = 0; t < taps; t++) {
            int at = xAt[t] + shift;
            var found = at(x, at).compare(VectorOperators.EQ, largest);
            var given = FloatVector.zero(S).blend(rest, found);
            if (beta != 0) given = at(dx, at).fma(FloatVector.broadcast(S, beta), given);
            given.intoArray(dx, at);
            rest = rest.blend(0f, found);
        }
    }

    private static void give(int taps, float[] x, int[] xAt, int shift, float largest, float dy, float beta, float[] dx) {
        float rest = dy;
        for (int t = 0; t < taps; t++) {
            int at = xAt[t] + shift;
            float given = x[at] == largest ? rest : 0;
            dx[at] = beta == 0 ? given : Math.fma(beta, dx[at], given);
            if (x[at] == largest) rest = 0;
        }
    }
}
