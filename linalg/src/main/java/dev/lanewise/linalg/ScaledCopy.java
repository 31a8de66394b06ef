package dev.lanewise.linalg;

/// A finite matrix as borrowed rows without gaps, divided by a power of two so that its elements are of magnitude 1.
record ScaledCopy(double[] elements, double scale) {

    /// @throws IllegalArgumentException if an element is not finite, saying where
    static ScaledCopy of(String who, Matrix a, Backend backend) {
        return of(who, a, a, backend);
    }

    /// A copy of the transpose; an error speaks of the matrix itself.
    ///
    /// @throws IllegalArgumentException if an element is not finite, saying where
    static ScaledCopy transposed(String who, Matrix a, Backend backend) {
        return of(who, a, a.transpose(), backend);
    }

    private static ScaledCopy of(String who, Matrix a, Matrix view, Backend backend) {
        int size = a.rows() * a.columns();
        var kernels = backend.kernels().doubles();
        double[] elements = backend.borrowDoubles(size);
        copy(view, elements, backend);
        if (kernels.firstNonFinite(elements, 0, size) >= 0) MatrixChecks.finite(who, a, a.toArray());
        double scale = PowerOfTwo.near(kernels.maxAbs(elements, 0, size));
        if (scale != 1) kernels.scale(1 / scale, elements, 0, size);
        return new ScaledCopy(elements, scale);
    }

    private static void copy(Matrix a, double[] target, Backend backend) {
        if (a.columnStride() == 1) {
            a.copyTo(target, 0, a.columns());
        } else {
            backend.kernels().products().pack(a.data(), a.offset(), a.columnStride(), a.rowStride(), a.columns(), a.rows(), a.columns(),
                    target, 0);
        }
    }

    void giveBack(Backend backend) {
        backend.giveBack(elements);
    }
}
