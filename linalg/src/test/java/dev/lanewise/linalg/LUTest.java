package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LUTest {

    /// `‖L‖ ‖U‖ / ‖A‖`, up to which rounding errors may grow.
    private static double growth(LU lu, Matrix a) {
        return a.norm() == 0 ? 1 : Math.max(1, lu.upper().maxAbs() / a.maxAbs());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#square")
    void multipliesOutToTheMatrix(Matrix a) {
        LU lu = LU.of(a);

        assertThat(lu.certify(a).residual()).isLessThan(LAPACK_PASSES * growth(lu, a));
        assertThat(lu.lower().maxAbs()).isLessThanOrEqualTo(1);
        int[] sorted = lu.permutation();
        Arrays.sort(sorted);
        assertThat(sorted).isEqualTo(IntStream.range(0, a.rows()).toArray());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#square")
    void solvesWithOneAndWithManyRightSides(Matrix a) {
        LU lu = LU.of(a);
        if (!lu.isRegular()) return;

        for (int columns : new int[] {0, 1, 3, 40}) {
            Matrix right = Matrix.gaussian(a.rows(), columns, 5).times(Math.max(1e-300, a.maxAbs()));
            assertThat(Systems.backwardError(a, lu.solve(right), right)).isLessThan(LAPACK_PASSES * growth(lu, a));
            assertThat(Systems.backwardError(a.transpose(), lu.solveTransposed(right), right)).isLessThan(LAPACK_PASSES * growth(lu, a));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 64, 100, 257})
    void theInverseInverts(int n) {
        Matrix a = Matrix.gaussian(n, n, 3);

        assertThat(Systems.inverseError(a, LU.of(a).inverse())).isLessThan(LAPACK_PASSES);
    }

    @Test
    void pivotsAreTheLargestThatRemain() {
        LU lu = LU.of(Matrix.of(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 10));

        assertThat(lu.permutation()).containsExactly(2, 0, 1);
        assertThat(lu.upper().row(0)).isEqualTo(Matrix.of(1, 3, 7, 8, 10));
        assertThat(lu.determinant()).isCloseTo(-3, within(1e-14));
        assertThat(lu.logDeterminant()).isCloseTo(Math.log(3), within(1e-14));
        assertThat(lu.determinantSign()).isEqualTo(-1);
    }

    @Test
    void theDeterminantOfAPermutationIsItsSign() {
        Matrix even = Matrix.of(3, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0);
        Matrix odd = Matrix.of(3, 3, 0, 1, 0, 1, 0, 0, 0, 0, 1);

        assertThat(LU.of(even).determinant()).isEqualTo(1);
        assertThat(LU.of(odd).determinant()).isEqualTo(-1);
        assertThat(LU.of(Matrix.zeros(0, 0)).determinant()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64, 100})
    void theConditionIsHardlyUnderestimated(int n) {
        Matrix a = Matrix.gaussian(n, n, 11);
        LU lu = LU.of(a);

        double condition = Systems.oneNorm(a) * Systems.oneNorm(lu.inverse());

        assertThat(lu.condition()).isBetween(condition / 3, condition * (1 + 1e-12));
    }

    /// In column j all elements of U's last column have doubled j times.
    @Test
    void wilkinsonsMatrixGrowsByTwoInEveryStep() {
        Matrix a = TestMatrices.growing(40);

        assertThat(LU.of(a).upper().get(39, 39)).isEqualTo(0x1p39);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 9, 100, 257, 600})
    void theNumberOfThreadsChangesNoBit(int n) {
        Matrix a = Matrix.gaussian(n, n, 1);
        Matrix right = Matrix.gaussian(n, 70, 2);

        LU one = LU.of(a, Backend.of(1));

        for (int threads : new int[] {2, 5}) {
            LU several = LU.of(a, Backend.of(threads));
            assertThat(several.upper()).isEqualTo(one.upper());
            assertThat(several.lower()).isEqualTo(one.lower());
            assertThat(several.solve(right)).isEqualTo(one.solve(right));
        }
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = Matrix.gaussian(100, 100, 9);

        LU expected = LU.of(a, Backend.named("scalar", 1));
        LU actual = LU.of(a);

        assertThat(actual.permutation()).isEqualTo(expected.permutation());
        assertThat(actual.upper().minus(expected.upper()).norm()).isLessThan(1e-12 * expected.upper().norm());
    }

    @Test
    void aSingularMatrixHasFactorsButNoSolution() {
        Matrix a = Matrix.of(3, 3, 1, 2, 3, 2, 4, 6, 1, 1, 1);
        LU lu = LU.of(a);

        assertThat(lu.isRegular()).isFalse();
        assertThat(lu.certify(a).residual()).isLessThan(LAPACK_PASSES);
        assertThat(lu.certify(a).warnings()).extracting(NumericalWarning::kind).containsExactly(NumericalWarning.Kind.ILL_CONDITIONED);
        assertThat(lu.determinant()).isZero();
        assertThat(lu.determinantSign()).isZero();
        assertThat(lu.logDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(lu.condition()).isInfinite();
        assertThatThrownBy(() -> lu.solve(Matrix.zeros(3, 1))).hasMessage("LU.solve: expected a matrix with an inverse, but pivot 2 of"
                + " [3 × 3] is zero. Solve in the sense of least squares instead.");
    }

    @Test
    void refusesWhatHasNoDecomposition() {
        assertThatThrownBy(() -> LU.of(Matrix.zeros(2, 3))).hasMessage("LU: expected a square matrix, but got [2 × 3]");
        assertThatThrownBy(() -> LU.of(Matrix.of(2, 2, 1, 2, 3, Double.NaN)))
                .hasMessage("LU: expected finite elements, but [2 × 2] has NaN in row 1, column 1");
        assertThatThrownBy(() -> LU.of(Matrix.identity(2)).solve(Matrix.zeros(3, 1)))
                .hasMessage("LU.solve: expected 2 rows on the right side, but got [3 × 1]");
    }

    @Test
    void refusesElementsWhoseFactorsOverflow() {
        assertThatThrownBy(() -> LU.of(Matrix.of(2, 2, 1e308, 1e308, -1e308, 1e308))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LU: expected factors within the range of double").hasMessageEndingWith("overflow. Divide the matrix by a power of two first");
    }
}
