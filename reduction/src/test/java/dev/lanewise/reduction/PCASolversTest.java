package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.CsvFormat;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Students;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SparseMatrix;
import dev.lanewise.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against another path: each solver beside the others, and streams beside rows in memory.
class PCASolversTest {

    private static final Offset<Double> ROUNDING = within(1e-9);

    @ParameterizedTest(name = "{0}, {1} rows of {2}")
    @CsvSource({"SVD, 40, 7", "SVD, 7, 40", "SVD, 3, 3", "INNER_PRODUCTS, 40, 7", "INNER_PRODUCTS, 7, 40", "COVARIANCE, 7, 40", "INCREMENTAL, 50, 3", "INCREMENTAL, 3, 40", "LANCZOS, 40, 7",
            "LANCZOS, 7, 40", "LANCZOS, 300, 90", "RANDOMIZED, 40, 7", "RANDOMIZED, 7, 40"})
    void everySolverFindsTheSameAxes(Solver solver, int rows, int features) {
        Matrix x = Matrix.gaussian(rows, features, 7).times(Matrix.gaussian(features, features, 8));
        PCA pca = PCA.of(2).ddof(0);

        PCAModel model = pca.solver(solver).fit(x), expected = pca.solver(Solver.COVARIANCE).fit(x);

        assertThat(model.components().toArray()).containsExactly(expected.components().toArray(), ROUNDING);
        assertThat(model.explainedVarianceRatio()).containsExactly(expected.explainedVarianceRatio(), ROUNDING);
        assertThat(model.noiseVariance()).isEqualTo(expected.noiseVariance(), within(1e-8));
        assertThat(model.mean()).containsExactly(expected.mean(), ROUNDING);
    }

    @Test void singularValuesKeepTheDigitsOfSmallVariances() {
        Matrix x = Matrix.gaussian(50, 3, 7).times(Matrix.diagonal(1, 1e-6, 1e-9));
        Matrix scaled = Matrix.gaussian(50, 3, 7);

        double smallest = PCA.all().solver(Solver.SVD).fit(x).explainedVariance()[2];

        assertThat(smallest).isBetween(0.5e-18, 2e-18);                                           // 1e-18, where the covariance matrix has rounding errors of 1e-16
        assertThat(Moments.of(scaled).covariance(1).get(2, 2)).isBetween(0.5, 2.0);
    }

    /// Rows of three dimensions in a hundred thousand: a second moment would take 80 GB.
    @Test void moreThan65535ColumnsStreamBy() {
        int wide = 100_000;
        Matrix x = Matrix.gaussian(200, 3, 7).times(Matrix.diagonal(3, 2, 1)).times(Matrix.gaussian(3, wide, 8));

        PCAModel streamed = PCA.of(3).fit(new DenseRows(x), Run.standard()), inMemory = PCA.of(3).fit(x);

        assertThat(Solver.AUTO.choose(Long.MAX_VALUE, wide, Keep.all())).isEqualTo(Solver.INCREMENTAL);
        assertThat(streamed.components().minus(inMemory.components()).maxAbs()).isLessThan(1e-12);
        assertThat(streamed.explainedVarianceRatio()).containsExactly(inMemory.explainedVarianceRatio(), ROUNDING);
    }

    @ParameterizedTest(name = "{0}, correlation {1}")
    @CsvSource({"LANCZOS, false", "LANCZOS, true", "RANDOMIZED, false", "RANDOMIZED, true"})
    void sparseRowsAreCentredWithoutBeingWrittenOut(Solver solver, boolean correlation) {
        Matrix dense = Matrix.wrap(60, 30, IntStream.range(0, 1800).mapToDouble(i -> i % 7 == 0 ? 1 + i % 11 : 0).toArray());
        PCA pca = PCA.of(3).correlation(correlation);

        PCAModel sparse = pca.solver(solver).fit(SparseMatrix.of(dense), Run.standard()), expected = pca.fit(dense), alike = pca.solver(solver).fit(dense);

        assertThat(sparse.explainedVarianceRatio()).containsExactly(expected.explainedVarianceRatio(), within(1e-6));
        assertThat(sparse.transform(SparseMatrix.of(dense)).toArray()).containsExactly(sparse.transform(dense).toArray(), ROUNDING);
        assertThat(alike.explainedVariance()).containsExactly(sparse.explainedVariance(), ROUNDING);
        assertThat(sparse.noiseVariance()).isEqualTo(expected.noiseVariance(), within(1e-6));
    }

    /// Ten numbers in each of 2,000 rows of 200,000 features.
    @Test void sparseRowsMayHaveMoreThan65535Columns() {
        int rows = 2000, wide = 200_000;
        int[] i = IntStream.range(0, 10 * rows).map(at -> at / 10).toArray(), j = IntStream.range(0, 10 * rows).map(at -> (int) (at * 7919L % wide)).toArray();
        double[] values = IntStream.range(0, 10 * rows).mapToDouble(at -> 1 + at / 10 % 3 * (j[at] % 2)).toArray();

        PCAModel model = PCA.of(2).solver(Solver.RANDOMIZED).fit(SparseMatrix.of(rows, wide, i, j, values), Run.standard());

        assertThat(model.components().rows()).isEqualTo(2);
        assertThat(model.orthonormalityError()).isLessThan(1e-12);
        assertThat(model.explainedVariance()[0]).isGreaterThanOrEqualTo(model.explainedVariance()[1]);
    }

    @Test void incrementalAxesAreNearlyThoseOfAllRowsWhereTheRestIsSmall() {
        Matrix x = Matrix.gaussian(2000, 5, 7).times(Matrix.gaussian(5, 60, 8)).plus(Matrix.gaussian(2000, 60, 9).times(0.01));

        PCAModel incremental = PCA.of(5).solver(Solver.INCREMENTAL).fit(x), exact = PCA.of(5).fit(x);

        assertThat(incremental.components().minus(exact.components()).maxAbs()).isLessThan(1e-4);
        assertThat(incremental.noiseVariance()).isEqualTo(1e-4, within(1e-5));
        assertThat(incremental.explainedVarianceRatio()[0]).isEqualTo(exact.explainedVarianceRatio()[0], within(1e-6));
    }

    @Test void aFileGivesTheModelOfItsRows(@TempDir Path directory) {
        Path file = directory.resolve("students.csv");
        Students.table().writeCsv(file);
        RowSource source = RowSource.csv(file);

        PCAModel model = PCA.of(2).fit(source, Run.standard());

        assertThat(model.components()).isEqualTo(PCA.of(2).fit(Students.table().toMatrix()).components());
        assertThat(model.featureNames()).containsExactly("japanese", "mathematics", "english");
        assertThat(model.content().provenance().samples()).isEqualTo(30);
        assertThat(Moments.of(source, Run.standard()).scatter()).isEqualTo(Moments.of(Students.table().toMatrix()).scatter());
    }

    @Test void classesOfAFileHaveTheMomentsOfTheDataSet() {
        Path iris = SharedFiles.require("data/sklearn-tables/iris.csv");
        Dataset data = Datasets.open(iris.toString(), "").train();

        ClassMoments streamed = ClassMoments.of(RowSource.csv(iris, CsvFormat.standard(), ""), Run.standard()), inMemory = ClassMoments.of(data, Run.standard());

        assertThat(streamed.classes()).isEqualTo(inMemory.classes());
        assertThat(streamed.within()).isEqualTo(inMemory.within());
    }

    @Test void mnistStreamsFromItsCompressedFile() {
        Path folder = SharedFiles.require("data/mnist");
        RowSource source = RowSource.idx(folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));

        PCAModel streamed = PCA.all().fit(source, Run.standard());

        assertThat(streamed.explainedVariance()).containsExactly(PCA.all().fit(Datasets.open(folder.toString(), "").train(), Run.standard()).explainedVariance());
    }

    @Test void whatHasNoVarianceToReportIsRefused() {
        assertThatThrownBy(() -> PCA.of(1).solver(Solver.INCREMENTAL).fit(Matrix.zeros(2, 0))).isInstanceOf(DataException.class).hasMessageContaining("expected at least one feature, but got none");
        for (Solver solver : new Solver[] {Solver.SVD, Solver.LANCZOS, Solver.RANDOMIZED, Solver.INCREMENTAL}) {
            assertThatThrownBy(() -> PCA.of(1).solver(solver).fit(Matrix.gaussian(9, 3, 1).times(1e160))).isInstanceOf(DataException.class).hasMessageContaining("the variance overflows");
        }
    }

    @Test void aSolverRefusesWhatItCannotDo() {
        Matrix x = Matrix.gaussian(9, 4, 7);

        assertThatThrownBy(() -> PCA.all().solver(Solver.INCREMENTAL).fit(x))
                .hasMessage("PCA(components=all, solver=incremental): expected a number of components, because this solver finds no more than is asked for");
        assertThatThrownBy(() -> PCA.of(2).correlation(true).solver(Solver.INCREMENTAL).fit(x)).hasMessageContaining("doesn't know their deviations before the end");
        assertThatThrownBy(() -> PCA.of(2).solver(Solver.SVD).fit(new DenseRows(x), Run.standard()))
                .hasMessage("PCA(components=2, solver=svd): expected a solver that reads rows once, covariance or incremental, for rows that stream by");
        assertThatThrownBy(() -> PCA.of(2).fit(new DenseRows(x.row(0)), Run.standard())).isInstanceOf(DataException.class)
                .hasMessage("PCA(components=2): expected at least 2 rows, but got 1");
        assertThatThrownBy(() -> PCA.of(2).solver(Solver.COVARIANCE).fit(SparseMatrix.of(x), Run.standard()))
                .hasMessage("PCA(components=2, solver=covariance): expected the solver lanczos or randomized for sparse rows");
        assertThatThrownBy(() -> PCA.of(5).solver(Solver.LANCZOS).fit(x)).hasMessageContaining("expected at most 4 components, the smaller of rows and features, but got 5");
        Matrix broken = Matrix.wrap(80, 1, IntStream.range(0, 80).mapToDouble(i -> i == 70 ? Double.NaN : i).toArray());
        assertThatThrownBy(() -> PCA.of(1).solver(Solver.INCREMENTAL).fit(broken)).isInstanceOf(DataException.class)
                .hasMessage("PCA: expected finite numbers, but row 70, column 0 has NaN. Drop or fill such rows first");
        assertThatThrownBy(() -> PCA.of(4).solver(Solver.INCREMENTAL).fit(Matrix.gaussian(3, 9, 7))).hasMessageContaining("expected at most 3 components");
    }

    @Test void theAutomaticChoiceFollowsShapeAndNumberOfAxes() {
        assertThat(Solver.AUTO.choose(60_000, 784, Keep.count(5))).isEqualTo(Solver.COVARIANCE);
        assertThat(Solver.AUTO.choose(6000, 2000, Keep.count(40))).isEqualTo(Solver.LANCZOS);
        assertThat(Solver.AUTO.choose(6000, 2000, Keep.count(41))).isEqualTo(Solver.COVARIANCE);
        assertThat(Solver.AUTO.choose(6000, 2000, Keep.all())).isEqualTo(Solver.COVARIANCE);
        assertThat(Solver.AUTO.choose(2000, 6000, Keep.count(5))).isEqualTo(Solver.LANCZOS);
        assertThat(Solver.AUTO.choose(100, 6000, Keep.count(5))).isEqualTo(Solver.INNER_PRODUCTS);
        assertThat(Solver.SVD.choose(6000, 2000, Keep.count(5))).isEqualTo(Solver.SVD);
    }
}
