package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// The Cholesky decomposition of a symmetric positive definite matrix.
///
/// `A = L Lᵀ`
///
/// |            | shape    |                                    |
/// |------------|----------|------------------------------------|
/// | `factor()` | `[n × n]`| L, lower triangular, diagonal > 0  |
///
/// @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and stability of numerical algorithms, chapter 10</a>
public final class Cholesky {

    private static final int BLOCK = 64;
    private static final double SYMMETRY = 1e-10;

    private final int n;
    private final double[] factor;
    private final Backend backend;

    private Cholesky(int n, double[] factor, Backend backend) {
        this.n = n;
        this.factor = factor;
        this.backend = backend;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric, finite and positive definite
    public static Cholesky of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend. Elements (i, j) and (j, i) may differ by a 1e-10th of the largest element; the lower one counts.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric, finite and positive definite
    public static Cholesky of(Matrix a, Backend backend) {
        MatrixChecks.square("Cholesky", a);
        int n = a.rows();
        double[] work = a.toArray();
        MatrixChecks.finite("Cholesky", a, work);
        MatrixChecks.symmetric("Cholesky", n, work, SYMMETRY);
        var cholesky = new Cholesky(n, work, backend);
        for (int from = 0; from < n; from += BLOCK) cholesky.eliminate(from, Math.min(BLOCK, n - from));
        for (int i = 0; i < n; i++) java.util.Arrays.fill(work, i * n + i + 1, (i + 1) * n, 0);
        return cholesky;
    }

    /// Finishes columns `from … from + size − 1` after all columns before them.
    private void eliminate(int from, int size) {
        int below = n - from;
        backend.gemm(false, true, below, size, from, -1.0, factor, from * n, n, factor, from * n, n,
                1.0, factor, from * n + from, n);
        for (int i = from; i < from + size; i++) {
            finishRow(i, from, i);
            finishDiagonal(i, from);
        }
        backend.parallel(below - size, BLOCK, (a, b) -> {
            for (int i = a; i < b; i++) finishRow(from + size + i, from, from + size);
        });
    }

    /// `L(i, j)` for `from ≤ j < to`.
    private void finishRow(int i, int from, int to) {
        DoubleKernels kernels = backend.kernels().doubles();
        int row = i * n;
        for (int j = from; j < to; j++) {
            double inner = kernels.dot(factor, row + from, factor, j * n + from, j - from);
            factor[row + j] = (factor[row + j] - inner) / factor[j * n + j];
        }
    }

    private void finishDiagonal(int i, int from) {
        int row = i * n;
        double pivot = factor[row + i] - backend.kernels().doubles().dot(factor, row + from, factor, row + from, i - from);
        if (!(pivot > 0)) {
            throw new IllegalArgumentException("Cholesky: expected a positive definite matrix, but pivot " + i + " of [" + n + " × " + n
                    + "] is " + pivot);
        }
        factor[row + i] = Math.sqrt(pivot);
    }

    /// L, with zeros above its diagonal.
    public Matrix factor() {
        return Matrix.wrap(n, n, factor);
    }

    /// The X with `A X = right`.
    ///
    /// @throws IllegalArgumentException unless the right side has n rows
    public Matrix solve(Matrix right) {
        MatrixChecks.rightSide("Cholesky.solve", n, right);
        int columns = right.columns();
        double[] x = right.toArray();
        DoubleKernels kernels = backend.kernels().doubles();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) kernels.axpy(-factor[i * n + j], x, j * columns, x, i * columns, columns);
            kernels.scale(1 / factor[i * n + i], x, i * columns, columns);
        }
        for (int i = n - 1; i >= 0; i--) {
            kernels.scale(1 / factor[i * n + i], x, i * columns, columns);
            for (int j = 0; j < i; j++) kernels.axpy(-factor[i * n + j], x, i * columns, x, j * columns, columns);
        }
        return Matrix.wrap(n, columns, x);
    }

    /// `ln det A`
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += Math.log(factor[i * n + i]);
        return 2 * sum;
    }

    /// `Cholesky[4 × 4]`
    @Override
    public String toString() {
        return "Cholesky[" + n + " × " + n + "]";
    }
}
