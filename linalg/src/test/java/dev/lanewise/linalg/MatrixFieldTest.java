package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// What a matrix offers beyond products and views.
class MatrixFieldTest {

    private static final Matrix A = Matrix.of(new double[][] {{1, -2, 3}, {4, 5, -6}});
    private static final Matrix SQUARE = Matrix.of(new double[][] {{2, 1}, {1, 3}});
    private static final Matrix EMPTY = Matrix.zeros(0, 3);

    @Test
    void solvesSquareSystemsAndLeastSquares() {
        Matrix b = Matrix.of(2, 1, 3, 5);
        Matrix tall = Matrix.gaussian(20, 4, 1);
        Matrix x = Matrix.gaussian(4, 2, 2);

        assertThat(SQUARE.times(SQUARE.solve(b)).minus(b).maxAbs()).isLessThan(1e-15);
        assertThat(tall.solve(tall.times(x)).minus(x).maxAbs()).isLessThan(1e-14);
        assertThat(A.times(A.solve(b)).minus(b).maxAbs()).isLessThan(1e-14);
        assertThat(SQUARE.inverse().times(SQUARE).minus(Matrix.identity(2)).maxAbs()).isLessThan(1e-15);
        assertThat(SQUARE.determinant()).isCloseTo(5, within(1e-15));
        assertThat(Matrix.zeros(0, 0).determinant()).isEqualTo(1);
    }

    @Test
    void ranksAndNorms() {
        assertThat(A.rank()).isEqualTo(2);
        assertThat(Matrix.gaussian(30, 4, 1).times(Matrix.gaussian(4, 25, 2)).rank()).isEqualTo(4);
        assertThat(Matrix.zeros(3, 2).rank()).isZero();
        assertThat(EMPTY.rank()).isZero();
        assertThat(A.norm1()).isEqualTo(9);
        assertThat(A.normInfinity()).isEqualTo(15);
        assertThat(Matrix.diagonal(3, -7, 2).norm2()).isCloseTo(7, within(1e-14));
        assertThat(EMPTY.norm1() + EMPTY.normInfinity() + EMPTY.norm2()).isZero();
        assertThat(A.times(Double.NaN).norm1()).isNaN();
    }

    @Test
    void sumsMeansAndTheDiagonal() {
        assertThat(A.columnSums()).containsExactly(5, 3, -3);
        assertThat(A.rowSums()).containsExactly(2, 3);
        assertThat(A.rowMeans()).containsExactly(2 / 3.0, 1);
        assertThat(A.columns(1, 3).everyColumn(2).columnMeans()).containsExactly(1.5);
        assertThat(EMPTY.columnSums()).containsExactly(0, 0, 0);
        assertThat(EMPTY.columnMeans()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(A.diagonal()).containsExactly(1, 5);
        assertThat(A.trace()).isEqualTo(6);
        assertThat(EMPTY.trace()).isZero();
    }

    @Test
    void elementByElement() {
        assertThat(A.hadamard(A.transpose().transpose())).isEqualTo(Matrix.of(2, 3, 1, 4, 9, 16, 25, 36));
        assertThat(A.dot(A)).isEqualTo(91);
        assertThat(A.transpose().dot(A.transpose())).isEqualTo(91);
        assertThat(A.columns(1, 3).map(Math::abs)).isEqualTo(Matrix.of(2, 2, 2, 3, 5, 6));
        assertThat(A).isEqualTo(Matrix.of(2, 3, 1, -2, 3, 4, 5, -6));
    }

    @Test
    void selectsInAnyOrderAndStacks() {
        assertThat(A.rows(new int[] {1, 0, 1})).isEqualTo(Matrix.of(3, 3, 4, 5, -6, 1, -2, 3, 4, 5, -6));
        assertThat(A.columns(new int[] {2, 0})).isEqualTo(Matrix.of(2, 2, 3, 1, -6, 4));
        assertThat(A.rows(new int[0])).isEqualTo(EMPTY);
        assertThat(Matrix.stackRows(A, EMPTY, A.row(0))).isEqualTo(A.rows(new int[] {0, 1, 0}));
        assertThat(Matrix.stackColumns(A.column(2), A.columns(0, 2))).isEqualTo(A.columns(new int[] {2, 0, 1}));
        assertThat(Matrix.stackRows()).isEqualTo(Matrix.zeros(0, 0));
    }

    @Test
    void symmetryHasATolerance() {
        Matrix almost = Matrix.of(2, 2, 1, 2, 2.001, 4);

        assertThat(SQUARE.isSymmetric(0)).isTrue();
        assertThat(almost.isSymmetric(1e-3)).isTrue();
        assertThat(almost.isSymmetric(1e-4)).isFalse();
        assertThat(A.isSymmetric(1)).isFalse();
        assertThat(almost.times(Double.NaN).isSymmetric(1)).isFalse();
    }

    @Test
    void whatCannotBeDoneGetsOneClearSentence() {
        assertThatThrownBy(() -> A.hadamard(SQUARE)).hasMessage("Matrix.hadamard: expected [2 × 3] on the right as on the left, but got [2 × 2]");
        assertThatThrownBy(() -> A.dot(SQUARE)).hasMessage("Matrix.dot: expected [2 × 3] on the right as on the left, but got [2 × 2]");
        assertThatThrownBy(() -> Matrix.stackRows(A, SQUARE)).hasMessage("Matrix.stack: expected 3 columns in every part as in part 0, but part 1 has 2");
        assertThatThrownBy(() -> Matrix.stackColumns(A, A.row(0))).hasMessage("Matrix.stack: expected 2 rows in every part as in part 0, but part 1 has 1");
        assertThatThrownBy(() -> A.rows(new int[] {2})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> A.inverse()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("square");
        assertThatThrownBy(() -> Matrix.zeros(2, 2).solve(SQUARE)).isInstanceOf(IllegalArgumentException.class);
    }
}
