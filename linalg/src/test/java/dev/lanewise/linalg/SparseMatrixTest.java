package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.testkit.kernel.Tolerance;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SparseMatrixTest {

    private static final SparseMatrix A = SparseMatrix.of(3, 4, new int[] {2, 0, 2, 0, 2}, new int[] {3, 1, 0, 1, 3},
            new double[] {7, 5, 1, 0.5, -2});

    static Stream<SparseMatrix> random() {
        return Stream.of(random(0, 0, 0), random(0, 5, 0), random(5, 0, 0), random(1, 1, 1), random(1, 1, 0), random(1, 9, 4), random(9, 1, 4),
                random(7, 7, 0), random(17, 13, 40), random(64, 33, 300), random(33, 130, 2000), random(200, 150, 4000),
                random(200, 150, 4000).rows(30, 173), random(5, 5, 100));
    }

    @Test
    void tripletsMayComeInAnyOrderAndAddUp() {
        assertThat(A.toDense()).isEqualTo(Matrix.of(3, 4, 0, 5.5, 0, 0, 0, 0, 0, 0, 1, 0, 0, 5));
        assertThat(A.nonZeros()).isEqualTo(3);
        assertThat(A.get(2, 3)).isEqualTo(5);
        assertThat(A.get(1, 3)).isZero();
        assertThat(A.rowStarts()).containsExactly(0, 1, 1, 3);
        assertThat(A.columnIndices()).containsExactly(1, 0, 3);
        assertThat(A.values()).containsExactly(5.5, 1, 5);
        assertThat(SparseMatrix.ofRows(4, A.rowStarts(), A.columnIndices(), A.values())).isEqualTo(A).hasSameHashCodeAs(A);
        assertThat(A).hasToString("SparseMatrix[3 × 4, 3 stored]");
    }

    @ParameterizedTest
    @MethodSource("random")
    void behavesLikeTheDenseMatrix(SparseMatrix a) {
        Matrix dense = a.toDense();

        assertThat(SparseMatrix.of(dense)).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(a.transpose().toDense()).isEqualTo(dense.transpose());
        assertThat(a.transpose().transpose()).isEqualTo(a);
        assertThat(a.times(-3).toDense()).isEqualTo(SparseMatrix.of(dense.times(-3)).toDense());
        assertThat(Matrix.of(1, a.columns(), a.columnMeans())).isEqualTo(Matrix.of(1, a.columns(), dense.columnMeans()));
        for (int i = 0; i < a.rows(); i++) {
            assertThat(a.row(i).toDense()).isEqualTo(dense.row(i));
            for (int j = 0; j < a.columns(); j++) assertThat(a.get(i, j)).isEqualTo(dense.get(i, j));
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void scalesRowsAndColumns(SparseMatrix a) {
        double[] rowFactors = Matrix.gaussian(1, a.rows(), 1).toArray();
        double[] columnFactors = Matrix.gaussian(1, a.columns(), 2).toArray();
        Matrix scaled = a.scaleRows(rowFactors).scaleColumns(columnFactors).toDense();

        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) assertThat(scaled.get(i, j)).isEqualTo(a.get(i, j) * rowFactors[i] * columnFactors[j]);
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void productsAreThoseOfTheDenseMatrix(SparseMatrix a) {
        for (int n : new int[] {0, 1, 3, 8, 50}) {
            Matrix right = Matrix.gaussian(n, a.columns(), n).transpose();
            Matrix left = Matrix.gaussian(a.rows(), n + 4, n).columns(2, n + 2);

            assertClose(a.times(right), a.toDense().times(right), a.columns());
            assertClose(a.transposeTimes(left), a.toDense().transposeTimes(left), a.rows());
            assertThat(a.transposeTimes(left)).isEqualTo(a.transpose().times(left));
            if (n == 1) assertThat(a.times(right.toArray())).isEqualTo(a.times(right).toArray());
        }
    }

    private static void assertClose(Matrix actual, Matrix expected, int terms) {
        assertThat(actual).hasToString(expected.toString());
        assertThat(actual.minus(expected).maxAbs()).isLessThanOrEqualTo(Tolerance.ofDoubleSum(terms, 4 * terms + 40));
    }

    @Test
    void neitherThreadsNorKernelsChangeABit() {
        SparseMatrix a = random(3000, 2000, 60_000);
        Matrix right = Matrix.gaussian(2000, 50, 1);
        Matrix left = Matrix.gaussian(3000, 50, 2);

        for (Backend backend : new Backend[] {Backend.of(2), Backend.of(5), Backend.named("scalar", 1)}) {
            assertThat(a.times(right, backend)).isEqualTo(a.times(right, Backend.of(1)));
            assertThat(a.transposeTimes(left, backend)).isEqualTo(a.transposeTimes(left, Backend.of(1)));
        }
    }

    @Test
    void aNaNReachesWhatItIsMultipliedWith() {
        SparseMatrix a = SparseMatrix.of(2, 2, new int[] {0, 1}, new int[] {0, 1}, new double[] {Double.NaN, 2});

        assertThat(a.times(new double[] {1, 3})).containsExactly(Double.NaN, 6);
        assertThat(a.times(new double[] {1, Double.POSITIVE_INFINITY})).containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(a.columnMeans()).containsExactly(Double.NaN, 1);
        assertThat(SparseMatrix.of(a.toDense())).isEqualTo(a);
    }

    @Test
    void storedZerosAreKeptAndTellMatricesApart() {
        SparseMatrix zero = SparseMatrix.of(1, 2, new int[] {0, 0}, new int[] {1, 1}, new double[] {1, -1});

        assertThat(zero.nonZeros()).isEqualTo(1);
        assertThat(zero.toDense()).isEqualTo(Matrix.zeros(1, 2));
        assertThat(zero).isNotEqualTo(SparseMatrix.of(zero.toDense())).isNotEqualTo(A).isNotEqualTo("A");
    }

    @Test
    void theGivenArraysMayChangeAfterwards() {
        double[] values = {1, 2};
        int[] starts = {0, 2};
        int[] indices = {0, 1};
        SparseMatrix a = SparseMatrix.ofRows(2, starts, indices, values);
        values[0] = 9;
        indices[1] = 0;
        starts[1] = 1;
        a.values()[0] = 9;

        assertThat(a.toDense()).isEqualTo(Matrix.of(1, 2, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("random")
    void aCentredMatrixIsNeverFormedButMultipliesLikeIt(SparseMatrix a) {
        if (a.rows() == 0) return;
        double[] ones = new double[a.rows()];
        java.util.Arrays.fill(ones, 1);
        Matrix expected = a.toDense().minus(Matrix.wrap(a.rows(), 1, ones).times(Matrix.of(1, a.columns(), a.columnMeans())));
        Matrix right = Matrix.gaussian(a.columns(), 3, 1);
        Matrix left = Matrix.gaussian(a.rows(), 3, 2);

        assertClose(Centered.of(a).times(right), expected.times(right), a.columns());
        assertClose(Centered.of(a).transposeTimes(left), expected.transposeTimes(left), a.rows());
        assertThat(Centered.of(a.toDense()).times(right).minus(expected.times(right)).maxAbs()).isCloseTo(0, within(1e-12));
    }

    @Test
    void wrongArraysGetOneClearSentence() {
        assertThatThrownBy(() -> SparseMatrix.of(2, 2, new int[1], new int[2], new double[2]))
                .hasMessage("SparseMatrix.of: expected as many row indices as column indices and values, but got 1, 2 and 2");
        assertThatThrownBy(() -> SparseMatrix.of(2, 2, new int[] {0, 1}, new int[] {1, 2}, new double[2]))
                .hasMessage("SparseMatrix.of: expected indices inside [2 × 2], but triplet 1 is at row 1, column 2");
        assertThatThrownBy(() -> SparseMatrix.of(-1, 2, new int[0], new int[0], new double[0])).hasMessage("SparseMatrix: expected rows ≥ 0, but got -1");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[] {0, 1}, new int[1], new double[2]))
                .hasMessage("SparseMatrix.ofRows: expected as many column indices as values, but got 1 and 2");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[] {0, 1}, new int[2], new double[2]))
                .hasMessage("SparseMatrix.ofRows: expected row starts from 0 to 2, the number of values, but got 0 … 1");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[0], new int[0], new double[0]))
                .hasMessage("SparseMatrix.ofRows: expected row starts from 0 to 0, the number of values, but got none");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[] {0, 2, 1, 2}, new int[2], new double[2]))
                .hasMessage("SparseMatrix.ofRows: expected row starts that don't descend, but row 1 starts at 2 and ends at 1");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[] {0, 2}, new int[] {1, 1}, new double[2]))
                .hasMessage("SparseMatrix.ofRows: expected columns within 0 … 1 that ascend in every row, but row 0 has 1 after 1");
        assertThatThrownBy(() -> SparseMatrix.ofRows(2, new int[] {0, 1}, new int[] {2}, new double[1]))
                .hasMessage("SparseMatrix.ofRows: expected columns within 0 … 1 that ascend in every row, but row 0 has 2");
    }

    @Test
    void wrongShapesGetOneClearSentence() {
        assertThatThrownBy(() -> A.times(Matrix.zeros(3, 2)))
                .hasMessage("SparseMatrix.times: expected 4 rows on the right for [3 × 4] on the left, but got [3 × 2]");
        assertThatThrownBy(() -> A.transposeTimes(Matrix.zeros(4, 2)))
                .hasMessage("SparseMatrix.transposeTimes: expected 3 rows on the right for [3 × 4] on the left, but got [4 × 2]");
        assertThatThrownBy(() -> A.times(new double[3])).hasMessage("SparseMatrix.times: expected 4 elements, one for each column, but got 3");
        assertThatThrownBy(() -> A.scaleRows(1, 2)).hasMessage("SparseMatrix.scaleRows: expected 3 factors, one for each row, but got 2");
        assertThatThrownBy(() -> A.scaleColumns(1)).hasMessage("SparseMatrix.scaleColumns: expected 4 factors, one for each column, but got 1");
        assertThatThrownBy(() -> A.get(3, 0)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("SparseMatrix[3 × 4, 3 stored]: expected a row in 0 … 2, but got 3");
        assertThatThrownBy(() -> A.rows(2, 4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("SparseMatrix[3 × 4, 3 stored]: expected a range of rows within 0 … 3, but got 2 … 4");
        assertThatThrownBy(() -> new Centered(A, Matrix.zeros(1, 3))).hasMessage("Centered: expected a mean [1 × 4], but got [1 × 3]");
    }

    /// `triplets` standard normal numbers at random places, some of which may coincide.
    static SparseMatrix random(int rows, int columns, int triplets) {
        var random = new Random(rows * 31L + columns);
        int[] rowIndices = new int[triplets];
        int[] columnIndices = new int[triplets];
        double[] values = new double[triplets];
        for (int p = 0; p < triplets; p++) {
            rowIndices[p] = random.nextInt(rows);
            columnIndices[p] = random.nextInt(columns);
            values[p] = random.nextGaussian();
        }
        return SparseMatrix.of(rows, columns, rowIndices, columnIndices, values);
    }
}
