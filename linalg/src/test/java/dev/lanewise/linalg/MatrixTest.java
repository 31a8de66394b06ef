package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.testkit.kernel.Tolerance;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final Matrix A = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void readsLikeTheField() {
        assertThat(A.rows()).isEqualTo(2);
        assertThat(A.columns()).isEqualTo(3);
        assertThat(A.get(1, 2)).isEqualTo(6);
        assertThat(A.plus(A)).isEqualTo(A.times(2));
        assertThat(A.minus(A)).isEqualTo(Matrix.zeros(2, 3));
        assertThat(A.times(Matrix.identity(3))).isEqualTo(A);
        assertThat(A.transpose().get(2, 1)).isEqualTo(6);
        assertThat(A.times(A.transpose())).isEqualTo(Matrix.of(2, 2, 14, 32, 32, 77));
        assertThat(A.timesTransposed(A)).isEqualTo(Matrix.of(2, 2, 14, 32, 32, 77));
        assertThat(A.transposeTimes(A)).isEqualTo(Matrix.of(3, 3, 17, 22, 27, 22, 29, 36, 27, 36, 45));
        assertThat(A.columnMeans()).containsExactly(2.5, 3.5, 4.5);
        assertThat(A.transpose().columnMeans()).containsExactly(2, 5);
        assertThat(A.maxAbs()).isEqualTo(6);
        assertThat(Matrix.diagonal(1, 1)).isEqualTo(Matrix.identity(2));
    }

    @Test
    void slicesAreViewsOfTheSameMemory() {
        Matrix big = Matrix.gaussian(9, 12, 5);

        Matrix slice = big.rows(2, 8).columns(1, 12).everyRow(2).everyColumn(3);

        assertThat(slice).hasToString("Matrix[3 × 4]");
        assertThat(slice.data()).isSameAs(big.data());
        assertThat(slice.get(2, 3)).isEqualTo(big.get(6, 10));
        assertThat(big.row(4).get(0, 11)).isEqualTo(big.get(4, 11));
        assertThat(big.column(7).get(8, 0)).isEqualTo(big.get(8, 7));
        assertThat(slice.transpose().toArray()).hasSize(12).startsWith(big.get(2, 1), big.get(4, 1), big.get(6, 1));
    }

    @Test
    void productsOfViewsAreProductsOfTheirCopies() {
        Matrix big = Matrix.gaussian(40, 50, 6);
        Matrix[] lefts = {big.rows(3, 33), big.columns(5, 35).transpose(), big.everyColumn(2).rows(0, 25).transpose(),
                big.everyRow(2).columns(0, 17)};
        for (Matrix left : lefts) {
            Matrix right = Matrix.gaussian(left.columns(), 9, 7);
            Matrix expected = Matrix.of(left.rows(), left.columns(), left.toArray()).times(right);

            assertThat(left.times(right).minus(expected).norm()).isLessThanOrEqualTo(
                    Tolerance.ofDoubleSum(left.columns(), left.norm() * right.norm()));
        }
    }

    @Test
    void aProductWithTheOwnTransposeIsSymmetricToTheLastBit() {
        Matrix x = Matrix.gaussian(70, 33, 8);
        Matrix gram = x.transposeTimes(x);
        Matrix outer = x.timesTransposed(x);

        assertThat(gram).isEqualTo(gram.transpose());
        assertThat(outer).isEqualTo(outer.transpose());
    }

    @Test
    void theNormNeitherOverflowsNorVanishes() {
        assertThat(Matrix.of(1, 2, 3e200, 4e200).norm()).isCloseTo(5e200, within(1e185));
        assertThat(Matrix.of(1, 2, 3e-200, 4e-200).norm()).isCloseTo(5e-200, within(1e-215));
        assertThat(Matrix.zeros(3, 0).norm()).isZero();
        assertThat(Matrix.of(1, 2, 1, Double.NaN).norm()).isNaN();
        assertThat(Matrix.of(1, 2, 1, Double.NEGATIVE_INFINITY).norm()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void equalElementsMakeEqualMatricesWhateverTheirMemory() {
        Matrix copy = Matrix.of(2, 2, 2, 3, 5, 6);

        assertThat(A.columns(1, 3)).isEqualTo(copy).hasSameHashCodeAs(copy);
        assertThat(A).isNotEqualTo(A.transpose()).isNotEqualTo(A.times(2)).isNotEqualTo("A");
        assertThat(Matrix.of(1, 1, 0.0)).isNotEqualTo(Matrix.of(1, 1, -0.0));
        assertThat(Matrix.of(1, 1, Double.NaN)).isEqualTo(Matrix.of(1, 1, Double.NaN));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertThat(Matrix.gaussian(3, 4, 1)).isEqualTo(Matrix.gaussian(3, 4, 1)).isNotEqualTo(Matrix.gaussian(3, 4, 2));
    }

    @Test
    void printsItsShapeAndRendersItsElements() {
        assertThat(A).hasToString("Matrix[2 × 3]");
        assertThat(A.times(-1.5).render()).isEqualTo("""
                Matrix[2 × 3]
                  -1.50000  -3.00000  -4.50000
                  -6.00000  -7.50000  -9.00000""");
        assertThat(Matrix.zeros(100, 100).render().lines()).hasSize(10);
    }

    @Test
    void aStepBeyondTheEndLeavesTheFirst() {
        assertThat(A.everyRow(Integer.MAX_VALUE).times(A.transpose())).isEqualTo(A.rows(0, 1).times(A.transpose()));
        assertThat(A.transpose().everyColumn(Integer.MAX_VALUE).times(Matrix.of(1, 1, 2))).isEqualTo(A.rows(0, 1).transpose().times(2));
    }

    @Test
    void wrongShapesGetOneClearSentence() {
        assertThatThrownBy(() -> Matrix.zeros(150, 4).times(Matrix.zeros(3, 2)))
                .hasMessage("Matrix.times: expected 4 rows on the right for [150 × 4] on the left, but got [3 × 2]");
        assertThatThrownBy(() -> A.plus(A.transpose()))
                .hasMessage("Matrix.plus: expected [2 × 3] on the right as on the left, but got [3 × 2]");
        assertThatThrownBy(() -> Matrix.of(2, 2, 1, 2, 3)).hasMessage("Matrix.of: expected 4 elements for [2 × 2], but got 3");
        assertThatThrownBy(() -> Matrix.of(new double[][] {{1, 2}, {3}}))
                .hasMessage("Matrix.of: expected 2 elements in every row as in row 0, but row 1 has 1");
        assertThatThrownBy(() -> Matrix.zeros(-1, 2)).hasMessage("Matrix: expected rows ≥ 0, but got -1");
        assertThatThrownBy(() -> Matrix.zeros(100_000, 100_000))
                .hasMessage("Matrix: expected at most 2147483639 elements, but got [100000 × 100000]");
        assertThatThrownBy(() -> A.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Matrix[2 × 3]: expected a row in 0 … 1, but got 2");
        assertThatThrownBy(() -> A.columns(1, 4))
                .hasMessage("Matrix[2 × 3]: expected a range of columns within 0 … 3, but got 1 … 4");
    }
}
