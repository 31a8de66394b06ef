package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SVDTest {

    private static final String GENERAL = "dev.lanewise.linalg.TestMatrices#general";

    @ParameterizedTest
    @MethodSource(GENERAL)
    void multipliesOutToTheMatrixAndIsOrthonormal(Matrix a) {
        Quality certificate = SVD.of(a).certify(a);

        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void theFullFormCompletesTheThinOne(Matrix a) {
        SVD thin = SVD.of(a);
        SVD full = SVD.full(a);

        Quality certificate = full.certify(a);
        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
        assertThat(full.u().columns()).isEqualTo(a.rows());
        assertThat(full.v().columns()).isEqualTo(a.columns());
        assertThat(full.values()).isEqualTo(thin.values());
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void valuesDescendAndRightVectorsHaveTheCanonicalSign(Matrix a) {
        SVD svd = SVD.of(a);

        double[] values = svd.values();
        for (int i = 0; i < values.length; i++) assertThat(values[i]).isBetween(0.0, i == 0 ? Double.MAX_VALUE : values[i - 1]);
        for (int j = 0; j < values.length; j++) {
            double[] vector = svd.v().column(j).toArray();
            double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
            assertThat(Arrays.stream(vector).filter(x -> Math.abs(x) == largest).findFirst().orElseThrow()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void valuesWithoutVectorsAreTheSame(Matrix a) {
        double[] expected = SVD.of(a).values();

        assertThat(SVD.valuesOf(a)).containsExactly(expected, tolerance(a, expected));
    }

    private static Offset<Double> tolerance(Matrix a, double[] values) {
        return within(LAPACK_PASSES * Math.max(a.rows(), a.columns()) * 0x1p-53 * (values.length == 0 ? 0 : values[0]) + Double.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "100, 100", "257, 64", "64, 257", "300, 250"})
    void findsTheValuesItWasMadeOf(int m, int n) {
        int k = Math.min(m, n);
        double[] graded = IntStream.range(0, k).mapToDouble(i -> TestMatrices.graded(i, k)).toArray();
        double[] falling = IntStream.range(0, k).mapToDouble(i -> k - i).toArray();

        Matrix a = TestMatrices.withSingularValues(m, n, i -> graded[i]);
        Matrix b = TestMatrices.withSingularValues(m, n, i -> falling[i]);

        assertThat(SVD.of(a).values()).containsExactly(graded, tolerance(a, graded));
        assertThat(SVD.of(b).values()).containsExactly(falling, tolerance(b, falling));
    }

    @ParameterizedTest
    @CsvSource({"40, 20", "20, 40", "50, 50", "200, 100"})
    void valuesAreTheRootsOfTheEigenvaluesOfTheGramMatrix(int m, int n) {
        Matrix a = Matrix.gaussian(m, n, 9);

        double[] values = SVD.of(a).values();
        double[] squares = SymmetricEigen.of(m < n ? a.timesTransposed(a) : a.transposeTimes(a)).values();

        for (int i = 0; i < values.length; i++) {
            assertThat(values[i] * values[i]).isCloseTo(squares[i], within(LAPACK_PASSES * Math.max(m, n) * 0x1p-53 * squares[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33, 64, 65, 257})
    void findsTheKnownValuesOfABidiagonalMatrix(int n) {
        Matrix a = TestMatrices.of(n, n, (i, j) -> i == j ? 1 : j == i + 1 ? -1 : 0);

        double[] values = SVD.of(a).values();

        for (int i = 0; i < n; i++) {
            double expected = 2 * Math.cos(Math.PI * (i + 1) / (2 * n + 1));
            assertThat(values[i]).isCloseTo(expected, within(4 * n * 0x1p-53 * LAPACK_PASSES));
        }
    }

    /// numpy 1.24.2, numpy.linalg.svd of the first three columns of the Hilbert matrix of order 5, signs turned to ours.
    @Test
    void agreesWithNumpy() {
        SVD svd = SVD.of(TestMatrices.hilbert(5).columns(0, 3));

        assertThat(svd.values()).containsExactly(new double[] {1.4804850007464319, 0.15789788889776338, 0.005428756824849513}, within(1e-15));
        assertThat(svd.u().row(0).toArray()).containsExactly(new double[] {0.7855441482210352, -0.5863880842742833, -0.19367532504130902}, within(2e-14));
        assertThat(svd.u().row(4).toArray()).containsExactly(new double[] {0.19570854885199718, 0.41167916666633103, -0.5580741132490004}, within(2e-14));
        assertThat(svd.v().row(0).toArray()).containsExactly(new double[] {0.8149592603902247, -0.5623345737995183, -0.1400758045271629}, within(2e-14));
        assertThat(svd.v().row(2).toArray()).containsExactly(new double[] {0.33839492998932286, 0.6579869627238405, -0.6727124409753225}, within(2e-14));
        assertThat(svd.pseudoInverse().row(1).toArray()).containsExactly(
                new double[] {-27.529651606356616, 98.73506216047872, 11.266130177810185, -43.718324609889116, -73.31837523673595}, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "400, 300", "500, 200", "200, 500", "300, 400"})
    void theNumberOfThreadsChangesNoBit(int m, int n) {
        Matrix a = Matrix.gaussian(m, n, 42);

        SVD one = SVD.of(a, Backend.of(1));
        SVD three = SVD.of(a, Backend.of(3));

        assertThat(three.values()).isEqualTo(one.values());
        assertThat(three.u()).isEqualTo(one.u());
        assertThat(three.v()).isEqualTo(one.v());
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = Matrix.gaussian(100, 90, 42);

        double[] expected = SVD.of(a, Backend.named("scalar", 1)).values();

        assertThat(SVD.of(a).values()).containsExactly(expected, tolerance(a, expected));
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void thePseudoInverseIsAnInverseWhereItCanBe(Matrix a) {
        if (a.maxAbs() > 1e200 || a.maxAbs() < 1e-200) return;
        SVD svd = SVD.of(a);
        if (svd.rank() > 0 && svd.values()[0] / svd.values()[svd.rank() - 1] > 1e8) return;

        Matrix inverse = svd.pseudoInverse();

        double tolerance = 100 * LAPACK_PASSES * Math.max(a.rows(), a.columns()) * 0x1p-53 * a.norm() * inverse.norm();
        assertThat(a.times(inverse).times(a).minus(a).norm()).isLessThanOrEqualTo(tolerance * a.norm());
        assertThat(inverse.times(a).times(inverse).minus(inverse).norm()).isLessThanOrEqualTo(tolerance * inverse.norm());
        Matrix projection = a.times(inverse);
        assertThat(projection.minus(projection.transpose()).norm()).isLessThanOrEqualTo(tolerance);
    }

    @Test
    void ranksAndConditionsFollowTheValues() {
        SVD svd = SVD.of(TestMatrices.withSingularValues(40, 30, TestMatrices::ofLowRank));
        SVD regular = SVD.of(Matrix.diagonal(1, 4, 2));

        assertThat(svd.rank()).isEqualTo(6);
        assertThat(svd.condition()).isGreaterThan(1e14);
        assertThat(svd.norm2()).isCloseTo(26, within(1e-12));
        assertThat(regular.rank()).isEqualTo(3);
        assertThat(regular.condition()).isEqualTo(4);
        assertThat(SVD.of(Matrix.zeros(3, 2)).rank()).isZero();
        assertThat(SVD.of(Matrix.zeros(3, 2)).condition()).isInfinite();
        assertThat(SVD.of(Matrix.zeros(0, 2)).condition()).isZero();
    }

    @Test
    void warnsWhereTwoAxesCannotBeToldApart() {
        Matrix clear = Matrix.diagonal(1, 4, 2);
        Matrix close = Matrix.diagonal(4, 1, -4);

        assertThat(SVD.of(clear).certify(clear).smallestGap()).isEqualTo(0.25);
        assertThat(SVD.of(clear).certify(clear).warnings()).isEmpty();
        assertThat(SVD.of(close).certify(close).warnings()).extracting(NumericalWarning::kind)
                .containsExactly(NumericalWarning.Kind.CLOSE_VALUES);
    }

    @Test
    void refusesWhatIsNotFinite() {
        double[] elements = {1, 2, 3, 4, Double.POSITIVE_INFINITY, 6};
        assertThatThrownBy(() -> SVD.of(Matrix.of(2, 3, elements)))
                .hasMessage("SVD: expected finite elements, but [2 × 3] has Infinity in row 1, column 1");
        assertThatThrownBy(() -> SVD.valuesOf(Matrix.of(3, 2, elements)))
                .hasMessage("SVD: expected finite elements, but [3 × 2] has Infinity in row 2, column 0");
    }

    @Test
    void printsItsRange() {
        assertThat(SVD.of(Matrix.diagonal(1, 4, 2))).hasToString("SVD([3 × 3], 3 values, 4.00 … 1.00)");
        assertThat(SVD.of(Matrix.zeros(0, 2))).hasToString("SVD([0 × 2], 0 values)");
    }
}
