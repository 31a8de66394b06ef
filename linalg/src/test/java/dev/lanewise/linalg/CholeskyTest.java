package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 64, 65, 100, 257})
    void theFactorMultipliesOutAndSolves(int n) {
        Matrix g = Matrix.gaussian(n, n + 3, 1);
        Matrix a = g.timesTransposed(g);
        Matrix x = Matrix.gaussian(n, 3, 2);

        Cholesky cholesky = Cholesky.of(a);

        Matrix l = cholesky.factor();
        assertThat(l.timesTransposed(l).minus(a).norm()).isLessThanOrEqualTo(n * 0x1p-53 * a.norm());
        Matrix right = a.times(x);
        double backwardError = a.times(cholesky.solve(right)).minus(right).norm();
        assertThat(backwardError).isLessThanOrEqualTo(10 * n * 0x1p-53 * a.norm() * cholesky.solve(right).norm());
    }

    @Test
    void theDeterminantIsTheProductOfTheEigenvalues() {
        Matrix g = Matrix.gaussian(20, 40, 3);
        Matrix a = g.timesTransposed(g);

        double sum = 0;
        for (double value : SymmetricEigen.of(a).values()) sum += Math.log(value);

        assertThat(Cholesky.of(a).logDeterminant()).isCloseTo(sum, within(20 * 1e-15 * Math.abs(sum)));
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.of(Matrix.diagonal(1, 2, -3)))
                .hasMessage("Cholesky: expected a positive definite matrix, but pivot 2 of [3 × 3] is -3.0");
        assertThatThrownBy(() -> Cholesky.of(Matrix.identity(2)).solve(Matrix.zeros(3, 1)))
                .hasMessage("Cholesky.solve: expected 2 rows on the right side, but got [3 × 1]");
    }
}
