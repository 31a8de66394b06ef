package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Gathers strips of a float32 factor into the order in which tiles read them.
final class FloatPacking {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private FloatPacking() {
    }

    /// One strip of at most `width` items; missing items become zeros.
    static void strip(float[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                      float[] out, int outFrom) {
        if (items < width) {
            for (int p = 0; p < depth; p++) pad(out, outFrom + p * width + items, width - items);
        }
        if (itemStride == 1 && items == width && width % L == 0) {
            vectors(x, from, depthStride, depth, width, out, outFrom);
        } else if (itemStride == 1) {
            for (int p = 0; p < depth; p++) copy(x, from + p * depthStride, items, out, outFrom + p * width);
        } else {
            transposed(x, from, itemStride, depthStride, items, depth, width, out, outFrom);
        }
    }

    private static void pad(float[] out, int from, int n) {
        for (int i = from; i < from + n; i++) out[i] = 0;
    }

    private static void copy(float[] x, int from, int n, float[] out, int outFrom) {
        for (int i = 0; i < n; i++) out[outFrom + i] = x[from + i];
    }

    private static void vectors(float[] x, int from, int depthStride, int depth, int width, float[] out, int outFrom) {
        int at = from;
        int to = outFrom;
        for (int p = 0; p < depth; p++, at += depthStride, to += width) {
            for (int i = 0; i < width; i += L) FloatVector.fromArray(S, x, at + i).intoArray(out, to + i);
        }
    }

    /// Eight items at a time, so that a store finds the line it writes to still near.
    private static void transposed(float[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                                   float[] out, int outFrom) {
        int i = 0;
        for (; i <= items - 8; i += 8) eight(x, from + i * itemStride, itemStride, depthStride, depth, width, out, outFrom + i);
        for (; i < items; i++) {
            for (int p = 0; p < depth; p++) out[outFrom + i + p * width] = x[from + i * itemStride + p * depthStride];
        }
    }

    private static void eight(float[] x, int from, int itemStride, int depthStride, int depth, int width, float[] out, int outFrom) {
        int at = from;
        int to = outFrom;
        for (int p = 0; p < depth; p++, at += depthStride, to += width) {
            out[to] = x[at];
            out[to + 1] = x[at + itemStride];
            out[to + 2] = x[at + 2 * itemStride];
            out[to + 3] = x[at + 3 * itemStride];
            out[to + 4] = x[at + 4 * itemStride];
            out[to + 5] = x[at + 5 * itemStride];
            out[to + 6] = x[at + 6 * itemStride];
            out[to + 7] = x[at + 7 * itemStride];
        }
    }
}
