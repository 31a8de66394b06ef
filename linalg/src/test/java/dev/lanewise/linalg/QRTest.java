package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QRTest {

    private static final String GENERAL = "dev.lanewise.linalg.TestMatrices#general";

    @ParameterizedTest
    @MethodSource(GENERAL)
    void multipliesOutToTheMatrixAndIsOrthonormal(Matrix a) {
        Quality certificate = QR.of(a).certify(a);

        assertThat(certificate.residual()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.orthogonality()).isLessThan(LAPACK_PASSES);
        assertThat(certificate.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(GENERAL)
    void rIsUpperTrapezoidal(Matrix a) {
        Matrix r = QR.of(a).r();

        assertThat(r.rows()).isEqualTo(Math.min(a.rows(), a.columns()));
        assertThat(r.columns()).isEqualTo(a.columns());
        for (int i = 0; i < r.rows(); i++) {
            for (int j = 0; j < i; j++) assertThat(r.get(i, j)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "3, 5", "130, 70", "70, 130", "64, 64"})
    void appliesTheWholeOfQWithoutFormingIt(int m, int n) {
        QR qr = QR.of(Matrix.gaussian(m, n, 1));
        Matrix x = Matrix.gaussian(m, 4, 2);
        Matrix q = qr.fullQ();
        double tolerance = LAPACK_PASSES * m * 0x1p-53;

        assertThat(qr.times(x).minus(q.times(x)).norm()).isLessThan(tolerance * x.norm());
        assertThat(qr.transposeTimes(x).minus(q.transposeTimes(x)).norm()).isLessThan(tolerance * x.norm());
        assertThat(q.transposeTimes(q).minus(Matrix.identity(m)).norm()).isLessThan(tolerance);
        assertThat(q.columns(0, Math.min(m, n))).isEqualTo(qr.q());
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "257, 200", "200, 257"})
    void theNumberOfThreadsChangesNoBit(int m, int n) {
        Matrix a = Matrix.gaussian(m, n, 42);

        QR one = QR.of(a, Backend.of(1));
        QR three = QR.of(a, Backend.of(3));

        assertThat(three.r()).isEqualTo(one.r());
        assertThat(three.q()).isEqualTo(one.q());
    }

    @Test
    void theReferenceKernelsAgree() {
        Matrix a = Matrix.gaussian(100, 80, 42);

        Matrix expected = QR.of(a, Backend.named("scalar", 1)).r();

        assertThat(QR.of(a).r().minus(expected).norm()).isLessThan(100 * 0x1p-53 * a.norm());
    }

    /// RᵀR is AᵀA, which Cholesky takes apart another way.
    @Test
    void rIsTheFactorOfCholeskyUpToSigns() {
        Matrix a = Matrix.gaussian(60, 20, 3);

        Matrix r = QR.of(a).r();
        Matrix l = Cholesky.of(a.transposeTimes(a)).factor();

        for (int i = 0; i < 20; i++) {
            for (int j = i; j < 20; j++) {
                assertThat(r.get(i, j) * Math.signum(r.get(i, i))).isCloseTo(l.get(j, i), within(1000 * 0x1p-53 * a.norm()));
            }
        }
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> QR.of(Matrix.of(2, 3, 1, 2, 3, 4, Double.NaN, 6)))
                .hasMessage("QR: expected finite elements, but [2 × 3] has NaN in row 1, column 1");
        assertThatThrownBy(() -> QR.of(Matrix.zeros(3, 2)).times(Matrix.zeros(2, 1)))
                .hasMessage("QR.times: expected 3 rows on the right side, but got [2 × 1]");
        assertThatThrownBy(() -> QR.of(Matrix.zeros(3, 2)).transposeTimes(Matrix.zeros(2, 1)))
                .hasMessage("QR.transposeTimes: expected 3 rows on the right side, but got [2 × 1]");
    }

    @Test
    void printsItsShape() {
        assertThat(QR.of(Matrix.zeros(3, 2))).hasToString("QR[3 × 2]");
    }
}
