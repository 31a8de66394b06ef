package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#definite")
    void multipliesOutToTheMatrix(Matrix a) {
        Cholesky cholesky = Cholesky.of(a);

        assertThat(cholesky.certify(a).residual()).isLessThan(LAPACK_PASSES);
        Matrix l = cholesky.factor();
        for (int i = 0; i < a.rows(); i++) {
            assertThat(l.get(i, i)).isPositive();
            for (int j = i + 1; j < a.rows(); j++) assertThat(l.get(i, j)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#definite")
    void solvesWithOneAndWithManyRightSides(Matrix a) {
        Cholesky cholesky = Cholesky.of(a);

        for (int columns : new int[] {0, 1, 3, 40}) {
            Matrix right = Matrix.gaussian(a.rows(), columns, 5);
            assertThat(Systems.backwardError(a, cholesky.solve(right), right)).isLessThan(LAPACK_PASSES);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#definite")
    void theInverseIsSymmetricAndInverts(Matrix a) {
        Cholesky cholesky = Cholesky.of(a);

        Matrix inverse = cholesky.inverse();

        assertThat(inverse).isEqualTo(inverse.transpose());
        assertThat(Systems.inverseError(a, inverse)).isLessThan(LAPACK_PASSES);
    }

    @Test
    void theDeterminantIsTheProductOfTheEigenvalues() {
        Matrix a = TestMatrices.definite(20);

        double sum = 0;
        for (double value : SymmetricEigen.of(a).values()) sum += Math.log(value);

        assertThat(Cholesky.of(a).logDeterminant()).isCloseTo(sum, within(20 * 1e-15 * Math.abs(sum)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64, 100})
    void theConditionIsHardlyUnderestimated(int n) {
        Matrix a = TestMatrices.definite(n);
        Cholesky cholesky = Cholesky.of(a);

        double condition = Systems.oneNorm(a) * Systems.oneNorm(cholesky.inverse());

        assertThat(cholesky.condition()).isBetween(condition / 3, condition * (1 + n * 1e-14));
    }

    @Test
    void warnsWhereSolutionsHaveFewDigits() {
        Matrix hilbert = TestMatrices.hilbert(11);

        Quality certificate = Cholesky.of(hilbert).certify(hilbert);

        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(NumericalWarning.Kind.ILL_CONDITIONED);
            assertThat(warning.sentence()).startsWith("Cholesky: the condition number is about 1.2e+15: solutions have 0 true digits at most");
        });
        assertThat(Cholesky.of(TestMatrices.definite(11)).certify(TestMatrices.definite(11)).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100, 257, 400})
    void theNumberOfThreadsChangesNoBit(int n) {
        Matrix a = TestMatrices.definite(n);
        Matrix right = Matrix.gaussian(n, 300, 1);

        Cholesky one = Cholesky.of(a, Backend.of(1));

        for (int threads : new int[] {2, 5}) {
            Cholesky several = Cholesky.of(a, Backend.of(threads));
            assertThat(several.factor()).isEqualTo(one.factor());
            assertThat(several.solve(right)).isEqualTo(one.solve(right));
            assertThat(several.inverse()).isEqualTo(one.inverse());
        }
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = TestMatrices.definite(100);

        Matrix expected = Cholesky.of(a, Backend.named("scalar", 1)).factor();

        assertThat(Cholesky.of(a).factor().minus(expected).norm()).isLessThan(1e-13 * expected.norm());
    }

    /// The factor of the Pascal matrix is exact.
    @Test
    void thePascalMatrixHasBinomialCoefficients() {
        Matrix pascal = Matrix.of(4, 4, 1, 1, 1, 1, 1, 2, 3, 4, 1, 3, 6, 10, 1, 4, 10, 20);

        assertThat(Cholesky.of(pascal).factor()).isEqualTo(Matrix.of(4, 4, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2, 1, 0, 1, 3, 3, 1));
        assertThat(Cholesky.of(pascal).logDeterminant()).isZero();
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.of(Matrix.diagonal(1, 2, -3)))
                .hasMessage("Cholesky: expected a positive definite matrix, but pivot 2 of [3 × 3] is -3.0");
        assertThatThrownBy(() -> Cholesky.of(Matrix.zeros(2, 2)))
                .hasMessage("Cholesky: expected a positive definite matrix, but pivot 0 of [2 × 2] is 0.0");
        assertThatThrownBy(() -> Cholesky.of(Matrix.of(2, 2, 1, 2, 3, 9)))
                .hasMessage("Cholesky: expected a symmetric matrix, but element (1, 0) is 3.0 and element (0, 1) is 2.0");
        assertThatThrownBy(() -> Cholesky.of(Matrix.of(2, 2, 1, 2, 2, Double.POSITIVE_INFINITY)))
                .hasMessage("Cholesky: expected finite elements, but [2 × 2] has Infinity in row 1, column 1");
        assertThatThrownBy(() -> Cholesky.of(Matrix.zeros(2, 3)))
                .hasMessage("Cholesky: expected a square matrix, but got [2 × 3]");
        assertThatThrownBy(() -> Cholesky.of(Matrix.identity(2)).solve(Matrix.zeros(3, 1)))
                .hasMessage("Cholesky.solve: expected 2 rows on the right side, but got [3 × 1]");
    }
}
