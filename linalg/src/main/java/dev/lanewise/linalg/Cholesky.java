package dev.lanewise.linalg;

/// The Cholesky decomposition of a symmetric positive definite matrix.
///
/// `A = L Lᵀ`
///
/// |            | shape    |                                    |
/// |------------|----------|------------------------------------|
/// | `factor()` | `[n × n]`| L, lower triangular, diagonal > 0  |
///
/// The matrix is halved again and again, so that almost all of the time goes into products.
///
/// @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and stability of numerical algorithms, chapter 10</a>
public final class Cholesky {

    private static final int LEAF = 32;
    private static final double SYMMETRY = 1e-10;

    private final int n;
    private final double[] upper;                            // Lᵀ, whose rows are contiguous
    private final Backend backend;

    private Cholesky(int n, double[] upper, Backend backend) {
        this.n = n;
        this.upper = upper;
        this.backend = backend;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric, finite and positive definite
    public static Cholesky of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend. Elements (i, j) and (j, i) may differ by a 1e-10th of the largest element; the upper one counts.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric, finite and positive definite
    public static Cholesky of(Matrix a, Backend backend) {
        MatrixChecks.square("Cholesky", a);
        int n = a.rows();
        Matrix rows = a.columnStride() == 1 ? a : Matrix.wrap(n, n, a.toArray());
        double largest = 0;                                  // of a definite matrix, it stands on the diagonal
        for (int i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a.get(i, i)));
        if (!Double.isFinite(largest)) MatrixChecks.finite("Cholesky", a, a.toArray());
        double allowed = SYMMETRY * largest;
        double[] upper = new double[n * n];
        backend.parallel(n, LEAF, (from, to) -> {
            MatrixChecks.symmetric("Cholesky", rows, allowed, from, to);
            for (int i = from; i < to; i++) System.arraycopy(rows.data(), rows.offset() + i * rows.rowStride() + i, upper, i * (n + 1), n - i);
        });
        var cholesky = new Cholesky(n, upper, backend);
        cholesky.factor(0, n);
        return cholesky;
    }

    /// Replaces the triangle of the given order on the diagonal by its factor.
    private void factor(int from, int order) {
        if (order <= LEAF) {
            factorLeaf(from, order);
            return;
        }
        int half = (order / 2 + LEAF - 1) / LEAF * LEAF;
        int rest = order - half;
        int corner = from * (n + 1);
        int next = (from + half) * (n + 1);
        factor(from, half);
        backend.trsm(Side.LEFT, Triangle.UPPER, true, Diagonal.STORED, half, rest, 1, upper, corner, n, upper, corner + half, n);
        backend.syrk(Triangle.UPPER, true, rest, half, -1, upper, corner + half, n, 1, upper, next, n);
        factor(from + half, rest);
    }

    private void factorLeaf(int from, int order) {
        var kernels = backend.kernels().doubles();
        for (int i = from; i < from + order; i++) {
            int length = from + order - i;
            int row = i * (n + 1);
            double pivot = upper[row];
            if (!(pivot > 0)) {
                throw new IllegalArgumentException("Cholesky: expected a positive definite matrix, but pivot " + i + " of [" + n + " × " + n
                        + "] is " + pivot);
            }
            kernels.scale(1 / Math.sqrt(pivot), upper, row, length);
            for (int j = 1; j < length; j++) {
                kernels.axpy(-upper[row + j], upper, row + j, upper, row + j * (n + 1), length - j);
            }
        }
    }

    /// L, with zeros above its diagonal.
    public Matrix factor() {
        return Matrix.wrap(n, n, upper).transpose();
    }

    /// The X with `A X = right`.
    ///
    /// @throws IllegalArgumentException unless the right side has n rows
    public Matrix solve(Matrix right) {
        MatrixChecks.rightSide("Cholesky.solve", n, right);
        double[] x = right.toArray();
        int columns = right.columns();
        backend.trsm(Side.LEFT, Triangle.UPPER, true, Diagonal.STORED, n, columns, 1, upper, 0, n, x, 0, columns);
        backend.trsm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, n, columns, 1, upper, 0, n, x, 0, columns);
        return Matrix.wrap(n, columns, x);
    }

    /// `A⁻¹`, symmetric to the last bit. To solve systems, [#solve(Matrix)] is faster and more accurate.
    public Matrix inverse() {
        double[] root = Matrix.identity(n).toArray();
        double[] inverse = new double[n * n];
        backend.trsm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, n, n, 1, upper, 0, n, root, 0, n);
        backend.syrk(Triangle.LOWER, false, n, n, 1, root, 0, n, 0, inverse, 0, n);
        backend.mirror(Triangle.LOWER, n, inverse, 0, n);
        return Matrix.wrap(n, n, inverse);
    }

    /// `ln det A`
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += Math.log(upper[i * (n + 1)]);
        return 2 * sum;
    }

    /// The condition number `‖A‖₁ ‖A⁻¹‖₁`, estimated without A or its inverse: rarely less than a third of it, never more. 0 for an empty matrix.
    public double condition() {
        return OneNorm.estimate(n, this::times, this::times) * OneNorm.estimate(n, this::solve, this::solve);
    }

    /// `A · x` out of the factors.
    private Matrix times(Matrix right) {
        double[] x = right.toArray();
        int columns = right.columns();
        backend.trmm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, n, columns, 1, upper, 0, n, x, 0, columns);
        backend.trmm(Side.LEFT, Triangle.UPPER, true, Diagonal.STORED, n, columns, 1, upper, 0, n, x, 0, columns);
        return Matrix.wrap(n, columns, x);
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix product = factor().times(factor().transpose(), backend);
        return Quality.ofSystem("Cholesky", n, a.minus(product).norm(), a.norm(), condition());
    }

    /// `Cholesky[4 × 4]`
    @Override
    public String toString() {
        return "Cholesky[" + n + " × " + n + "]";
    }
}
