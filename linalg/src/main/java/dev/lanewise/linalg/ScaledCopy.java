package dev.lanewise.linalg;

/// A finite matrix as borrowed rows without gaps, divided by a power of two so that the largest of its elements is of magnitude 1.
record ScaledCopy(double[] elements, double scale, double largest) {

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
        double[] elements = backend.borrowDoubles(a.rows() * a.columns());
        Matrix source = view.columnStride() == 1 ? view : inRows(view, elements, backend);
        double largest = 0;
        for (int i = 0; i < source.rows(); i++) {
            double most = backend.kernels().doubles().maxAbs(source.data(), start(source, i), source.columns());
            if (!Double.isFinite(most)) MatrixChecks.finite(who, a, a.toArray());
            largest = Math.max(largest, most);
        }
        double scale = PowerOfTwo.near(largest);
        for (int i = 0; i < source.rows(); i++) {
            int from = start(source, i);
            backend.kernels().doubles().combine(1 / scale, source.data(), from, 0, source.data(), from, elements, i * source.columns(), source.columns());
        }
        return new ScaledCopy(elements, scale, largest / scale);
    }

    private static Matrix inRows(Matrix a, double[] elements, Backend backend) {
        backend.kernels().products().pack(a.data(), a.offset(), a.columnStride(), a.rowStride(), a.columns(), a.rows(), a.columns(), elements, 0);
        return new Matrix(a.rows(), a.columns(), elements, 0, a.columns(), 1);
    }

    private static int start(Matrix a, int row) {
        return a.offset() + row * a.rowStride();
    }

    /// The elements as a matrix, as long as they are borrowed.
    Matrix matrix(int rows, int columns) {
        return new Matrix(rows, columns, elements, 0, columns, 1);
    }

    void giveBack(Backend backend) {
        backend.giveBack(elements);
    }
}
