package dev.lanewise.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The LU decomposition of a square matrix, with partial pivoting.
///
/// `P A = L U`
///
/// |            | shape    |                                    |
/// |------------|----------|------------------------------------|
/// | `lower()` | `[n × n]`| L, lower triangular with a unit diagonal and no element larger than 1 |
/// | `upper()` | `[n × n]`| U, upper triangular |
/// | `permutation()` | `n` | row i of `P A` is row `permutation()[i]` of A |
///
/// Every square matrix has one. A matrix without an inverse has a zero on the diagonal of U and can't be solved with.
///
/// Columns are halved again and again, so that almost all of the time goes into products.
///
/// @see <a href="https://doi.org/10.1137/S0895479896297744">Toledo: Locality of reference in LU decomposition with partial pivoting</a>
/// @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and stability of numerical algorithms, chapter 9</a>
public final class LU {

    private final int n;
    private final double[] factors;
    private final int[] permutation;
    private final boolean odd;
    private final Backend backend;

    private LU(int n, double[] factors, int[] permutation, boolean odd, Backend backend) {
        this.n = n;
        this.factors = factors;
        this.permutation = permutation;
        this.odd = odd;
        this.backend = backend;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not square and finite, or its factors overflow
    public static LU of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not square and finite, or its factors overflow
    public static LU of(Matrix a, Backend backend) {
        MatrixChecks.square("LU", a);
        int n = a.rows();
        double[] work = MatrixChecks.finiteCopy("LU", a, backend);
        int[] pivots = new Elimination(n, n, work, backend).run();
        MatrixChecks.stayedFinite("LU", a, work);
        int[] permutation = IntStream.range(0, n).toArray();
        boolean odd = false;
        for (int i = 0; i < n; i++) {
            odd ^= pivots[i] != i;
            int row = permutation[i];
            permutation[i] = permutation[pivots[i]];
            permutation[pivots[i]] = row;
        }
        return new LU(n, work, permutation, odd, backend);
    }

    /// L, with zeros above its diagonal of ones.
    public Matrix lower() {
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(factors, i * n, lower, i * n, i);
            lower[i * (n + 1)] = 1;
        }
        return Matrix.wrap(n, n, lower);
    }

    /// U, with zeros below its diagonal.
    public Matrix upper() {
        double[] upper = factors.clone();
        for (int i = 0; i < n; i++) Arrays.fill(upper, i * n, i * (n + 1), 0);
        return Matrix.wrap(n, n, upper);
    }

    /// Where the rows of `P A` stand in A.
    public int[] permutation() {
        return permutation.clone();
    }

    /// Whether no pivot is zero, so that systems can be solved. Rounding hides most zeros: [#condition()] is the better question.
    public boolean isRegular() {
        return zeroPivot() < 0;
    }

    /// The X with `A X = right`.
    ///
    /// @throws IllegalArgumentException unless the right side has n rows
    /// @throws IllegalArgumentException if a pivot is zero
    public Matrix solve(Matrix right) {
        MatrixChecks.rightSide("LU.solve", n, right);
        requireRegular("LU.solve");
        int columns = right.columns();
        double[] x = new double[n * columns];
        for (int i = 0; i < n; i++) right.row(permutation[i]).copyTo(x, i * columns, columns);
        backend.trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, n, columns, 1, factors, 0, n, x, 0, columns);
        backend.trsm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, n, columns, 1, factors, 0, n, x, 0, columns);
        return Matrix.wrap(n, columns, x);
    }

    /// The X with `Aᵀ X = right`.
    ///
    /// @throws IllegalArgumentException unless the right side has n rows
    /// @throws IllegalArgumentException if a pivot is zero
    public Matrix solveTransposed(Matrix right) {
        MatrixChecks.rightSide("LU.solveTransposed", n, right);
        requireRegular("LU.solveTransposed");
        int columns = right.columns();
        double[] y = right.toArray();
        backend.trsm(Side.LEFT, Triangle.UPPER, true, Diagonal.STORED, n, columns, 1, factors, 0, n, y, 0, columns);
        backend.trsm(Side.LEFT, Triangle.LOWER, true, Diagonal.UNIT, n, columns, 1, factors, 0, n, y, 0, columns);
        double[] x = new double[n * columns];
        for (int i = 0; i < n; i++) System.arraycopy(y, i * columns, x, permutation[i] * columns, columns);
        return Matrix.wrap(n, columns, x);
    }

    /// `A⁻¹`. To solve systems, [#solve(Matrix)] is faster and more accurate.
    ///
    /// @throws IllegalArgumentException if a pivot is zero
    public Matrix inverse() {
        requireRegular("LU.inverse");
        return solve(Matrix.identity(n));
    }

    /// `det A`; it overflows or vanishes easily, other than [#logDeterminant()].
    public double determinant() {
        double product = odd ? -1 : 1;
        for (int i = 0; i < n; i++) product *= factors[i * (n + 1)];
        return product;
    }

    /// `ln |det A|`, −∞ for a matrix without an inverse. [#determinantSign()] has what the logarithm loses.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += Math.log(Math.abs(factors[i * (n + 1)]));
        return sum;
    }

    /// The sign of `det A`: 1, −1, or 0 for a matrix without an inverse.
    public int determinantSign() {
        int sign = odd ? -1 : 1;
        for (int i = 0; i < n; i++) sign *= (int) Math.signum(factors[i * (n + 1)]);
        return sign;
    }

    /// The condition number `‖A‖₁ ‖A⁻¹‖₁`, estimated without A or its inverse: rarely less than a third of it, never more. Infinite
    /// for a matrix without an inverse, 0 for an empty one.
    public double condition() {
        if (!isRegular()) return Double.POSITIVE_INFINITY;
        return OneNorm.estimate(n, this::times, this::transposeTimes) * OneNorm.estimate(n, this::solve, this::solveTransposed);
    }

    /// `A · x` out of the factors.
    private Matrix times(Matrix right) {
        double[] y = right.toArray();
        backend.trmm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, n, 1, 1, factors, 0, n, y, 0, 1);
        backend.trmm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, n, 1, 1, factors, 0, n, y, 0, 1);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[permutation[i]] = y[i];
        return Matrix.wrap(n, 1, x);
    }

    /// `Aᵀ · x` out of the factors.
    private Matrix transposeTimes(Matrix right) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = right.get(permutation[i], 0);
        backend.trmm(Side.LEFT, Triangle.LOWER, true, Diagonal.UNIT, n, 1, 1, factors, 0, n, x, 0, 1);
        backend.trmm(Side.LEFT, Triangle.UPPER, true, Diagonal.STORED, n, 1, 1, factors, 0, n, x, 0, 1);
        return Matrix.wrap(n, 1, x);
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix permuted = lower().times(upper(), backend);
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) permuted.row(i).copyTo(product, permutation[i] * n, n);
        return Quality.ofSystem("LU", n, a.minus(Matrix.wrap(n, n, product)).norm(), a.norm(), condition());
    }

    private int zeroPivot() {
        return IntStream.range(0, n).filter(i -> factors[i * (n + 1)] == 0).findFirst().orElse(-1);
    }

    private void requireRegular(String who) {
        int zero = zeroPivot();
        if (zero < 0) return;
        throw new IllegalArgumentException(who + ": expected a matrix with an inverse, but pivot " + zero + " of [" + n + " × " + n
                + "] is zero. Solve in the sense of least squares instead.");
    }

    /// `LU[4 × 4]`
    @Override
    public String toString() {
        return "LU[" + n + " × " + n + "]";
    }
}
