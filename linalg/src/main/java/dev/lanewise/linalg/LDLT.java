package dev.lanewise.linalg;

import java.util.Arrays;

/// The decomposition of a symmetric matrix, definite or not, with Bunch and Kaufman's pivoting.
///
/// `P A Pᵀ = L D Lᵀ`
///
/// |            | shape    |                                    |
/// |------------|----------|------------------------------------|
/// | `lower()` | `[n × n]`| L, lower triangular with a unit diagonal |
/// | `blocks()` | `[n × n]`| D, block diagonal with symmetric blocks of order one and two |
/// | `permutation()` | `n` | row i of `P A Pᵀ` is row and column `permutation()[i]` of A |
///
/// Every symmetric matrix has one. It needs half the arithmetic of [LU] and tells the signs of the eigenvalues. A matrix without an
/// inverse has a zero on the diagonal of D and can't be solved with. Positive definite matrices are faster with [Cholesky].
///
/// @see <a href="https://doi.org/10.1090/S0025-5718-1977-0428694-0">Bunch & Kaufman: Some stable methods for calculating inertia and solving symmetric linear systems</a>
public final class LDLT {

    private static final double SYMMETRY = 1e-10;

    private final int n;
    private final double[] upper;                            // Lᵀ, whose rows are contiguous
    private final double[] diagonal;
    private final double[] offDiagonal;
    private final int[] permutation;
    private final Backend backend;

    private LDLT(int n, double[] upper, BunchKaufman elimination, Backend backend) {
        this.n = n;
        this.upper = upper;
        this.diagonal = elimination.diagonal;
        this.offDiagonal = elimination.offDiagonal;
        this.permutation = elimination.permutation();
        this.backend = backend;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite, or its factors overflow
    public static LDLT of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend. Elements (i, j) and (j, i) may differ by a 1e-10th of the largest element; the upper one counts.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite, or its factors overflow
    public static LDLT of(Matrix a, Backend backend) {
        MatrixChecks.square("LDLT", a);
        int n = a.rows();
        double[] work = MatrixChecks.finiteCopy("LDLT", a, backend);
        MatrixChecks.symmetric("LDLT", Matrix.wrap(n, n, work), SYMMETRY);
        var elimination = BunchKaufman.eliminate(n, work, backend);
        for (int i = 0; i < n; i++) Arrays.fill(work, i * n, i * (n + 1), 0);
        MatrixChecks.stayedFinite("LDLT", a, work);
        MatrixChecks.stayedFinite("LDLT", a, elimination.diagonal);
        return new LDLT(n, work, elimination, backend);
    }

    /// L, with zeros above its diagonal of ones.
    public Matrix lower() {
        return Matrix.wrap(n, n, upper).transpose();
    }

    /// D, with zeros outside its blocks.
    public Matrix blocks() {
        double[] blocks = new double[n * n];
        for (int i = 0; i < n; i++) {
            blocks[i * (n + 1)] = diagonal[i];
            if (offDiagonal[i] == 0) continue;
            blocks[i * (n + 1) + 1] = offDiagonal[i];
            blocks[i * (n + 1) + n] = offDiagonal[i];
        }
        return Matrix.wrap(n, n, blocks);
    }

    /// Where the rows and columns of `P A Pᵀ` stand in A.
    public int[] permutation() {
        return permutation.clone();
    }

    /// Whether no pivot is zero, so that systems can be solved. Rounding hides most zeros: [#condition()] is the better question.
    public boolean isRegular() {
        return inertia().zero() == 0;
    }

    /// The X with `A X = right`.
    ///
    /// @throws IllegalArgumentException unless the right side has n rows
    /// @throws IllegalArgumentException if a pivot is zero
    public Matrix solve(Matrix right) {
        MatrixChecks.rightSide("LDLT.solve", n, right);
        requireRegular("LDLT.solve");
        int columns = right.columns();
        double[] y = new double[n * columns];
        for (int i = 0; i < n; i++) right.row(permutation[i]).copyTo(y, i * columns, columns);
        backend.trsm(Side.LEFT, Triangle.UPPER, true, Diagonal.UNIT, n, columns, 1, upper, 0, n, y, 0, columns);
        for (int i = 0; i < n; i++) i += divide(i, y, columns);
        backend.trsm(Side.LEFT, Triangle.UPPER, false, Diagonal.UNIT, n, columns, 1, upper, 0, n, y, 0, columns);
        double[] x = new double[n * columns];
        for (int i = 0; i < n; i++) System.arraycopy(y, i * columns, x, permutation[i] * columns, columns);
        return Matrix.wrap(n, columns, x);
    }

    /// Solves with the block of D that begins at `i`; returns how many rows it has beyond that one.
    private int divide(int i, double[] y, int columns) {
        int first = i * columns;
        if (offDiagonal[i] == 0) {
            for (int j = 0; j < columns; j++) y[first + j] /= diagonal[i];
            return 0;
        }
        int second = first + columns;
        double ratio1 = diagonal[i + 1] / offDiagonal[i];
        double ratio2 = diagonal[i] / offDiagonal[i];
        double scale = 1 / (ratio1 * ratio2 - 1);
        for (int j = 0; j < columns; j++) {
            double above = y[first + j] / offDiagonal[i];
            double below = y[second + j] / offDiagonal[i];
            y[first + j] = scale * (ratio1 * above - below);
            y[second + j] = scale * (ratio2 * below - above);
        }
        return 1;
    }

    /// How many eigenvalues are positive, negative and zero, judged by the pivots.
    public Inertia inertia() {
        int positive = 0;
        int pairs = 0;
        int zero = 0;
        for (int i = 0; i < n; i++) {
            if (offDiagonal[i] != 0) {
                pairs++;                                     // a pivot of order two is indefinite
                i++;
            } else if (diagonal[i] == 0) {
                zero++;
            } else if (diagonal[i] > 0) {
                positive++;
            }
        }
        return new Inertia(positive + pairs, n - positive - pairs - zero, zero);
    }

    /// `det A`; it overflows or vanishes easily, other than [#logDeterminant()].
    public double determinant() {
        double product = 1;
        for (int i = 0; i < n; i++) {
            product *= blockDeterminant(i);
            if (offDiagonal[i] != 0) i++;
        }
        return product;
    }

    /// `ln |det A|`, −∞ for a matrix without an inverse. [#inertia()] tells the sign.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (offDiagonal[i] == 0) {
                sum += Math.log(Math.abs(diagonal[i]));
                continue;
            }
            double e = offDiagonal[i];
            sum += 2 * Math.log(Math.abs(e)) + Math.log(Math.abs(diagonal[i] / e * (diagonal[i + 1] / e) - 1));
            i++;
        }
        return sum;
    }

    private double blockDeterminant(int i) {
        double e = offDiagonal[i];
        return e == 0 ? diagonal[i] : e * (diagonal[i] / e * diagonal[i + 1] - e);
    }

    /// The condition number `‖A‖₁ ‖A⁻¹‖₁`, estimated without A or its inverse: rarely less than a third of it, never more. Infinite
    /// for a matrix without an inverse, 0 for an empty one.
    public double condition() {
        if (!isRegular()) return Double.POSITIVE_INFINITY;
        return OneNorm.estimate(n, this::times, this::times) * OneNorm.estimate(n, this::solve, this::solve);
    }

    /// `A · x` out of the factors.
    private Matrix times(Matrix right) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = right.get(permutation[i], 0);
        backend.trmm(Side.LEFT, Triangle.UPPER, false, Diagonal.UNIT, n, 1, 1, upper, 0, n, x, 0, 1);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] += diagonal[i] * x[i];
            if (offDiagonal[i] == 0) continue;
            y[i] += offDiagonal[i] * x[i + 1];
            y[i + 1] += offDiagonal[i] * x[i];
        }
        backend.trmm(Side.LEFT, Triangle.UPPER, true, Diagonal.UNIT, n, 1, 1, upper, 0, n, y, 0, 1);
        for (int i = 0; i < n; i++) x[permutation[i]] = y[i];
        return Matrix.wrap(n, 1, x);
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix permuted = lower().times(blocks(), backend).times(lower().transpose(), backend);
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) product[permutation[i] * n + permutation[j]] = permuted.get(i, j);
        }
        return Quality.ofSystem("LDLT", n, a.minus(Matrix.wrap(n, n, product)).norm(), a.norm(), condition());
    }

    private void requireRegular(String who) {
        for (int i = 0; i < n; i++) {
            if (offDiagonal[i] != 0) {
                i++;
            } else if (diagonal[i] == 0) {
                throw new IllegalArgumentException(who + ": expected a matrix with an inverse, but pivot " + i + " of [" + n + " × " + n
                        + "] is zero. Solve in the sense of least squares instead.");
            }
        }
    }

    /// `LDLT[4 × 4]`
    @Override
    public String toString() {
        return "LDLT[" + n + " × " + n + "]";
    }
}
