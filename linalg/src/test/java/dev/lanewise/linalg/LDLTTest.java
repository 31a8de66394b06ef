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

class LDLTTest {

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void multipliesOutToTheMatrix(Matrix a) {
        LDLT ldlt = LDLT.of(a);

        assertThat(ldlt.certify(a).residual()).isLessThan(LAPACK_PASSES);
        int[] sorted = ldlt.permutation();
        Arrays.sort(sorted);
        assertThat(sorted).isEqualTo(IntStream.range(0, a.rows()).toArray());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void solvesWithOneAndWithManyRightSides(Matrix a) {
        LDLT ldlt = LDLT.of(a);
        if (!ldlt.isRegular()) return;

        for (int columns : new int[] {0, 1, 3, 40}) {
            Matrix right = Matrix.gaussian(a.rows(), columns, 5).times(Math.max(1e-300, a.maxAbs()));
            assertThat(Systems.backwardError(a, ldlt.solve(right), right)).isLessThan(LAPACK_PASSES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64, 100, 257})
    void theInertiaIsThatOfTheEigenvalues(int n) {
        Matrix a = TestMatrices.symmetric(n);

        double[] values = SymmetricEigen.of(a).values();

        int positive = (int) Arrays.stream(values).filter(x -> x > 0).count();
        assertThat(LDLT.of(a).inertia()).isEqualTo(new Inertia(positive, n - positive, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64})
    void theDeterminantIsThatOfLU(int n) {
        Matrix a = TestMatrices.symmetric(n);
        LDLT ldlt = LDLT.of(a);
        LU lu = LU.of(a);

        assertThat(ldlt.determinant()).isCloseTo(lu.determinant(), within(1e-11 * Math.abs(lu.determinant())));
        assertThat(ldlt.logDeterminant()).isCloseTo(lu.logDeterminant(), within(1e-11 * n));
        assertThat(ldlt.condition()).isCloseTo(lu.condition(), within(0.7 * lu.condition()));
    }

    @Test
    void aZeroDiagonalNeedsPivotsOfOrderTwo() {
        Matrix a = Matrix.of(2, 2, 0, 3, 3, 0);

        LDLT ldlt = LDLT.of(a);

        assertThat(ldlt.blocks()).isEqualTo(a);
        assertThat(ldlt.inertia()).isEqualTo(new Inertia(1, 1, 0));
        assertThat(ldlt.determinant()).isEqualTo(-9);
        assertThat(ldlt.solve(Matrix.of(2, 1, 3, 6))).isEqualTo(Matrix.of(2, 1, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 33, 100, 257, 500})
    void theNumberOfThreadsChangesNoBit(int n) {
        Matrix a = TestMatrices.symmetric(n);
        Matrix right = Matrix.gaussian(n, 70, 2);

        LDLT one = LDLT.of(a, Backend.of(1));

        for (int threads : new int[] {2, 5}) {
            LDLT several = LDLT.of(a, Backend.of(threads));
            assertThat(several.lower()).isEqualTo(one.lower());
            assertThat(several.blocks()).isEqualTo(one.blocks());
            assertThat(several.solve(right)).isEqualTo(one.solve(right));
        }
    }

    @Test
    void aSingularMatrixHasFactorsButNoSolution() {
        Matrix a = Matrix.diagonal(2, 0, -1);
        LDLT ldlt = LDLT.of(a);

        assertThat(ldlt.inertia()).isEqualTo(new Inertia(1, 1, 1));
        assertThat(ldlt.determinant()).isZero();
        assertThat(ldlt.logDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ldlt.condition()).isInfinite();
        assertThatThrownBy(() -> ldlt.solve(Matrix.zeros(3, 1))).hasMessage("LDLT.solve: expected a matrix with an inverse, but pivot 1 of"
                + " [3 × 3] is zero. Solve in the sense of least squares instead.");
    }

    @Test
    void refusesWhatHasNoDecomposition() {
        assertThatThrownBy(() -> LDLT.of(Matrix.zeros(2, 3))).hasMessage("LDLT: expected a square matrix, but got [2 × 3]");
        assertThatThrownBy(() -> LDLT.of(Matrix.of(2, 2, 1, 2, 3, 9)))
                .hasMessage("LDLT: expected a symmetric matrix, but element (1, 0) is 3.0 and element (0, 1) is 2.0");
        assertThatThrownBy(() -> LDLT.of(Matrix.of(2, 2, 1, 2, 2, Double.NaN)))
                .hasMessage("LDLT: expected finite elements, but [2 × 2] has NaN in row 1, column 1");
        assertThatThrownBy(() -> LDLT.of(Matrix.identity(2)).solve(Matrix.zeros(3, 1)))
                .hasMessage("LDLT.solve: expected 2 rows on the right side, but got [3 × 1]");
    }

    @Test
    void refusesElementsWhoseFactorsOverflow() {
        assertThatThrownBy(() -> LDLT.of(Matrix.of(2, 2, 1e308, 1e308, 1e308, -1e308))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LDLT: expected factors within the range of double").hasMessageEndingWith("overflow. Divide the matrix by a power of two first");
    }
}
