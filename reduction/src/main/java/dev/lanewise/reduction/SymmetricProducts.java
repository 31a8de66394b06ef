package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Triangle;

/// The upper triangle of `AᵀA`.
final class SymmetricProducts {

    private SymmetricProducts() { }

    /// `C = C + AᵀA` for A `[rows, d]`, in and above the diagonal.
    static void add(int d, int rows, double[] a, double[] c, Backend backend) {
        backend.syrk(Triangle.UPPER, true, d, rows, 1, a, 0, d, 1, c, 0, d);
    }

    /// `C = AᵀA` for A `[rows, d]`, in and above the diagonal.
    static void of(int d, int rows, float[] a, float[] c, Backend backend) {
        backend.syrk(Triangle.UPPER, true, d, rows, 1f, a, 0, d, 0f, c, 0, d);
    }
}
