package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// Singular vectors as rows of an array of leading dimension `ld`, of which a block of columns is not zero.
record SingularRows(double[] rows, int ld, int from, int width, DoubleKernels kernels) {

    /// No vectors: whatever happens to them costs nothing.
    static SingularRows none(DoubleKernels kernels) {
        return new SingularRows(new double[0], 0, 0, 0, kernels);
    }

    /// The same rows in another block of columns.
    SingularRows columns(int from, int width) {
        return new SingularRows(rows, ld, from, ld == 0 ? 0 : width, kernels);
    }

    int at(int i) {
        return i * ld + from;
    }

    /// `(x, y) = (c·x + s·y, c·y − s·x)` for the rows i and j.
    void rotate(int i, int j, double c, double s) {
        if (width > 0) kernels.rotate(rows, at(i), rows, at(j), c, -s, width);
    }

    void negate(int i) {
        if (width > 0) kernels.scale(-1, rows, at(i), width);
    }
}
