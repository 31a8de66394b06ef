package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The direct solvers beside values of numpy 1.24.2 and scipy 1.10.1 in float64, for `A = ((3 i + 7 j + i² j + 2 j²) mod 13) − 6` of order 5
/// and the right side 1 … 5:
///
/// `scipy.linalg.lu(A)`, `numpy.linalg.slogdet`, `numpy.linalg.cond(·, 1)`, `numpy.linalg.solve`, `numpy.linalg.eigvalsh(A + Aᵀ)`,
/// `numpy.linalg.cholesky(A Aᵀ + 1)`.
class DirectSolversOutsideTest {

    private static final double CLOSE = 2e-14;

    private final Matrix a = TestMatrices.of(5, 5, (i, j) -> (3 * i + 7 * j + i * i * j + 2 * j * j) % 13 - 6);
    private final Matrix right = Matrix.of(5, 1, 1, 2, 3, 4, 5);

    @Test
    void luPivotsAndSolvesAsScipy() {
        LU lu = LU.of(a);

        assertThat(lu.permutation()).containsExactly(0, 4, 1, 2, 3);
        assertThat(lu.upper().toArray()).containsExactly(new double[] {-6, 3, 3, -6, 2, 0, 8, -2, -4, 2, 0, 0, -8.375, -0.75, -3.125,
                0, 0, 0, -1.3582089552238805, -3.4925373134328357, 0, 0, 0, 0, -1.8571428571428563}, within(CLOSE));
        assertThat(lu.determinantSign()).isEqualTo(-1);
        assertThat(lu.logDeterminant()).isCloseTo(6.921658184151128, within(CLOSE));
        assertThat(lu.condition()).isBetween(105 / 3.0, 105 + 1e-11);
        assertThat(lu.solve(right).toArray()).containsExactly(new double[] {-2.6666666666666683, 3.000000000000001, 0, 3.0000000000000018,
                -3.000000000000001}, within(CLOSE));
    }

    @Test
    void ldltCountsAndSolvesAsNumpy() {
        LDLT ldlt = LDLT.of(a.plus(a.transpose()));

        assertThat(ldlt.inertia()).isEqualTo(new Inertia(3, 2, 0));
        assertThat(ldlt.logDeterminant()).isCloseTo(9.997433165378656, within(CLOSE));
        assertThat(ldlt.solve(right).toArray()).containsExactly(new double[] {3.230769230769232, -1.384615384615385, 1.9230769230769236,
                2.000000000000001, 5.000000000000002}, within(CLOSE));
    }

    @Test
    void choleskyFactorsAsNumpy() {
        Cholesky cholesky = Cholesky.of(a.timesTransposed(a).plus(Matrix.identity(5)));

        assertThat(cholesky.factor().row(4).toArray()).containsExactly(new double[] {-4.92469609000874, -3.8365763056233653,
                -4.261222888641169, -4.393005757924757, 3.8172674226915957}, within(CLOSE));
        assertThat(cholesky.logDeterminant()).isCloseTo(16.796812919305452, within(CLOSE));
        assertThat(cholesky.condition()).isBetween(283.6029182375472 / 3, 283.6029182375472 + 1e-10);
    }
}
