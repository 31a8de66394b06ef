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

        Quality certificate = eigen.certify(a);
        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
    }

    @Test
    void warnsWhereTwoAxesCannotBeToldApart() {
        Quality clear = SymmetricEigen.of(Matrix.diagonal(1, 4, 2)).certify(Matrix.diagonal(1, 4, 2));
        Quality close = SymmetricEigen.of(Matrix.diagonal(1, 4, 4)).certify(Matrix.diagonal(1, 4, 4));

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
    @ValueSource(ints = {3, 64, 257, 400})
    void theNumberOfThreadsChangesNoBit(int n) {
        Matrix a = TestMatrices.symmetric(n);

        SymmetricEigen one = SymmetricEigen.of(a, Backend.of(1));
        SymmetricEigen three = SymmetricEigen.of(a, Backend.of(3));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.vectors()).isEqualTo(one.vectors());
        assertThat(SymmetricEigen.values(a, Backend.of(3))).isEqualTo(SymmetricEigen.values(a, Backend.of(1)));
        assertThat(SymmetricEigen.largest(a, 3, Backend.of(3)).vectors()).isEqualTo(SymmetricEigen.largest(a, 3, Backend.of(1)).vectors());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void valuesAloneAreTheValuesOfTheWhole(Matrix a) {
        double[] whole = SymmetricEigen.of(a).values();

        assertThat(SymmetricEigen.values(a)).containsExactly(whole, within(rounding(a)));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.linalg.TestMatrices#symmetric")
    void aPartIsASliceOfTheWhole(Matrix a) {
        int n = a.rows();
        SymmetricEigen whole = SymmetricEigen.of(a);

        for (int[] range : new int[][] {{0, Math.min(n, 3)}, {n / 3, n / 2}, {n - n / 4, n}, {0, n}, {n, n}}) {
            SymmetricEigen part = SymmetricEigen.range(a, range[0], range[1], Backend.standard());

            double[] expected = Arrays.copyOfRange(whole.values(), range[0], range[1]);
            assertThat(part.values()).containsExactly(expected, within(rounding(a)));
            assertThat(part.vectors().rows()).isEqualTo(n);
            assertThat(part.certify(a).residual()).isLessThan(LAPACK_PASSES);
            assertThat(part.certify(a).orthogonality()).isLessThan(LAPACK_PASSES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100, 257})
    void theLargestVectorsAreThoseOfTheWholeWhereValuesLieApart(int n) {
        Matrix a = TestMatrices.withEigenvalues(n, i -> 1.0 / (i + 1));

        SymmetricEigen largest = SymmetricEigen.largest(a, 5);

        Matrix expected = SymmetricEigen.of(a).vectors().columns(0, 5);
        assertThat(largest.vectors().minus(expected).norm()).isLessThan(100 * n * 0x1p-53);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100})
    void anIntervalHoldsTheValuesWithinIt(int n) {
        Matrix a = Matrix.diagonal(java.util.stream.IntStream.range(0, n).mapToDouble(i -> i * 0x1p20).toArray());

        assertThat(SymmetricEigen.between(a, 2 * 0x1p20, 4.5 * 0x1p20, Backend.standard()).values())
                .containsExactly(4 * 0x1p20, 3 * 0x1p20, 2 * 0x1p20);
        assertThat(SymmetricEigen.between(a, 1, 2, Backend.standard()).values()).isEmpty();
        assertThat(SymmetricEigen.between(a, -1, 1e300, Backend.standard()).values()).hasSize(n);
    }

    /// `numpy 1.24.2, scipy 1.10.1: s = i + j; p = i · j; scipy.linalg.eigh((p * s + 2 * s) % 17 - 8.0)` over 9 rows, and
    /// `scipy.linalg.eigvalsh(1 / (i + j + 1))` over 6.
    @Test
    void agreesWithScipy() {
        Matrix a = TestMatrices.remainders(9);
        double[] expected = {
            22.52646472379479, 13.187763134758379, 8.724202799489053, 3.608046965366974, 2.1316282072803006e-14,
            -5.14936673536771, -7.462670318095295, -14.793561233922457, -25.64087933602357};
        double[] top = {
            -0.11516803010069551, 0.2634474786187033, 0.3131083323427456, -0.5096870564629417, 0.14918513887391072,
            0.6395267692490203, 0.09698806706078793, -0.143569461658071, -0.3134397196016584};
        double[] hilbert = {1.6188998589243382, 0.2423608705752089, 0.01632152131987566, 0.0006157483541825905, 1.2570757122618847e-05,
            1.0827994845354834e-07};

        SymmetricEigen eigen = SymmetricEigen.of(a);

        assertThat(eigen.values()).containsExactly(expected, within(rounding(a)));
        assertThat(eigen.vectors().column(0).toArray()).containsExactly(top, within(100 * 0x1p-53));
        assertThat(SymmetricEigen.values(TestMatrices.hilbert(6))).containsExactly(hilbert, within(rounding(TestMatrices.hilbert(6))));
    }

    /// A few rounding errors `n ε ‖A‖`.
    private static double rounding(Matrix a) {
        return 4 * Math.max(1, a.rows()) * 0x1p-53 * a.norm() + Double.MIN_VALUE;
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
        assertThatThrownBy(() -> SymmetricEigen.largest(Matrix.zeros(2, 2), 3))
                .hasMessage("SymmetricEigen.largest: expected positions within 0 … 2, but got 0 … 3");
        assertThatThrownBy(() -> SymmetricEigen.range(Matrix.zeros(2, 2), 2, 1, Backend.standard()))
                .hasMessage("SymmetricEigen.range: expected positions within 0 … 2, but got 2 … 1");
        assertThatThrownBy(() -> SymmetricEigen.between(Matrix.zeros(2, 2), 2, 1, Backend.standard()))
                .hasMessage("SymmetricEigen.between: expected low ≤ high, but got low = 2.0 and high = 1.0");
        assertThatThrownBy(() -> SymmetricEigen.values(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
                .hasMessage("SymmetricEigen.values: expected finite elements, but [1 × 1] has Infinity in row 0, column 0");
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
