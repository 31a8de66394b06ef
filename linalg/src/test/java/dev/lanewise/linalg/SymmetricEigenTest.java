package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void multipliesOutToTheMatrixAndIsOrthonormal(Matrix a) {
        SymmetricEigen eigen = SymmetricEigen.of(a);

        Certificate certificate = eigen.certify(a);
        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
    }

    @Test
    void warnsWhereTwoAxesCannotBeToldApart() {
        Certificate clear = SymmetricEigen.of(Matrix.diagonal(1, 4, 2)).certify(Matrix.diagonal(1, 4, 2));
        Certificate close = SymmetricEigen.of(Matrix.diagonal(1, 4, 4)).certify(Matrix.diagonal(1, 4, 4));

        assertThat(clear.smallestGap()).isEqualTo(0.25);
        assertThat(clear.warnings()).isEmpty();
        assertThat(close.smallestGap()).isZero();
        assertThat(close.warnings()).extracting(NumericalWarning::kind).containsExactly(NumericalWarning.Kind.CLOSE_VALUES);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void valuesDescendAndVectorsHaveTheCanonicalSign(Matrix a) {
        SymmetricEigen eigen = SymmetricEigen.of(a);

        double[] values = eigen.values();
        for (int i = 1; i < values.length; i++) assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]);
        for (int j = 0; j < values.length; j++) {
            double[] vector = eigen.vectors().column(j).toArray();
            double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
            double first = Arrays.stream(vector).filter(x -> Math.abs(x) == largest).findFirst().orElseThrow();
            assertThat(first).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64, 100, 257})
    void findsTheKnownValuesOfTheSecondDifference(int n) {
        Matrix a = TestMatrices.of(n, n, (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0);

        double[] values = SymmetricEigen.of(a).values();

        for (int i = 0; i < n; i++) {
            double expected = 2 - 2 * Math.cos(Math.PI * (n - i) / (n + 1));
            assertThat(values[i]).isCloseTo(expected, within(4 * n * 0x1p-53 * LAPACK_PASSES));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 64, 257})
    void theNumberOfThreadsChangesNoBit(int n) {
        Matrix a = TestMatrices.symmetric(n);

        SymmetricEigen one = SymmetricEigen.of(a, Backend.of(1));
        SymmetricEigen three = SymmetricEigen.of(a, Backend.of(3));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.vectors()).isEqualTo(one.vectors());
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = TestMatrices.symmetric(100);

        double[] expected = SymmetricEigen.of(a, Backend.named("scalar", 1)).values();

        assertThat(SymmetricEigen.of(a).values()).containsExactly(expected, within(100 * 0x1p-53 * a.norm()));
    }

    @Test
    void refusesWhatHasNoDecomposition() {
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.zeros(2, 3)))
                .hasMessage("SymmetricEigen: expected a square matrix, but got [2 × 3]");
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(2, 2, 1, Double.NaN, 2, 3)))
                .hasMessage("SymmetricEigen: expected finite elements, but [2 × 2] has NaN in row 0, column 1");
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(2, 2, 1, 4, 2, 3)))
                .hasMessage("SymmetricEigen: expected a symmetric matrix, but element (1, 0) is 2.0 and element (0, 1) is 4.0");
    }

    @Test
    void printsItsRange() {
        assertThat(SymmetricEigen.of(Matrix.diagonal(1, 4, 2))).hasToString("SymmetricEigen(3 values, 4.00 … 1.00)");
        assertThat(SymmetricEigen.of(Matrix.zeros(0, 0))).hasToString("SymmetricEigen(0 values)");
    }
}
