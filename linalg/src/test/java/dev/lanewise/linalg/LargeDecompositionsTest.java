package dev.lanewise.linalg;

import static dev.lanewise.linalg.TestMatrices.LAPACK_PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// LAPACK's ratios at the order 784, far above every block: one matrix of each kind, to stay quick.
class LargeDecompositionsTest {

    private static final int N = 784;

    static Stream<Named<Matrix>> symmetric() {
        return Stream.of(Named.of("random", TestMatrices.symmetric(N)),
                Named.of("graded", TestMatrices.withEigenvalues(N, i -> TestMatrices.graded(i, N))),
                Named.of("clustered", TestMatrices.withEigenvalues(N, TestMatrices::clustered)));
    }

    static Stream<Named<Matrix>> definite() {
        return Stream.of(Named.of("random", TestMatrices.definite(N)),
                Named.of("graded", TestMatrices.withEigenvalues(N, i -> Math.pow(10, -12.0 * i / N))),
                Named.of("clustered", TestMatrices.withEigenvalues(N, TestMatrices::clustered)));
    }

    static Stream<Named<Matrix>> square() {
        return Stream.of(Named.of("random", Matrix.gaussian(N, N, 42)),
                Named.of("graded", TestMatrices.withSingularValues(N, N, i -> TestMatrices.graded(i, N))),
                Named.of("clustered", TestMatrices.withSingularValues(N, N, TestMatrices::clustered)));
    }

    @ParameterizedTest
    @MethodSource("symmetric")
    void symmetricEigen(Matrix a) {
        assertPasses(SymmetricEigen.of(a).certify(a));
    }

    @ParameterizedTest
    @MethodSource("square")
    void svd(Matrix a) {
        assertPasses(SVD.of(a).certify(a));
    }

    @ParameterizedTest
    @MethodSource("square")
    void qr(Matrix a) {
        assertPasses(QR.of(a).certify(a));
    }

    @ParameterizedTest
    @MethodSource("square")
    void lu(Matrix a) {
        assertThat(LU.of(a).certify(a).residual()).isLessThan(LAPACK_PASSES);
    }

    @ParameterizedTest
    @MethodSource("definite")
    void cholesky(Matrix a) {
        assertThat(Cholesky.of(a).certify(a).residual()).isLessThan(LAPACK_PASSES);
    }

    private static void assertPasses(Quality quality) {
        assertThat(quality.residual()).isLessThan(LAPACK_PASSES);
        assertThat(quality.orthogonality()).isLessThan(LAPACK_PASSES);
    }
}
