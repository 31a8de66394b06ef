package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialEigenTest {

    private static final double PASSES = 30;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1", "2, 2", "17, 3", "17, 17", "64, 5", "100, 1", "257, 1", "257, 4", "401, 9", "401, 30"})
    void bothEndsAreThoseOfTheWholeDecomposition(int n, int k) {
        Matrix a = TestMatrices.symmetric(n);
        double[] all = SymmetricEigen.of(a).values();
        double[] ascending = IntStream.range(0, n).mapToDouble(i -> all[n - 1 - i]).toArray();

        PartialEigen largest = PartialEigen.largest(a, k);
        PartialEigen smallest = PartialEigen.smallest(a, k);

        var tolerance = within(PASSES * Math.max(1, n) * 0x1p-53 * (1 + a.norm()));
        assertThat(largest.values()).containsExactly(Arrays.copyOf(all, k), tolerance);
        assertThat(smallest.values()).containsExactly(Arrays.copyOf(ascending, k), tolerance);
        for (PartialEigen eigen : new PartialEigen[] {largest, smallest}) {
            assertThat(eigen.vectors()).hasToString("Matrix[" + n + " × " + k + "]");
            assertThat(eigen.certify(a).orthogonality()).isLessThan(PASSES);
            assertThat(eigen.certify(a).backwardError()).isLessThan(4e-12);
            for (double residual : eigen.residuals()) assertThat(residual).isLessThan(1e-12);
        }
    }

    @Test
    void vectorsAreThoseOfTheWholeDecomposition() {
        Matrix a = TestMatrices.withEigenvalues(400, i -> Math.pow(0.9, i));

        Matrix expected = SymmetricEigen.of(a).vectors().columns(0, 12);

        assertThat(PartialEigen.largest(a, 12).vectors().minus(expected).maxAbs()).isLessThan(1e-10);
    }

    @Test
    void findsAllCopiesOfMultipleValuesAndClusters() {
        Matrix multiple = TestMatrices.withEigenvalues(500, i -> i < 5 ? 3 : i < 9 ? 2.5 : i / 500.0);
        Matrix cluster = TestMatrices.withEigenvalues(500, i -> i < 6 ? 3 + i * 1e-9 : i / 500.0);

        double[] values = PartialEigen.largest(multiple, 9).values();

        assertThat(Arrays.copyOf(values, 5)).containsOnly(new double[] {3, 3, 3, 3, 3}, within(1e-12));
        assertThat(Arrays.copyOfRange(values, 5, 9)).containsOnly(new double[] {2.5, 2.5, 2.5, 2.5}, within(1e-12));
        assertThat(PartialEigen.largest(cluster, 6).values())
                .containsExactly(new double[] {3 + 5e-9, 3 + 4e-9, 3 + 3e-9, 3 + 2e-9, 3 + 1e-9, 3}, within(1e-12));
        assertThat(PartialEigen.largest(cluster, 6).certify(cluster).orthogonality()).isLessThan(PASSES);
    }

    @Test
    void anInvariantSubspaceDoesNotEndTheSearch() {
        int n = 600;
        double[] diagonal = new double[n];
        for (int i = 0; i < 20; i++) diagonal[i] = 20 - i;
        int[] places = IntStream.range(0, n).toArray();
        SparseMatrix ofLowRank = SparseMatrix.of(n, n, places, places, diagonal);
        SparseMatrix identity = SparseMatrix.of(Matrix.identity(n));

        assertThat(PartialEigen.largest(ofLowRank, 25).values()).containsExactly(Arrays.copyOf(diagonal, 25), within(1e-12));
        assertThat(PartialEigen.smallest(identity, 20).values()).containsOnly(IntStream.range(0, 20).mapToDouble(_ -> 1).toArray(), within(1e-14));
        assertThat(PartialEigen.largest(SparseMatrix.of(Matrix.zeros(n, n)), 3).values()).containsExactly(0, 0, 0);
    }

    @Test
    void findsTheKnownValuesOfTheSecondDifference() {
        int n = 300;
        Matrix a = TestMatrices.of(n, n, (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0);

        double[] values = PartialEigen.largest(SparseMatrix.of(a), 4).values();

        for (int i = 0; i < 4; i++) assertThat(values[i]).isCloseTo(2 - 2 * Math.cos(Math.PI * (n - i) / (n + 1)), within(1e-13));
    }

    /// Values of scipy's `eigsh`.
    @Test
    void theOutsideWorldAgrees() {
        SparseMatrix a = OutsideValues.symmetric(900, 6);

        assertThat(PartialEigen.largest(a, 6).values()).containsExactly(OutsideValues.read("largest"), within(1e-13));
        assertThat(PartialEigen.smallest(a, 6).values()).containsExactly(OutsideValues.read("smallest"), within(1e-13));
    }

    @Test
    void neitherThreadsNorAnotherRunChangeABit() {
        SparseMatrix a = OutsideValues.symmetric(900, 6);

        PartialEigen one = PartialEigen.largest(a, 5, Lanczos.standard(), Backend.of(1));
        PartialEigen three = PartialEigen.largest(a, 5, Lanczos.standard(), Backend.of(3));
        PartialEigen otherSeed = PartialEigen.largest(a, 5, Lanczos.standard().seed(1), Backend.of(1));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.vectors()).isEqualTo(one.vectors());
        assertThat(otherSeed.vectors()).isNotEqualTo(one.vectors());
        assertThat(otherSeed.vectors().minus(one.vectors()).maxAbs()).isLessThan(1e-9);
    }

    @Test
    void tellsHowFarItCameIfRestartsDoNotSuffice() {
        SparseMatrix a = OutsideValues.symmetric(900, 6);

        var failure = catchThrowableOfType(ConvergenceException.class,
                () -> PartialEigen.largest(a, 20, Lanczos.standard().restarts(0), Backend.standard()));

        assertThat(failure.iterations()).isZero();
        assertThat(failure.residual()).isBetween(1e-12, 1.0);
        assertThat(failure).hasMessageMatching("PartialEigen: expected 20 pairs after 0 restarts, but only \\d+ have the accuracy wanted; the worst"
                + " relative residual is \\S+\\. Allow more restarts or a larger tolerance, or ask for fewer pairs");
    }

    @Test
    void refusesWhatIsNotSymmetricOrFinite() {
        SparseMatrix crooked = OutsideValues.pattern(900, 900, 6);
        SparseMatrix broken = OutsideValues.symmetric(900, 6).times(Double.NaN);

        assertThatThrownBy(() -> PartialEigen.largest(Matrix.zeros(2, 3), 1)).hasMessage("PartialEigen: expected a square operator, but got [2 × 3]");
        assertThatThrownBy(() -> PartialEigen.largest(Matrix.zeros(3, 3), 4)).hasMessage("PartialEigen: expected 0 … 3 pairs, but got 4");
        assertThatThrownBy(() -> PartialEigen.largest(crooked, 2)).hasMessageMatching("PartialEigen: expected a symmetric operator, but pᵀ\\(A·q\\) and"
                + " qᵀ\\(A·p\\) of \\[900 × 900\\] differ by \\S+ for two orthonormal vectors");
        assertThatThrownBy(() -> PartialEigen.largest(broken, 2))
                .hasMessage("PartialEigen: expected finite products, but row 0 of a product with the operator has NaN");
        assertThatThrownBy(() -> Lanczos.standard().tolerance(0))
                .hasMessage("Lanczos: expected a tolerance in 8.881784197001252E-16 … 1, but got 0.0");
        assertThatThrownBy(() -> Lanczos.standard().restarts(-1)).hasMessage("Lanczos: expected restarts ≥ 0, but got -1");
    }

    @ParameterizedTest
    @CsvSource({"-900", "-560", "540", "900"})
    void sizesWhoseSquaresLeaveTheRangeChangeNoDigit(int exponent) {
        double[] values = IntStream.rangeClosed(1, 600).mapToDouble(i -> i * i * 0.01).toArray();
        int[] places = IntStream.range(0, 600).toArray();
        SparseMatrix plain = SparseMatrix.of(600, 600, places, places, values);

        double[] found = PartialEigen.largest(plain.times(Math.scalb(1.0, exponent)), 3).values();

        assertThat(Arrays.stream(found).map(value -> Math.scalb(value, -exponent)).toArray()).containsExactly(PartialEigen.largest(plain, 3).values());
    }

    @Test
    void printsItsRange() {
        assertThat(PartialEigen.smallest(Matrix.diagonal(1, 4, 2), 2)).hasToString("PartialEigen(2 values, 1.00 … 2.00)");
        assertThat(PartialEigen.largest(Matrix.zeros(0, 0), 0)).hasToString("PartialEigen(0 values)");
    }
}
