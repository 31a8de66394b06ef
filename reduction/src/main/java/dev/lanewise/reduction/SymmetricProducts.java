package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Triangle;

/// The upper triangle of `AᵀA`.
final class SymmetricProducts {

    private static final int PANELS = 4;
    private static final int LEAST_PANEL = 64;

    private SymmetricProducts() { }

    /// `C = C + AᵀA` for A `[rows, d]`, in and above the diagonal.
    static void add(int d, int rows, double[] a, double[] c, Backend backend) {
        backend.syrk(Triangle.UPPER, true, d, rows, 1, a, 0, d, 1, c, 0, d);
    }

    /// `C = AᵀA` for A `[rows, d]`, in and above the diagonal.
    static void of(int d, int rows, float[] a, float[] c, Backend backend) {
        int panel = panel(d);
        for (int from = 0; from < d; from += panel) {
            int width = Math.min(panel, d - from);
            backend.gemm(true, false, width, d - from, rows, 1f, a, from, d, a, from, d, 0f, c, from * d + from, d);
        }
    }

    private static int panel(int d) { return Math.max(LEAST_PANEL, Math.ceilDiv(d, PANELS)); }
}
