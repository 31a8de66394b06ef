package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    /// What sums of a few thousand float64 products of numbers around 1 leave.
    private static final Offset<Double> ROUNDING = within(1e-10);

    // ---- against the reference

    @ParameterizedTest(name = "{0} rows of {1}")
    @CsvSource({"1, 1", "2, 1", "3, 5", "511, 7", "512, 7", "513, 7", "1024, 3", "1025, 65", "2500, 33", "40, 300"})
    void theyAreTheSumsOfTheDefinition(int rows, int features) {
        Matrix x = Matrix.gaussian(rows, features, 7);

        Moments moments = Moments.of(x);

        assertThat(moments.count()).isEqualTo(rows);
        assertThat(moments.mean()).containsExactly(x.columnMeans(), ROUNDING);
        assertThat(moments.scatter().toArray()).containsExactly(scatter(x), ROUNDING);
    }

    /// Two passes, element by element.
    private static double[] scatter(Matrix x) {
        double[] mean = x.columnMeans(), sum = new double[x.columns() * x.columns()];
        for (int r = 0; r < x.rows(); r++) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) sum[i * mean.length + j] += (x.get(r, i) - mean[i]) * (x.get(r, j) - mean[j]);
            }
        }
        return sum;
    }

    @Test void theStudentsHaveTheirPublishedMoments() {
        Moments moments = Moments.of(Students.table().toMatrix());

        assertThat(moments.mean()).containsExactly(new double[] {58.1, 61.8, 67.3}, ROUNDING);
        assertThat(moments.covariance(0).toArray()).containsExactly(new double[] {60.45, 33.63, 46.29, 33.63, 68.49, 50.93, 46.29, 50.93, 53.61}, ROUNDING);
        assertThat(moments.deviations(0)[0]).isEqualTo(Math.sqrt(60.45), ROUNDING);
        assertThat(moments).hasToString("Moments(30 rows of 3 features)");
    }

    // ---- stability

    @Test void aDistantMeanCostsNoDigits() {
        Matrix x = Matrix.gaussian(3000, 5, 7), far = mapped(x, (_, value) -> value + 1e8);

        double[] near = Moments.of(x).scatter().toArray();

        assertThat(Moments.of(far).scatter().toArray()).containsExactly(near, within(1e-4));    // the rows themselves lost 1.5e-8 each
    }

    /// Rows that run away from their first block, and a first row that is like no other.
    @Test void aMeanThatMovesCostsNoDigits() {
        Matrix drift = mapped(Matrix.gaussian(5000, 3, 7), (row, value) -> value + row * 1e3), odd = mapped(Matrix.gaussian(700, 3, 7), (row, value) -> row == 0 ? 1e8 : value);

        for (Matrix x : new Matrix[] {drift, odd}) {
            double[] expected = scatter(x);
            assertThat(Moments.of(x).scatter().toArray()).containsExactly(expected, within(1e-13 * expected[0]));
        }
    }

    private interface Change {
        double of(int row, double value);
    }

    private static Matrix mapped(Matrix x, Change change) {
        int d = x.columns();
        return Matrix.wrap(x.rows(), d, IntStream.range(0, x.rows() * d).mapToDouble(i -> change.of(i / d, x.get(i / d, i % d))).toArray());
    }

    // ---- against another path

    @ParameterizedTest(name = "split behind row {0}")
    @CsvSource({"0", "1", "512", "700", "1299", "1300"})
    void theMomentsOfPartsMergeIntoThoseOfTheWhole(int first) {
        Matrix x = mapped(Matrix.gaussian(1300, 6, 7), (row, value) -> row < 700 ? value : 3 * value + 100);

        Moments merged = Moments.of(x.rows(0, first)).plus(Moments.of(x.rows(first, 1300))), whole = Moments.of(x);

        assertThat(merged.count()).isEqualTo(1300);
        assertThat(merged.mean()).containsExactly(whole.mean(), ROUNDING);
        assertThat(merged.scatter().toArray()).containsExactly(whole.scatter().toArray(), within(1e-13 * whole.scatter().maxAbs()));
        assertThat(merged.scatter()).isEqualTo(merged.scatter().transpose());
    }

    @Test void mergingIsAssociative() {
        Moments a = Moments.of(Matrix.gaussian(100, 4, 1)), b = Moments.of(Matrix.gaussian(7, 4, 2)), c = Moments.of(mapped(Matrix.gaussian(900, 4, 3), (_, value) -> value - 50));

        Moments left = a.plus(b).plus(c), right = a.plus(b.plus(c));

        assertThat(left.mean()).containsExactly(right.mean(), ROUNDING);
        assertThat(left.scatter().toArray()).containsExactly(right.scatter().toArray(), within(1e-13 * left.scatter().maxAbs()));
    }

    @ParameterizedTest(name = "{0} rows at a time")
    @CsvSource({"1", "7", "512", "1000", "3000"})
    void theWayInWhichRowsArriveChangesNoBit(int atOnce) {
        Matrix x = Matrix.gaussian(2345, 9, 7);
        RunningMoments running = RunningMoments.of(9, Run.standard());

        for (int from = 0; from < 2345; from += atOnce) running.add(x.rows(from, Math.min(2345, from + atOnce)));

        assertThat(running.count()).isEqualTo(2345);
        assertThat(running.moments().scatter()).isEqualTo(Moments.of(x).scatter());
        assertThat(running.moments().mean()).containsExactly(Moments.of(x).mean());
    }

    @Test void askingOnTheWayChangesNoBit() {
        Matrix x = Matrix.gaussian(2000, 5, 7);
        RunningMoments running = RunningMoments.of(5, Run.standard());

        Moments half = running.add(x.rows(0, 1000)).moments();
        for (int i = 1000; i < 2000; i++) running.add(x.row(i).toArray(), 0);

        assertThat(half.scatter()).isEqualTo(Moments.of(x.rows(0, 1000)).scatter());
        assertThat(running.moments().scatter()).isEqualTo(Moments.of(x).scatter());
    }

    @Test void aDataSetGivesTheBitsOfItsMatrix() {
        TableDataset students = TableDataset.of(Students.table(), "");

        assertThat(Moments.of(students, Run.standard()).scatter()).isEqualTo(Moments.of(students.matrix()).scatter());
        assertThat(Moments.of(students.rows(3, 1, 4), Run.standard()).scatter()).isEqualTo(Moments.of(students.rows(3, 1, 4).matrix()).scatter());
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64", "FLOAT32"})
    void anyNumberOfThreadsGivesTheSameBits(Precision precision) {
        TensorDataset data = floats(3000, 130, 0);

        Moments once = Moments.of(data, precision, Run.standard().threads(1)), thrice = Moments.of(data, precision, Run.standard().threads(3));

        assertThat(thrice.scatter()).isEqualTo(once.scatter());
        assertThat(thrice.mean()).containsExactly(once.mean());
    }

    // ---- float32

    @ParameterizedTest(name = "a mean of {0}")
    @CsvSource({"0", "1000"})
    void productsInFloat32AreAsAccurateAsDeclared(double mean) {
        TensorDataset data = floats(5000, 40, mean);

        Moments exact = Moments.of(data, Run.standard()), fast = Moments.of(data, Precision.FLOAT32, Run.standard());

        for (int i = 0; i < 40; i++) {
            assertThat(fast.mean()[i]).isEqualTo(exact.mean()[i], within(1e-6));
            for (int j = 0; j < 40; j++) {
                double scale = Math.sqrt(exact.scatter().get(i, i) * exact.scatter().get(j, j));
                assertThat(fast.scatter().get(i, j)).isEqualTo(exact.scatter().get(i, j), within(1e-6 * scale));
            }
        }
        assertThat(fast.scatter()).isNotEqualTo(exact.scatter());
    }

    private static TensorDataset floats(int rows, int columns, double mean) {
        double[] wide = Matrix.gaussian(rows, columns, 7).toArray();
        float[] narrow = new float[wide.length];
        for (int i = 0; i < wide.length; i++) narrow[i] = (float) (wide[i] + mean);
        return TensorDataset.of(Tensor.of(Shape.of(rows, columns), narrow));
    }

    // ---- what is made of them

    @Test void correlationIsThatOfStandardizedRows() {
        Matrix x = Matrix.gaussian(50, 4, 7).times(Matrix.gaussian(4, 4, 8));
        Moments moments = Moments.of(x);
        double[] mean = moments.mean(), deviations = moments.deviations(0);

        Matrix standardized = Matrix.wrap(50, 4, IntStream.range(0, 200).mapToDouble(i -> (x.get(i / 4, i % 4) - mean[i % 4]) / deviations[i % 4]).toArray());

        assertThat(moments.correlation().toArray()).containsExactly(standardized.transposeTimes(standardized).times(1.0 / 50).toArray(), ROUNDING);
    }

    @Test void autocorrelationIsTheMomentAroundZero() {
        Matrix x = mapped(Matrix.gaussian(60, 3, 7), (row, value) -> value + row % 3);

        assertThat(Moments.of(x).autocorrelation().toArray()).containsExactly(x.transposeTimes(x).times(1.0 / 60).toArray(), ROUNDING);
    }

    @Test void aConstantFeatureVariesExactlyNotAtAll() {
        Matrix x = mapped(Matrix.gaussian(2000, 2, 7), (_, value) -> value);
        Matrix constant = Matrix.wrap(2000, 2, IntStream.range(0, 4000).mapToDouble(i -> i % 2 == 0 ? 0.1 : x.get(i / 2, 1)).toArray());

        Moments moments = Moments.of(constant);

        assertThat(moments.scatter().get(0, 0)).isEqualTo(0);
        assertThat(moments.mean()[0]).isEqualTo(0.1);
        assertThat(moments.correlation().toArray()).containsExactly(0, 0, 0, 1);
    }

    @Test void knownMomentsNeedNoRows() {
        Moments students = Moments.of(Students.table().toMatrix());

        Moments known = Moments.of(students.mean(), students.covariance(1), 30, 1);

        assertThat(known.scatter().toArray()).containsExactly(students.scatter().toArray(), ROUNDING);
        assertThat(known.scatter()).isEqualTo(known.scatter().transpose());
    }

    // ---- the file

    @Test void aSavedSummaryComesBackTheSame(@TempDir Path directory) {
        Moments moments = Moments.of(Students.table().toMatrix());

        moments.save(directory.resolve("part.safetensors"));

        Moments loaded = Moments.load(directory.resolve("part.safetensors"));
        assertThat(loaded.count()).isEqualTo(30);
        assertThat(loaded.mean()).containsExactly(moments.mean());
        assertThat(loaded.scatter()).isEqualTo(moments.scatter());
    }

    @Test void anotherFileIsRefused(@TempDir Path directory) {
        PCA.of(1).fit(Students.table().toMatrix()).save(directory.resolve("pca.safetensors"));

        assertThatThrownBy(() -> Moments.load(directory.resolve("pca.safetensors"))).isInstanceOf(DataException.class)
                .hasMessage(directory.resolve("pca.safetensors") + ": expected moments with a count, a mean [features] and a scatter [features, features], but got the tensors [axes, mean, variances]");
    }

    // ---- complaints

    @ParameterizedTest(name = "row {0} has {1}")
    @CsvSource({"0, NaN", "3, Infinity", "700, -Infinity", "1400, NaN"})
    void aNumberThatIsNotFiniteIsNamedWithItsPlace(int row, double value) {
        Matrix x = mapped(Matrix.gaussian(1500, 1, 7), (i, before) -> i == row ? value : before);

        assertThatThrownBy(() -> Moments.of(x)).isInstanceOf(DataException.class)
                .hasMessage("Moments: expected finite numbers, but row " + row + ", column 0 has " + value + ". Drop or fill such rows first");
    }

    @Test void sumsThatDoNotFitAreToldApart() {
        assertThatThrownBy(() -> Moments.of(Matrix.of(2, 2, 1, 2, 3, 4)).plus(Moments.of(Matrix.of(1, 1, 1)))).isInstanceOf(ShapeException.class)
                .hasMessage("Moments.plus: expected moments of 2 features, but got 1");
        assertThatThrownBy(() -> RunningMoments.of(3, Run.standard()).add(Matrix.zeros(4, 2))).isInstanceOf(ShapeException.class)
                .hasMessage("Moments: expected rows of 3 features, but got 2");
        assertThatThrownBy(() -> Moments.of(new double[2], Matrix.identity(3), 9, 1)).isInstanceOf(ShapeException.class)
                .hasMessage("Moments: expected a covariance [2, 2] for 2 means, but got Matrix[3 × 3]");
    }

    @Test void rowsThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> RunningMoments.of(3, Run.standard()).add(new double[4], 2)).isInstanceOf(ShapeException.class)
                .hasMessage("Moments: expected a row of 3 features from 2 on, but got an array of 4 numbers");
        assertThatThrownBy(() -> RunningClassMoments.of(java.util.List.of("a"), 3, Run.standard()).add(new double[2], 0, 0)).isInstanceOf(ShapeException.class)
                .hasMessage("ClassMoments: expected a row of 3 features from 0 on, but got an array of 2 numbers");
    }

    @Test void knownMomentsThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> Moments.of(new double[] {Double.NaN}, Matrix.of(1, 1, 1), 3, 0)).isInstanceOf(DataException.class).hasMessage("Moments: expected a finite mean, but it has NaN");
        assertThatThrownBy(() -> Moments.of(new double[] {0}, Matrix.of(1, 1, Double.POSITIVE_INFINITY), 3, 0)).hasMessage("Moments: expected a finite covariance, but it has an infinity");
    }

    @Test void tooFewRowsHaveNoCovariance() {
        assertThat(Moments.of(Matrix.of(1, 2, 3, 4)).covariance(0).toArray()).containsExactly(0, 0, 0, 0);
        assertThatThrownBy(() -> Moments.of(Matrix.of(1, 2, 3, 4)).covariance(1)).isInstanceOf(DataException.class)
                .hasMessage("Moments: expected at least 2 rows, but got 1");
        assertThatThrownBy(() -> Moments.of(Matrix.zeros(0, 2)).correlation()).isInstanceOf(DataException.class)
                .hasMessage("Moments: expected at least 1 row, but got 0");
        assertThatThrownBy(() -> Moments.of(Matrix.zeros(2, 0))).hasMessage("Moments: expected at least one feature, but got none");
    }
}
