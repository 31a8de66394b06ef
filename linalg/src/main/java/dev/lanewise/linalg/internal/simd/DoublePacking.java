package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Gathers strips of a float64 factor into the order in which tiles read them.
final class DoublePacking {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = DoublePackedTiles.ROWS;
    private static final int COLUMNS = 2 * L;

    private DoublePacking() {
    }

    /// All strips.
    static void strips(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width, double[] out, int outFrom) {
        for (int i = 0; i < items; i += width) {
            strip(x, from + i * itemStride, itemStride, depthStride, Math.min(width, items - i), depth, width, out, outFrom + i * depth);
        }
    }

    /// One strip of at most `width` items; missing items become zeros.
    static void strip(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                      double[] out, int outFrom) {
        if (itemStride == 1 && items == width && width == COLUMNS) {
            columns(x, from, depthStride, depth, out, outFrom);
        } else if (itemStride == 1 && items == width && width == ROWS && depth > 1 && from + (depth - 2) * depthStride + ROWS + L <= x.length) {
            rows(x, from, depthStride, depth, out, outFrom);
        } else if (itemStride == 1) {
            for (int p = 0; p < depth; p++) copy(x, from + p * depthStride, items, out, outFrom + p * width);
            pad(items, depth, width, out, outFrom);
        } else {
            transposed(x, from, itemStride, depthStride, items, depth, width, out, outFrom);
        }
    }

    private static void pad(int items, int depth, int width, double[] out, int outFrom) {
        if (items == width) return;
        for (int p = 0; p < depth; p++) {
            for (int i = items; i < width; i++) out[outFrom + p * width + i] = 0;
        }
    }

    private static void copy(double[] x, int from, int n, double[] out, int outFrom) {
        for (int i = 0; i < n; i++) out[outFrom + i] = x[from + i];
    }

    private static void columns(double[] x, int from, int depthStride, int depth, double[] out, int outFrom) {
        int at = from;
        for (int p = 0; p < depth; p++, at += depthStride) {
            int to = outFrom + p * COLUMNS;
            var first = DoubleVector.fromArray(S, x, at);
            var second = DoubleVector.fromArray(S, x, at + L);
            first.intoArray(out, to);
            second.intoArray(out, to + L);
        }
    }

    /// Whole vectors, which reach into the place of the next items and are overwritten by them; the last items one by one.
    private static void rows(double[] x, int from, int depthStride, int depth, double[] out, int outFrom) {
        int at = from;
        for (int p = 0; p < depth - 1; p++, at += depthStride) {
            int to = outFrom + p * ROWS;
            for (int i = 0; i < ROWS; i += L) DoubleVector.fromArray(S, x, at + i).intoArray(out, to + i);
        }
        copy(x, at, ROWS, out, outFrom + (depth - 1) * ROWS);
    }

    /// Four items at a time; widths are constants where they can be, so that no store needs a check.
    private static void transposed(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
                                   double[] out, int outFrom) {
        pad(items, depth, width, out, outFrom);
        int i = 0;
        for (; i <= items - 4; i += 4) {
            if (depthStride == 1 && width == ROWS) fourRows(x, from + i * itemStride, itemStride, depth, out, outFrom + i);
            else if (depthStride == 1 && width == COLUMNS) fourColumns(x, from + i * itemStride, itemStride, depth, out, outFrom + i);
            else break;
        }
        for (; i < items; i++) {
            for (int p = 0; p < depth; p++) out[outFrom + i + p * width] = x[from + i * itemStride + p * depthStride];
        }
    }

    private static void fourRows(double[] x, int from, int itemStride, int depth, double[] out, int outFrom) {
        int x1 = from + itemStride, x2 = x1 + itemStride, x3 = x2 + itemStride;
        for (int p = 0; p < depth; p++) {
            int to = outFrom + p * ROWS;
            out[to] = x[from + p];
            out[to + 1] = x[x1 + p];
            out[to + 2] = x[x2 + p];
            out[to + 3] = x[x3 + p];
        }
    }

    private static void fourColumns(double[] x, int from, int itemStride, int depth, double[] out, int outFrom) {
        int x1 = from + itemStride, x2 = x1 + itemStride, x3 = x2 + itemStride;
        for (int p = 0; p < depth; p++) {
            int to = outFrom + p * COLUMNS;
            out[to] = x[from + p];
            out[to + 1] = x[x1 + p];
            out[to + 2] = x[x2 + p];
            out[to + 3] = x[x3 + p];
        }
    }
}
