package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LeastSquaresTest {

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#general")
    void whatRemainsIsOrthogonalToTheColumns(Matrix a) {
        Matrix b = Matrix.gaussian(a.rows(), 2, 5).times(Math.max(a.maxAbs(), 1e-300));

        LeastSquares solved = LeastSquares.of(a, b);

        assertThat(solved.certify(a, b).residual()).isLessThan(LAPACK_PASSES);
        assertThat(solved.solution().rows()).isEqualTo(a.columns());
    }

    /// The pseudoinverse of the SVD gives the shortest solution another way.
    @ParameterizedTest
    @CsvSource({"40, 30", "30, 40", "50, 50", "200, 20", "20, 200"})
    void theSolutionIsTheShortestOne(int m, int n) {
        Matrix b = Matrix.gaussian(m, 3, 5);
        for (Matrix a : new Matrix[] {Matrix.gaussian(m, n, 4), TestMatrices.withSingularValues(m, n, TestMatrices::ofLowRank), Matrix.zeros(m, n)}) {
            LeastSquares solved = LeastSquares.of(a, b);
            SVD svd = SVD.of(a);
            Matrix expected = svd.pseudoInverse().times(b);

            double condition = svd.rank() == 0 ? 1 : svd.values()[0] / svd.values()[svd.rank() - 1];
            double tolerance = LAPACK_PASSES * Math.max(m, n) * 0x1p-53 * condition * condition * expected.norm();
            assertThat(solved.rank()).isEqualTo(svd.rank());
            assertThat(solved.solution().minus(expected).norm()).isLessThanOrEqualTo(tolerance);
        }
    }

    /// numpy 1.24.2, numpy.linalg.lstsq.
    @Test
    void agreesWithNumpy() {
        Matrix singular = Matrix.of(4, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Matrix wide = Matrix.of(2, 4, 1, 2, 3, 4, 2, 0, 1, -1);
        Matrix line = Matrix.of(4, 2, 1, 1, 1, 2, 1, 3, 1, 4);

        LeastSquares first = LeastSquares.of(singular, Matrix.of(4, 1, 1, 0, 2, -1));
        LeastSquares second = LeastSquares.of(wide, Matrix.of(2, 1, 1, 2));
        LeastSquares third = LeastSquares.of(line, Matrix.of(4, 1, 6, 5, 7, 10));

        assertThat(first.solution().toArray()).containsExactly(
                new double[] {-0.7277777777777771, -0.04444444444444334, 0.6388888888888872}, within(1e-14));
        assertThat(first.rank()).isEqualTo(2);
        assertThat(second.solution().toArray()).containsExactly(
                new double[] {0.681564245810056, 0.0446927374301677, 0.39664804469273746, -0.240223463687151}, within(1e-15));
        assertThat(third.solution().toArray()).containsExactly(new double[] {3.5, 1.4}, within(1e-14));
        assertThat(third.residuals()).containsExactly(new double[] {Math.sqrt(4.2)}, within(1e-14));
    }

    @Test
    void warnsWhereDigitsMeanNothing() {
        Matrix b = Matrix.gaussian(20, 1, 5);
        Matrix regular = Matrix.gaussian(20, 10, 6);

        assertThat(LeastSquares.of(regular, b).warnings()).isEmpty();
        assertThat(LeastSquares.of(TestMatrices.withSingularValues(20, 10, i -> i < 9 ? 1 : 1e-13), b).warnings())
                .extracting(NumericalWarning::kind).containsExactly(NumericalWarning.Kind.ILL_CONDITIONED);
        NumericalWarning deficient = LeastSquares.of(TestMatrices.withSingularValues(20, 10, i -> i < 9 ? 1 : 0), b).warnings().getFirst();
        assertThat(deficient.kind()).isEqualTo(NumericalWarning.Kind.RANK_DEFICIENT);
        assertThat(deficient.evidence()).isEqualTo(9);
        assertThat(deficient).hasToString("LeastSquares: expected rank 10, but within rounding it is 9: some columns or rows depend on the"
                + " others; drop them, or take the solution of minimal norm that LeastSquares gives");
    }

    @Test
    void refusesWhatItCannotSolve() {
        assertThatThrownBy(() -> LeastSquares.of(Matrix.zeros(3, 2), Matrix.zeros(2, 1)))
                .hasMessage("LeastSquares: expected 3 rows on the right side, but got [2 × 1]");
        assertThatThrownBy(() -> LeastSquares.of(Matrix.of(2, 1, 1, Double.NaN), Matrix.zeros(2, 1)))
                .hasMessage("LeastSquares: expected finite elements, but [2 × 1] has NaN in row 1, column 0");
    }

    @Test
    void printsItsRank() {
        assertThat(LeastSquares.of(Matrix.identity(3), Matrix.zeros(3, 1))).hasToString("LeastSquares([3 × 1], rank 3)");
    }
}
