package dev.lanewise.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The X that makes each column of `A X − B` as short as can be; where there are many, the shortest one.
///
/// `X = argmin ‖A X − B‖`
///
/// |                  | shape     |                                                             |
/// |------------------|-----------|-------------------------------------------------------------|
/// | A                | `[m × n]` | any shape and rank                                          |
/// | B                | `[m × p]` | right sides                                                 |
/// | `solution()`     | `[n × p]` | X                                                           |
/// | `residuals()`    | `p`       | `‖A x − b‖` of each right side                              |
///
/// Matrices of full rank are solved by QR, of A or of its transpose. Where the condition, which is estimated from R, says that the rank may be less,
/// QR with column pivoting decides it, and a second QR makes the solution the shortest: a complete orthogonal decomposition.
///
/// @see <a href="https://doi.org/10.1137/1.9781611971484">Björck: Numerical methods for least squares problems, chapter 2</a>
public final class LeastSquares {

    private static final double EPSILON = 0x1p-52;
    private static final double FEW_DIGITS = 1e-4;

    private final Matrix solution;
    private final double[] residuals;
    private final int rank;
    private final double condition;
    private final List<NumericalWarning> warnings;

    private LeastSquares(Matrix solution, double[] residuals, int rank, double condition, List<NumericalWarning> warnings) {
        this.solution = solution;
        this.residuals = residuals;
        this.rank = rank;
        this.condition = condition;
        this.warnings = warnings;
    }

    /// The solution on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if A or B are not finite or differ in their number of rows
    public static LeastSquares of(Matrix a, Matrix b) {
        return of(a, b, Backend.standard());
    }

    /// The solution on the given backend.
    ///
    /// @throws IllegalArgumentException if A or B are not finite or differ in their number of rows
    public static LeastSquares of(Matrix a, Matrix b, Backend backend) {
        MatrixChecks.rightSide("LeastSquares", a.rows(), b);
        MatrixChecks.finite("LeastSquares", a, a.toArray());
        MatrixChecks.finite("LeastSquares", b, b.toArray());
        return new Solver(a, b, backend).solve();
    }

    /// The steps from a problem to its solution.
    private record Solver(Matrix a, Matrix b, Backend backend) {

        LeastSquares solve() {
            int full = Math.min(a.rows(), a.columns());
            boolean wide = a.rows() < a.columns();
            QR qr = QR.of(wide ? a.transpose() : a, backend);
            double condition = condition(qr.r());
            if (!(condition * Math.max(a.rows(), a.columns()) * EPSILON < 1)) return ofLowRank(full, condition);
            Matrix x = wide ? shortest(qr, b) : solveR(qr.r(), false, qr.transposeTimes(b).rows(0, full));
            return result(x, full, full, condition);
        }

        /// The shortest x, of n elements, with `Rᵀ Qᵀ x = b`.
        private Matrix shortest(QR qr, Matrix right) {
            Matrix y = solveR(qr.r(), true, right);
            double[] padded = new double[MatrixChecks.size(a.columns(), right.columns())];
            y.copyTo(padded, 0, right.columns());
            return qr.times(Matrix.wrap(a.columns(), right.columns(), padded));
        }

        private LeastSquares ofLowRank(int full, double condition) {
            PivotedQR qr = PivotedQR.of(a, backend);
            int rank = qr.rank();
            Matrix right = qr.transposeTimes(b).rows(0, rank);
            Matrix shortest = shortest(QR.of(qr.r().rows(0, rank).transpose(), backend), right);
            int[] permutation = qr.permutation();
            double[] x = new double[MatrixChecks.size(a.columns(), b.columns())];
            for (int j = 0; j < a.columns(); j++) shortest.row(j).copyTo(x, permutation[j] * b.columns(), b.columns());
            return result(Matrix.wrap(a.columns(), b.columns(), x), rank, full, condition);
        }

        /// `R⁻¹ B`, or `R⁻ᵀ B`.
        private Matrix solveR(Matrix r, boolean transpose, Matrix right) {
            int k = r.rows();
            double[] x = right.toArray();
            backend.trsm(Side.LEFT, Triangle.UPPER, transpose, Diagonal.STORED, k, right.columns(), 1, r.data(), r.offset(), k,
                    x, 0, right.columns());
            return Matrix.wrap(k, right.columns(), x);
        }

        private double condition(Matrix r) {
            for (int i = 0; i < r.rows(); i++) {
                if (r.get(i, i) == 0) return Double.POSITIVE_INFINITY;
            }
            int k = r.rows();
            return OneNorm.estimate(k, x -> r.times(x, backend), x -> r.transpose().times(x, backend))
                    * OneNorm.estimate(k, x -> solveR(r, false, x), x -> solveR(r, true, x));
        }

        private LeastSquares result(Matrix x, int rank, int full, double condition) {
            Matrix difference = a.times(x, backend).minus(b);
            double[] residuals = new double[b.columns()];
            Arrays.setAll(residuals, j -> difference.column(j).norm());
            return new LeastSquares(x, residuals, rank, condition, warnings(rank, full, condition));
        }

        private static List<NumericalWarning> warnings(int rank, int full, double condition) {
            List<NumericalWarning> warnings = new ArrayList<>();
            if (rank < full) {
                warnings.add(PivotedQR.rankDeficient("LeastSquares", rank, full));
            } else if (!(condition * EPSILON < FEW_DIGITS)) {
                warnings.add(new NumericalWarning(NumericalWarning.Kind.ILL_CONDITIONED, condition, String.format(Locale.ROOT,
                        "LeastSquares: the condition number is about %.2g: few digits of the solution are true; scale the columns alike, or penalise"
                                + " long solutions", condition)));
            }
            return List.copyOf(warnings);
        }
    }

    /// X, `[n × p]`.
    public Matrix solution() {
        return solution;
    }

    /// `‖A x − b‖` of each right side.
    public double[] residuals() {
        return residuals.clone();
    }

    /// The numerical rank of A.
    public int rank() {
        return rank;
    }

    /// The condition number of A in the 1-norm of its triangular factor, estimated: rarely less than a third of it; infinite for a
    /// matrix that is singular beyond doubt, 0 for an empty one.
    public double condition() {
        return condition;
    }

    /// `RANK_DEFICIENT` or `ILL_CONDITIONED` where digits mean nothing; empty where all is well.
    public List<NumericalWarning> warnings() {
        return warnings;
    }

    /// Measures how far X is from a solution: what remains, `A X − B`, must be orthogonal to the columns of A.
    ///
    /// The residual is `‖Aᵀ (A X − B)‖ / (order ε ‖A‖ (‖A‖ ‖X‖ + ‖B‖))`; there are no orthonormal factors and no values.
    ///
    /// @throws IllegalArgumentException if A and B have other shapes than those of the problem
    public Quality certify(Matrix a, Matrix b) {
        Matrix difference = a.times(solution).minus(b);
        double scale = a.norm() * solution.norm() + b.norm();
        double distance = scale == 0 || a.norm() == 0 ? 0 : a.times(1 / a.norm()).transposeTimes(difference.times(1 / scale)).norm();
        int order = OrthogonalQuality.order(a);
        return new Quality(order, Quality.ratio(distance, 1, order), 0, Double.POSITIVE_INFINITY, warnings);
    }

    /// `LeastSquares([150 × 4], rank 4)`
    @Override
    public String toString() {
        return "LeastSquares([" + solution.rows() + " × " + solution.columns() + "], rank " + rank + ")";
    }
}
