package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralizedEigenTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 64, 100, 257})
    void multipliesOutAndIsOrthonormalInTheMetricOfB(int n) {
        Matrix a = TestMatrices.symmetric(n);
        Matrix b = TestMatrices.definite(n);

        Quality certificate = GeneralizedEigen.of(a, b).certify(a, b);

        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 100})
    void isTheOrdinaryDecompositionWhereBIsTheIdentity(int n) {
        Matrix a = TestMatrices.symmetric(n);

        GeneralizedEigen generalized = GeneralizedEigen.of(a, Matrix.identity(n));

        SymmetricEigen ordinary = SymmetricEigen.of(a);
        assertThat(generalized.values()).containsExactly(ordinary.values(), within(n * 0x1p-53 * a.norm()));
        assertThat(generalized.vectors().minus(ordinary.vectors()).norm()).isLessThan(1e-9);
    }

    @Test
    void valuesDescendAndVectorsHaveTheCanonicalSign() {
        GeneralizedEigen eigen = GeneralizedEigen.of(TestMatrices.symmetric(17), TestMatrices.definite(17));

        double[] values = eigen.values();
        for (int i = 1; i < values.length; i++) assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]);
        for (int j = 0; j < values.length; j++) {
            double[] vector = eigen.vectors().column(j).toArray();
            double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
            assertThat(Arrays.stream(vector).max().orElseThrow()).isEqualTo(largest);
        }
    }

    /// `numpy 1.24.2, scipy 1.10.1: s = i + j; p = i · j; scipy.linalg.eigvalsh((p * s + 2 * s) % 17 - 8.0, minimum(i, j) + 1.0)`
    /// over 9 rows.
    @Test
    void agreesWithScipy() {
        Matrix a = TestMatrices.remainders(9);
        Matrix b = TestMatrices.of(9, 9, (i, j) -> Math.min(i, j) + 1);
        double[] expected = {
            43.26826467199761, 14.040162942866688, 8.511125168279527, 0.9051871634707017, -2.908715605958481e-18,
            -1.7027274344836831, -12.116303588146927, -18.772133386958405, -50.1335755370255};

        assertThat(GeneralizedEigen.of(a, b).values()).containsExactly(expected, within(1e-13 * expected[0]));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Matrix a = TestMatrices.symmetric(257);
        Matrix b = TestMatrices.definite(257);

        GeneralizedEigen one = GeneralizedEigen.of(a, b, Backend.of(1));
        GeneralizedEigen three = GeneralizedEigen.of(a, b, Backend.of(3));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.vectors()).isEqualTo(one.vectors());
    }

    @Test
    void warnsWhereBIsIllConditioned() {
        Matrix a = Matrix.identity(2);
        Matrix b = Matrix.diagonal(1, 1e-12);

        assertThat(GeneralizedEigen.of(a, b).certify(a, b).warnings()).extracting(NumericalWarning::kind)
                .containsExactly(NumericalWarning.Kind.ILL_CONDITIONED);
    }

    @Test
    void refusesWhatHasNoDecomposition() {
        Matrix a = Matrix.identity(2);

        assertThatThrownBy(() -> GeneralizedEigen.of(Matrix.zeros(2, 3), a))
                .hasMessage("GeneralizedEigen: expected a square matrix, but got [2 × 3]");
        assertThatThrownBy(() -> GeneralizedEigen.of(a, Matrix.identity(3)))
                .hasMessage("GeneralizedEigen: expected B [2 × 2] as A, but got [3 × 3]");
        assertThatThrownBy(() -> GeneralizedEigen.of(a, Matrix.diagonal(1, -2)))
                .hasMessage("GeneralizedEigen: expected a B with a Cholesky decomposition, but it has none. "
                        + "Cholesky: expected a positive definite matrix, but pivot 1 of [2 × 2] is -2.0");
        assertThatThrownBy(() -> GeneralizedEigen.of(Matrix.of(2, 2, 1, 0, Double.NaN, 1), a))
                .hasMessage("GeneralizedEigen: expected finite elements, but [2 × 2] has NaN in row 1, column 0");
    }

    @Test
    void printsItsRange() {
        assertThat(GeneralizedEigen.of(Matrix.diagonal(1, 4), Matrix.identity(2))).hasToString("GeneralizedEigen(2 values, 4.00 … 1.00)");
    }
}
