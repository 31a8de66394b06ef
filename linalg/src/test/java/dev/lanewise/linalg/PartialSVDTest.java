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

class PartialSVDTest {

    private static final double PASSES = 30;

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "3, 0, 0", "1, 1, 1", "5, 3, 2", "3, 5, 3", "17, 90, 4", "257, 300, 1", "300, 257, 4", "500, 401, 9", "401, 600, 20"})
    void tripletsAreThoseOfTheWholeDecomposition(int m, int n, int k) {
        Matrix a = Matrix.gaussian(m, n, 3);
        SVD whole = SVD.of(a);

        PartialSVD svd = PartialSVD.of(a, k);

        assertThat(svd.values()).containsExactly(Arrays.copyOf(whole.values(), k), within(PASSES * Math.max(m, n) * 0x1p-53 * (1 + a.norm())));
        assertThat(svd.u()).hasToString("Matrix[" + m + " × " + k + "]");
        assertThat(svd.v()).hasToString("Matrix[" + n + " × " + k + "]");
        assertThat(svd.certify(a).orthogonality()).isLessThan(PASSES);
        assertThat(svd.certify(a).backwardError()).isLessThan(4e-12);
        for (double residual : svd.residuals()) assertThat(residual).isLessThan(1e-12);
    }

    @Test
    void vectorsHaveTheSignsOfTheWholeDecomposition() {
        Matrix a = TestMatrices.withSingularValues(500, 400, i -> Math.pow(0.9, i));
        SVD whole = SVD.of(a);

        PartialSVD svd = PartialSVD.of(a, 12);

        assertThat(svd.v().minus(whole.v().columns(0, 12)).maxAbs()).isLessThan(1e-10);
        assertThat(svd.u().minus(whole.u().columns(0, 12)).maxAbs()).isLessThan(1e-10);
    }

    /// Lanczos on AᵀA would see nothing below 1e-8.
    @Test
    void smallValuesKeepTheirDigits() {
        Matrix a = TestMatrices.withSingularValues(450, 400, i -> Math.pow(10, -1.0 * i));

        double[] values = PartialSVD.of(a, 13).values();

        for (int i = 0; i < 13; i++) assertThat(values[i]).isCloseTo(Math.pow(10, -1.0 * i), within(PASSES * 0x1p-53));
    }

    @Test
    void aRankBelowTheNumberOfTripletsGivesZeros() {
        Matrix a = Matrix.gaussian(600, 5, 1).times(Matrix.gaussian(5, 500, 2));

        PartialSVD svd = PartialSVD.of(a, 9);

        assertThat(svd.values()[4]).isGreaterThan(1);
        assertThat(svd.values()[5]).isCloseTo(0, within(PASSES * 0x1p-53 * svd.values()[0]));
        assertThat(svd.certify(a).orthogonality()).isLessThan(PASSES);
        assertThat(PartialSVD.of(SparseMatrix.of(Matrix.zeros(600, 500)), 3).values()).containsExactly(0, 0, 0);
    }

    @Test
    void findsAllCopiesOfMultipleValues() {
        Matrix a = TestMatrices.withSingularValues(450, 500, i -> i < 5 ? 3 : i / 500.0);

        assertThat(PartialSVD.of(a, 5).values()).containsOnly(new double[] {3, 3, 3, 3, 3}, within(1e-12));
    }

    /// Values of scipy's `svds` and NumPy's `svd`.
    @Test
    void theOutsideWorldAgrees() {
        SparseMatrix a = OutsideValues.pattern(1100, 700, 5);

        assertThat(PartialSVD.of(a, 6).values()).containsExactly(OutsideValues.read("singular"), within(1e-13));
        assertThat(PartialSVD.of(a.transpose(), 6).values()).containsExactly(OutsideValues.read("singular"), within(1e-13));
        assertThat(PartialSVD.of(Centered.of(a), 6).values()).containsExactly(OutsideValues.read("centered"), within(1e-13));
    }

    /// Values of scikit-learn's `randomized_svd`, whose random numbers are others; the values fall fast, so both are accurate.
    @Test
    void randomProjectionsAgreeWithTheOutsideWorld() {
        double[] factors = new double[700];
        for (int j = 0; j < factors.length; j++) factors[j] = Math.pow(0.8, j);
        SparseMatrix a = OutsideValues.pattern(1100, 700, 5).scaleColumns(factors);

        PartialSVD svd = RandomizedSVD.of(6).decompose(a);

        assertThat(svd.values()).containsExactly(OutsideValues.read("randomized"), within(1e-12));
        assertThat(svd.v().column(0).rows(0, 5).toArray()).containsExactly(OutsideValues.read("randomizedV"), within(1e-9));
        assertThat(svd.certify(a).orthogonality()).isLessThan(PASSES);
        for (double residual : svd.residuals()) assertThat(residual).isLessThan(1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "3, 0, 0", "1, 1, 1", "5, 3, 3", "3, 5, 2", "40, 30, 30"})
    void randomProjectionsAsWideAsTheMatrixAreExact(int m, int n, int k) {
        Matrix a = Matrix.gaussian(m, n, 4);

        PartialSVD svd = RandomizedSVD.of(k).oversampling(100).powerIterations(0).decompose(a);

        assertThat(svd.values()).containsExactly(Arrays.copyOf(SVD.of(a).values(), k), within(1e-13 * (1 + a.norm())));
    }

    @Test
    void morePowerIterationsAreMoreAccurate() {
        Matrix a = TestMatrices.withSingularValues(300, 200, i -> 1 / (1.0 + i));

        double rough = 1 - RandomizedSVD.of(10).powerIterations(0).decompose(a).values()[9] * 10;
        double fine = 1 - RandomizedSVD.of(10).powerIterations(4).decompose(a).values()[9] * 10;

        assertThat(rough).isBetween(1e-3, 1.0);
        assertThat(fine).isBetween(-1e-13, 1e-5);
    }

    @Test
    void neitherThreadsNorAnotherRunChangeABit() {
        SparseMatrix a = OutsideValues.pattern(1100, 700, 5);

        PartialSVD one = PartialSVD.of(a, 5, Lanczos.standard(), Backend.of(1));
        PartialSVD three = PartialSVD.of(a, 5, Lanczos.standard(), Backend.of(3));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.u()).isEqualTo(one.u());
        assertThat(three.v()).isEqualTo(one.v());
        assertThat(RandomizedSVD.of(5).decompose(a, Backend.of(3)).v()).isEqualTo(RandomizedSVD.of(5).decompose(a, Backend.of(1)).v());
        assertThat(RandomizedSVD.of(5).seed(1).decompose(a).v()).isNotEqualTo(RandomizedSVD.of(5).decompose(a).v());
    }

    @Test
    void refusesWhatCannotBeDone() {
        SparseMatrix a = OutsideValues.pattern(1100, 700, 5);

        var failure = catchThrowableOfType(ConvergenceException.class, () -> PartialSVD.of(a, 20, Lanczos.standard().restarts(0), Backend.standard()));
        assertThat(failure).hasMessageStartingWith("PartialSVD: expected 20 pairs after 0 restarts, but only ");
        assertThat(failure.residual()).isBetween(1e-12, 1.0);
        assertThatThrownBy(() -> PartialSVD.of(Matrix.zeros(2, 3), 3)).hasMessage("PartialSVD: expected 0 … 2 triplets, but got 3");
        assertThatThrownBy(() -> RandomizedSVD.of(3).decompose(Matrix.zeros(2, 3))).hasMessage("RandomizedSVD: expected 0 … 2 triplets, but got 3");
        assertThatThrownBy(() -> PartialSVD.of(a.times(Double.POSITIVE_INFINITY), 2))
                .hasMessageMatching("PartialSVD: expected finite products, but row \\d+ of a product with the operator has .*");
        assertThatThrownBy(() -> RandomizedSVD.of(2).decompose(a.times(Double.NaN)))
                .hasMessageMatching("RandomizedSVD: expected finite products, but row 0 of a product with the operator has NaN");
        assertThatThrownBy(() -> RandomizedSVD.of(-1)).hasMessage("RandomizedSVD: expected rank ≥ 0, but got -1");
    }

    @ParameterizedTest
    @CsvSource({"-900", "-560", "540", "900"})
    void sizesWhoseSquaresLeaveTheRangeChangeNoDigit(int exponent) {
        SparseMatrix plain = SparseMatrix.of(Matrix.gaussian(700, 500, 7).times(Matrix.diagonal(IntStream.rangeClosed(1, 500).mapToDouble(i -> 1.0 / i).toArray())));

        double[] found = PartialSVD.of(plain.times(Math.scalb(1.0, exponent)), 3).values();

        assertThat(Arrays.stream(found).map(value -> Math.scalb(value, -exponent)).toArray()).containsExactly(PartialSVD.of(plain, 3).values());
    }

    @Test
    void printsItsRange() {
        assertThat(PartialSVD.of(Matrix.diagonal(1, 4, 2), 2)).hasToString("PartialSVD(2 values, 4.00 … 2.00)");
        assertThat(PartialSVD.of(Matrix.zeros(0, 0), 0)).hasToString("PartialSVD(0 values)");
    }
}
