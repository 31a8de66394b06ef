package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PivotedQRTest {

    private static final String GENERAL = "dev.lanewise.linalg.TestMatrices#general";

    @ParameterizedTest
    @MethodSource(GENERAL)
    void multipliesOutToTheMatrixAndIsOrthonormal(Matrix a) {
        Quality certificate = PivotedQR.of(a).certify(a);

        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void everyPivotIsTheLongestOfTheColumnsThatAreLeft(Matrix a) {
        PivotedQR qr = PivotedQR.of(a);

        Matrix r = qr.r();
        double slack = LAPACK_PASSES * Math.max(a.rows(), a.columns()) * 0x1p-53 * a.norm();
        for (int k = 0; k < r.rows(); k++) {
            for (int j = k; j < Math.min(r.columns(), k + 40); j++) {
                double left = r.rows(k, Math.min(j + 1, r.rows())).column(j).norm();
                assertThat(left).isLessThanOrEqualTo(Math.abs(r.get(k, k)) * (1 + 1e-7) + slack);
            }
        }
        assertThat(Arrays.stream(qr.permutation()).sorted().toArray()).isEqualTo(IntStream.range(0, a.columns()).toArray());
    }

    @ParameterizedTest
    @CsvSource({"17, 17, 4", "100, 100, 20", "64, 257, 13", "300, 250, 50"})
    void findsTheRank(int m, int n, int rank) {
        Matrix a = TestMatrices.withSingularValues(m, n, TestMatrices::ofLowRank);

        PivotedQR qr = PivotedQR.of(a);

        assertThat(qr.rank()).isEqualTo(rank);
        assertThat(qr.certify(a).warnings()).extracting(NumericalWarning::kind).containsExactly(NumericalWarning.Kind.RANK_DEFICIENT);
        assertThat(PivotedQR.of(Matrix.gaussian(m, n, 1)).rank()).isEqualTo(Math.min(m, n));
    }

    /// scipy 1.10.1, scipy.linalg.qr(pivoting=True).
    @Test
    void agreesWithScipy() {
        PivotedQR qr = PivotedQR.of(Matrix.of(4, 3, 1, 2, 3, 4, 5, 6, 7, 8, 10, 0, 1, 5));

        assertThat(qr.permutation()).containsExactly(2, 0, 1);
        assertThat(qr.r().toArray()).containsExactly(new double[] {-13.038404810405297, -7.439560391819493, -9.280276365053183,
                0, -3.2638843693474477, -2.744834839600311, 0, 0, 0.5851087860830924}, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "257, 200", "200, 257"})
    void theNumberOfThreadsChangesNoBit(int m, int n) {
        Matrix a = Matrix.gaussian(m, n, 42);

        PivotedQR one = PivotedQR.of(a, Backend.of(1));
        PivotedQR three = PivotedQR.of(a, Backend.of(3));

        assertThat(three.r()).isEqualTo(one.r());
        assertThat(three.q()).isEqualTo(one.q());
        assertThat(three.permutation()).isEqualTo(one.permutation());
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = Matrix.gaussian(100, 80, 42);

        PivotedQR expected = PivotedQR.of(a, Backend.named("scalar", 1));
        PivotedQR actual = PivotedQR.of(a);

        assertThat(actual.permutation()).isEqualTo(expected.permutation());
        assertThat(actual.r().minus(expected.r()).norm()).isLessThan(100 * 0x1p-53 * a.norm());
    }

    @Test
    void appliesTheWholeOfQ() {
        PivotedQR qr = PivotedQR.of(Matrix.gaussian(70, 30, 1));
        Matrix x = Matrix.gaussian(70, 2, 2);

        Matrix q = qr.fullQ();

        assertThat(qr.times(x).minus(q.times(x)).norm()).isLessThan(70 * 0x1p-53 * x.norm());
        assertThat(qr.transposeTimes(x).minus(q.transposeTimes(x)).norm()).isLessThan(70 * 0x1p-53 * x.norm());
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> PivotedQR.of(Matrix.of(2, 3, 1, 2, 3, 4, 5, Double.NaN)))
                .hasMessage("PivotedQR: expected finite elements, but [2 × 3] has NaN in row 1, column 2");
    }

    @Test
    void printsItsRank() {
        assertThat(PivotedQR.of(Matrix.diagonal(1, 0, 2))).hasToString("PivotedQR([3 × 3], rank 2)");
    }
}
