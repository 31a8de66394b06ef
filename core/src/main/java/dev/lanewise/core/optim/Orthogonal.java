package dev.lanewise.core.optim;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;

/// The Newton–Schulz steps of [Muon].
record Orthogonal(Backend backend) {

    private static final int STEPS = 5;
    private static final float A = 3.4445f;
    private static final float B = -4.775f;
    private static final float C = 2.0315f;
    private static final double SMALLEST_NORM = 1e-7;

    /// Replaces a matrix `[rows, columns]` by one with the same singular vectors and singular values of about 1.
    void replace(float[] x, int rows, int columns) {
        int n = rows * columns, side = Math.min(rows, columns);
        if (n == 0) return;
        float[] square = backend.borrowFloats(side * side), polynomial = backend.borrowFloats(side * side), product = backend.borrowFloats(n);
        ElementKernels kernels = backend.kernels().elements();
        kernels.affine((float) (1 / (Math.sqrt(kernels.sumOfSquares(x, 0, n)) + SMALLEST_NORM)), x, 0, 0, x, 0, n);
        for (int step = 0; step < STEPS; step++) {
            multiply(x, rows, columns, square, polynomial, product);
            kernels.axpby(1, product, 0, A, x, 0, n);
        }
        backend.giveBack(square);
        backend.giveBack(polynomial);
        backend.giveBack(product);
    }

    /// `(b s + c s²) x` with `s = x xᵀ` or, for more rows than columns, `x (b s + c s²)` with `s = xᵀ x`.
    private void multiply(float[] x, int rows, int columns, float[] square, float[] polynomial, float[] product) {
        boolean wide = rows <= columns;
        int side = wide ? rows : columns, length = wide ? columns : rows;
        backend.gemm(!wide, wide, side, side, length, 1, x, 0, columns, x, 0, columns, 0, square, 0, side);
        System.arraycopy(square, 0, polynomial, 0, side * side);
        backend.gemm(false, false, side, side, side, C, square, 0, side, square, 0, side, B, polynomial, 0, side);
        if (wide) backend.gemm(false, false, rows, columns, rows, 1, polynomial, 0, side, x, 0, columns, 0, product, 0, columns);
        else backend.gemm(false, false, rows, columns, columns, 1, x, 0, columns, polynomial, 0, side, 0, product, 0, columns);
    }
}
