package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PCATest {

    /// What a dozen float64 operations on numbers around 10 leave.
    private static final Offset<Double> ROUNDING = within(1e-10);

    /// Half a unit of the sixth digit, in which the golden numbers are given.
    private static final Offset<Double> SIX_DIGITS = within(5e-7);

    // ---- the outside world

    @Test void theStudentsHaveThePublishedAxes() {                                   // variances divided by N, recomputed from the published moments
        PCAModel model = PCA.all().ddof(0).fit(Students.table().toMatrix());

        assertThat(model.explainedVariance()).containsExactly(new double[] {148.337889, 30.614625, 3.597486}, SIX_DIGITS);
        assertThat(model.explainedVarianceRatio()).containsExactly(new double[] {0.812588, 0.167705, 0.019707}, SIX_DIGITS);
        assertThat(model.cumulativeVarianceRatio()[1]).isEqualTo(0.980293, SIX_DIGITS);
        assertThat(model.components().toArray()).containsExactly(new double[] {0.540070, 0.602368, 0.587773, 0.736004, -0.676757, 0.017291,
                -0.408194, -0.423265, 0.808841}, SIX_DIGITS);
        assertThat(model.mean()).containsExactly(new double[] {58.1, 61.8, 67.3}, ROUNDING);
    }

    @Test void variancesOfTheStudentsDividedByOneLessAreLargerByThirtyTwentyNinths() {
        PCAModel model = PCA.all().fit(Students.table().toMatrix());

        assertThat(model.explainedVariance()).containsExactly(new double[] {153.4529887, 31.6703014, 3.7215375}, SIX_DIGITS);
    }

    @Test void thePublishedMomentsGiveTheSameAxesWithoutTheStudents() {
        Matrix covariance = Matrix.of(new double[][] {{60.45, 33.63, 46.29}, {33.63, 68.49, 50.93}, {46.29, 50.93, 53.61}});

        PCAModel model = PCA.all().ddof(0).fitCovariance(new double[] {58.1, 61.8, 67.3}, covariance, 30);

        assertThat(model.explainedVariance()).containsExactly(new double[] {148.337889, 30.614625, 3.597486}, SIX_DIGITS);
    }

    @Test void irisAgreesWithScikitLearn() throws IOException {
        Matrix iris = iris().matrix();
        Properties expected = expected("iris-pca.properties");

        PCAModel model = PCA.all().fit(iris), two = PCA.of(2).fit(iris);

        assertThat(model.mean()).containsExactly(numbers(expected, "mean"), ROUNDING);
        assertThat(model.explainedVariance()).containsExactly(numbers(expected, "explainedVariance"), ROUNDING);
        assertThat(model.explainedVarianceRatio()).containsExactly(numbers(expected, "explainedVarianceRatio"), ROUNDING);
        assertThat(model.singularValues()).containsExactly(numbers(expected, "singularValues"), ROUNDING);
        assertThat(model.components().toArray()).containsExactly(numbers(expected, "components"), ROUNDING);
        assertThat(two.noiseVariance()).isEqualTo(numbers(expected, "noiseVarianceOfTwo")[0], ROUNDING);
        assertThat(firstAndLast(model.transform(iris))).containsExactly(numbers(expected, "transformedRows0And149"), ROUNDING);
        assertThat(firstAndLast(PCA.of(2).whiten(true).fit(iris).transform(iris))).containsExactly(numbers(expected, "whitenedRows0And149"), ROUNDING);
        assertThat(two).hasToString("PCA: 4 features -> 2 components, 97.8 % of the variance");
    }

    @Test void theThreesOfMnistHaveTheirKnownSpectrum() {
        Dataset train = Datasets.open(SharedFiles.require("data/mnist").toString(), "").train();
        float[] label = new float[1];
        Dataset threes = train.rows(IntStream.range(0, train.size()).filter(row -> { train.readTarget(row, label, 0); return label[0] == 3; }).toArray());

        PCAModel model = PCA.all().fit(threes, Run.standard());

        double[] cumulative = model.cumulativeVarianceRatio();
        assertThat(threes.size()).isEqualTo(6131);
        assertThat(Arrays.copyOf(model.explainedVarianceRatio(), 3)).containsExactly(new double[] {0.12470, 0.09269, 0.07955}, within(5e-6));      // NumPy's eigvalsh: 0.0795525
        assertThat(axesFor(cumulative, 0.90, 0.95, 0.99)).containsExactly(80, 138, 289);
        assertThat(new double[] {cumulative[24], cumulative[99], cumulative[149], cumulative[199]})
                .containsExactly(new double[] {0.7242, 0.9238, 0.9564, 0.9738}, within(5e-5));
        assertThat(PCA.of(200).fit(threes, Run.standard()).evaluate(threes).figure("rmse")).isEqualTo(9.88, within(5e-3));
    }

    @Test void allOfMnistHasItsKnownSpectrum() {
        Dataset train = Datasets.open(SharedFiles.require("data/mnist").toString(), "").train();

        PCAModel model = PCA.all().fit(train, Run.standard());

        double[] cumulative = model.cumulativeVarianceRatio();
        assertThat(Arrays.copyOf(model.explainedVarianceRatio(), 3)).containsExactly(new double[] {0.09705, 0.07096, 0.06169}, within(5e-6));
        assertThat(axesFor(cumulative, 0.90, 0.95, 0.99)).containsExactly(87, 154, 331);
        assertThat(new double[] {cumulative[24], cumulative[99], cumulative[149], cumulative[199]})
                .containsExactly(new double[] {0.6918, 0.9146, 0.9484, 0.9664}, within(5e-5));
    }

    private static int[] axesFor(double[] cumulative, double... shares) {
        return Arrays.stream(shares).mapToInt(share -> 1 + (int) Arrays.stream(cumulative).filter(sum -> sum < share).count()).toArray();
    }

    // ---- identities

    @ParameterizedTest(name = "{0} rows of {1}")
    @CsvSource({"2, 1", "3, 3", "17, 5", "600, 7", "1025, 3", "5, 17", "8, 65"})
    void everyAxisTogetherGivesTheRowsBack(int rows, int features) {
        Matrix x = Matrix.gaussian(rows, features, 7);

        PCAModel model = PCA.all().fit(x);

        assertThat(model.inverseTransform(model.transform(x)).toArray()).containsExactly(x.toArray(), ROUNDING);
    }

    @ParameterizedTest(name = "{0} rows of {1}")
    @CsvSource({"3, 3", "17, 5", "600, 7", "5, 17", "8, 65"})
    void axesAreOrthonormalAndCoordinatesUncorrelatedWithTheDeclaredVariances(int rows, int features) {
        Matrix x = Matrix.gaussian(rows, features, 7);

        PCAModel model = PCA.all().fit(x);

        int k = model.dimensions();
        Matrix coordinates = model.transform(x);
        assertThat(model.components().timesTransposed(model.components()).toArray()).containsExactly(Matrix.identity(k).toArray(), ROUNDING);
        assertThat(coordinates.transposeTimes(coordinates).times(1.0 / (rows - 1)).toArray())
                .containsExactly(Matrix.diagonal(model.explainedVariance()).toArray(), ROUNDING);
    }

    @Test void whitenedCoordinatesHaveVarianceOne() {
        Matrix x = Matrix.gaussian(100, 4, 7).times(Matrix.gaussian(4, 4, 8));

        Matrix z = PCA.all().whiten(true).fit(x).transform(x);

        assertThat(z.transposeTimes(z).times(1.0 / 99).toArray()).containsExactly(Matrix.identity(4).toArray(), ROUNDING);
    }

    @Test void whitenedCoordinatesLeadBack() {
        Matrix x = Matrix.gaussian(100, 4, 7).times(Matrix.gaussian(4, 4, 8));
        PCAModel model = PCA.all().whiten(true).fit(x);

        assertThat(model.inverseTransform(model.transform(x)).toArray()).containsExactly(x.toArray(), ROUNDING);
    }

    // ---- another path

    @Test void fewerRowsThanFeaturesGiveTheAxesOfTheCovarianceMatrix() {
        Matrix x = Matrix.gaussian(6, 9, 7);
        Matrix centered = centered(x);

        PCAModel byRows = PCA.of(4).fit(x);
        PCAModel byCovariance = PCA.of(4).fitCovariance(x.columnMeans(), centered.transposeTimes(centered).times(1.0 / 5), 6);

        assertThat(byRows.components().toArray()).containsExactly(byCovariance.components().toArray(), ROUNDING);
        assertThat(byRows.explainedVariance()).containsExactly(byCovariance.explainedVariance(), ROUNDING);
    }

    private static Matrix centered(Matrix x) {
        double[] mean = x.columnMeans();
        int d = x.columns();
        return Matrix.of(x.rows(), d, IntStream.range(0, x.rows() * d).mapToDouble(i -> x.get(i / d, i % d) - mean[i % d]).toArray());
    }

    @Test void aDistantMeanCostsNoDigits() {
        Matrix x = Matrix.gaussian(200, 3, 7);
        Matrix far = Matrix.of(200, 3, Arrays.stream(x.toArray()).map(value -> value + 1e6).toArray());

        assertThat(PCA.all().fit(far).explainedVariance()).containsExactly(PCA.all().fit(x).explainedVariance(), within(1e-8));
    }

    @Test void anyNumberOfThreadsGivesTheSameBits() {
        Matrix x = Matrix.gaussian(1500, 70, 7);

        Matrix once = PCA.all().fit(x, Run.standard().threads(1)).components();

        assertThat(PCA.all().fit(x, Run.standard().threads(3)).components().toArray()).containsExactly(once.toArray());
    }

    // ---- the backend

    @Test void everyProductIsTheRunsOwn() {
        Dataset students = Datasets.open("students", "").train();
        Matrix wide = Matrix.gaussian(6, 9, 7), centered = centered(wide);
        PCAModel model = PCA.of(2).fit(students, Run.standard());

        int there = products(run -> model.predict(students, run)), thereAndBack = products(run -> model.evaluate(students, run));
        int decomposition = products(run -> SymmetricEigen.of(centered.timesTransposed(centered), run.backend())), fit = products(run -> PCA.all().fit(wide, run));

        assertThat(thereAndBack).isGreaterThan(there);
        assertThat(fit).isGreaterThanOrEqualTo(decomposition + 2);                      // inner products, and the axes from their vectors
    }

    /// How many products the backend of a run is asked for.
    private static int products(Consumer<Run> work) {
        AtomicInteger count = new AtomicInteger();
        Kernels real = Backend.standard().kernels();
        ProductKernels counting = proxy(ProductKernels.class, (method, arguments) -> {
            if (List.of("tiles", "panels", "dots").contains(method.getName())) count.incrementAndGet();
            return method.invoke(real.products(), arguments);
        });
        Kernels kernels = proxy(Kernels.class, (method, arguments) -> method.getName().equals("products") ? counting : method.invoke(real, arguments));
        work.accept(new Run(Run.standard().seed(), Backend.of(kernels, 1), Run.standard().listener()));
        return count.get();
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call.of(method, arguments)));
    }

    // ---- whitening, correlation and the choice of axes

    @Test void turnedBackWhiteCoordinatesStayCloseToTheirFeatures() {
        Matrix x = Matrix.gaussian(200, 3, 7).times(Matrix.of(3, 3, 2, 0.3, 0, 0.3, 1, 0.2, 0, 0.2, 0.5));
        PCAModel model = PCA.all().whitening(Whitening.ZCA).fit(x);

        Matrix z = model.transform(x);

        Moments moments = Moments.of(z), whole = Moments.of(x);
        assertThat(moments.covariance(1).toArray()).containsExactly(Matrix.identity(3).toArray(), ROUNDING);
        SymmetricEigen eigen = SymmetricEigen.of(whole.covariance(1));
        Matrix root = eigen.vectors().times(Matrix.diagonal(Arrays.stream(eigen.values()).map(value -> 1 / Math.sqrt(value)).toArray())).timesTransposed(eigen.vectors());
        assertThat(z.toArray()).containsExactly(centered(x).times(root).toArray(), ROUNDING);
        assertThat(model.inverseTransform(z).toArray()).containsExactly(x.toArray(), ROUNDING);
        assertThat(PCA.of(1).whitening(Whitening.ZCA).fit(x).dimensions()).isEqualTo(3);
    }

    @Test void unitsDoNotMatterToCorrelations() {
        Matrix x = Students.table().toMatrix(), other = x.times(Matrix.diagonal(100, 1, 0.01));

        PCAModel one = PCA.all().correlation(true).ddof(0).fit(x), two = PCA.all().correlation(true).ddof(0).fit(other);

        assertThat(one.explainedVariance()).containsExactly(new double[] {2.459548, 0.477821, 0.062631}, SIX_DIGITS);
        assertThat(two.transform(other).toArray()).containsExactly(one.transform(x).toArray(), ROUNDING);
        assertThat(one.inverseTransform(one.transform(x)).toArray()).containsExactly(x.toArray(), ROUNDING);
        assertThat(PCA.of(2).correlation(true).fit(x.transpose()).transform(x.transpose()).toArray())
                .containsExactly(PCA.of(2).correlation(true).solver(Solver.COVARIANCE).fit(x.transpose()).transform(x.transpose()).toArray(), within(1e-8));
    }

    @Test void rulesCountTheAxesWorthKeeping() {                                        // mean 2.5; pieces 0.521, 0.271, 0.146, 0.063
        double[] variances = {5, 3, 1.5, 0.5};

        assertThat(Keep.kaiser().of(variances, 100)).isEqualTo(2);
        assertThat(Keep.brokenStick().of(variances, 100)).isEqualTo(1);                 // 0.5 is not more than 0.521: at least one is kept
        assertThat(Keep.brokenStick().of(new double[] {6, 3, 0.7, 0.3}, 100)).isEqualTo(2);
        assertThat(Keep.mle().of(new double[] {9, 7, 1.01, 1, 0.99}, 1000)).isEqualTo(2);
        assertThat(Keep.mle().of(new double[] {1, 0, 0}, 10)).isEqualTo(1);
        assertThat(PCA.of(Keep.brokenStick())).hasToString("PCA(keep=broken-stick)");
    }

    @Test void bothFormsOfTheProblemHaveTheSameSolution() {
        for (Matrix x : List.of(Matrix.gaussian(40, 5, 7), Matrix.gaussian(5, 40, 7))) {
            PCAModel small = PCA.of(4).solver(Solver.INNER_PRODUCTS).fit(x), large = PCA.of(4).solver(Solver.COVARIANCE).fit(x);

            assertThat(small.components().toArray()).containsExactly(large.components().toArray(), ROUNDING);
            assertThat(small.explainedVariance()).containsExactly(large.explainedVariance(), ROUNDING);
        }
    }

    @Test void float32AgreesToSevenDigits() {
        Matrix x = Matrix.gaussian(3000, 30, 7).times(Matrix.diagonal(IntStream.range(0, 30).mapToDouble(i -> 30 - i).toArray()));

        PCAModel fast = PCA.all().solver(Solver.COVARIANCE_FLOAT32).fit(x), exact = PCA.all().fit(x);

        for (int i = 0; i < 30; i++) assertThat(fast.explainedVariance()[i]).isEqualTo(exact.explainedVariance()[i], within(1e-6 * exact.explainedVariance()[i]));
        assertThat(fast).hasToString(exact.toString());
    }

    @Test void momentsGiveTheModelOfTheirRows() {
        Matrix x = Matrix.gaussian(700, 6, 7);

        assertThat(PCA.of(3).fit(Moments.of(x)).transform(x)).isEqualTo(PCA.of(3).fit(x).transform(x));
    }

    // ---- what a model can say

    @Test void theAxesDiagonalizeTheCovariance() {
        Matrix x = Students.table().toMatrix();
        PCAModel model = PCA.all().ddof(0).fit(x);

        Matrix diagonal = model.diagonalizedCovariance(Moments.of(x).covariance(0));

        assertThat(diagonal.toArray()).containsExactly(Matrix.diagonal(model.explainedVariance()).toArray(), within(1e-10 * 148));
        assertThat(model.orthonormalityError()).isLessThan(1e-12);
    }

    @Test void theStudentsAxesAreAReflectionUntilTheLastIsTurned() {
        PCAModel model = PCA.all().fit(Students.table().toMatrix()), turned = model.properRotation();

        assertThat(turned.components().row(2)).isEqualTo(model.components().row(2).times(-1));
        assertThat(turned.properRotation()).isSameAs(turned);
        assertThatThrownBy(() -> PCA.of(2).fit(Students.table().toMatrix()).properRotation()).hasMessageContaining("expected 3 components, one for each feature, but got 2");
    }

    @Test void errorsOfReconstructionAddUpToWhatTheOtherAxesHold() {
        Matrix x = Students.table().toMatrix();
        PCAModel model = PCA.all().ddof(0).fit(x).first(2);

        assertThat(Arrays.stream(model.reconstructionErrors(x)).average().orElseThrow()).isEqualTo(3.597486, SIX_DIGITS);
        assertThat(model.dimensions()).isEqualTo(2);
        assertThatThrownBy(() -> model.first(3)).hasMessageContaining("expected 1 … 2 components, but got 3");
    }

    @Test void probabilitiesAreThoseOfTheNormalDistributionWithTheModelsCovariance() {
        Matrix x = Students.table().toMatrix();
        for (PCA pca : List.of(PCA.of(2), PCA.of(1).correlation(true), PCA.all())) {
            ProbabilisticPCA model = pca.fit(x).probabilistic();

            Cholesky root = Cholesky.of(model.covariance());
            Matrix row = centered(x).row(3);
            double expected = -(3 * Math.log(2 * Math.PI) + root.logDeterminant() + row.times(root.solve(row.transpose())).get(0, 0)) / 2;
            assertThat(model.logLikelihoods(x)[3]).isEqualTo(expected, ROUNDING);
        }
        assertThatThrownBy(() -> PCA.of(1).fit(Matrix.of(3, 2, 1, 1, 2, 2, 3, 3)).probabilistic())
                .hasMessageStartingWith("ProbabilisticPCA: expected variance in every direction, but got none beyond");
    }

    // ---- odd data

    @Test void constantAndDuplicateColumnsHaveNoVarianceOfTheirOwn() {
        Matrix x = Matrix.of(4, 3, 1, 5, 1, 2, 5, 2, 3, 5, 3, 5, 5, 5);

        PCAModel model = PCA.all().fit(x);

        assertThat(model.explainedVariance()[0]).isGreaterThan(1);
        assertThat(model.explainedVariance()[1]).isEqualTo(0, ROUNDING);
        assertThat(model.explainedVariance()[2]).isEqualTo(0, ROUNDING);
    }

    @Test void dataWithoutAnyVarianceHasRatiosOfZeroAndNotNaN() {
        PCAModel model = PCA.of(1).fit(Matrix.of(3, 2, 1, 2, 1, 2, 1, 2));

        assertThat(model.explainedVarianceRatio()).containsExactly(0);
        assertThat(model.transform(Matrix.of(1, 2, 1, 2)).toArray()).containsExactly(0);
    }

    @Test void keptVarianceTakesAsFewAxesAsSuffice() {
        Matrix x = Matrix.diagonal(3, 2, 1, 0.1);

        assertThat(PCA.keepingVariance(0.5).fit(x).dimensions()).isLessThan(PCA.keepingVariance(0.99).fit(x).dimensions());
        assertThat(PCA.keepingVariance(1).fit(Matrix.gaussian(9, 3, 7)).dimensions()).isEqualTo(3);
    }

    @Test void rowsOfMillionsOfFeaturesAreTakenOneByOne() {                            // 512 of them at once would be more than an array holds
        int wide = 5_000_000;
        Matrix x = Matrix.of(2, wide, IntStream.range(0, 2 * wide).mapToDouble(i -> i < wide ? 1 : 3).toArray());

        Matrix coordinates = PCA.of(1).fit(x).transform(x);

        assertThat(coordinates.toArray()).containsExactly(new double[] {-Math.sqrt(wide), Math.sqrt(wide)}, within(1e-6));
    }

    @ParameterizedTest(name = "{0} rows of {1}, {2} of them different")
    @CsvSource({"3, 5, 3", "4, 9, 2", "4, 9, 1", "6, 4, 2", "6, 4, 1", "2, 70, 1"})
    void axesThatTheDataDoesNotDetermineCompleteTheBasis(int rows, int features, int different) {
        Matrix some = Matrix.gaussian(different, features, 7);
        Matrix x = Matrix.of(rows, features, IntStream.range(0, rows * features).mapToDouble(i -> some.get(i / features % different, i % features)).toArray());
        Matrix centered = centered(x);
        int k = Math.min(rows, features);

        PCAModel model = PCA.all().fit(x), byCovariance = PCA.of(k).fitCovariance(x.columnMeans(), centered.transposeTimes(centered).times(1.0 / (rows - 1)), rows);

        assertThat(model.dimensions()).isEqualTo(k);
        assertThat(model.components().timesTransposed(model.components()).toArray()).containsExactly(Matrix.identity(k).toArray(), ROUNDING);
        assertThat(model.explainedVariance()).containsExactly(byCovariance.explainedVariance(), ROUNDING);
        assertThat(model.components().rows(0, different - 1).toArray()).containsExactly(byCovariance.components().rows(0, different - 1).toArray(), ROUNDING);
        assertThat(model.inverseTransform(model.transform(x)).toArray()).containsExactly(x.toArray(), ROUNDING);
        for (int i = 0; i < k; i++) assertThat(Arrays.stream(model.components().rows(i, i + 1).toArray()).max().orElseThrow()).isEqualTo(model.components().rows(i, i + 1).maxAbs());
    }

    @Test void dataWithoutAnyVarianceHasTheSameAxesWhetherTallOrWide() {
        Matrix row = Matrix.of(1, 3, 1, 2, 4);

        PCAModel wide = PCA.of(2).fit(Matrix.of(2, 1, 1, 1).times(row)), tall = PCA.of(2).fit(Matrix.of(5, 1, 1, 1, 1, 1, 1).times(row));

        assertThat(wide.components().toArray()).containsExactly(tall.components().toArray());
        assertThat(wide.explainedVariance()).containsExactly(0, 0);
    }

    // ---- complaints

    @Test void oneRowIsTooFew() {
        assertThatThrownBy(() -> PCA.of(1).fit(Matrix.of(1, 2, 1, 2))).isInstanceOf(DataException.class)
                .hasMessage("PCA(components=1): expected at least 2 rows, but got 1");
    }

    @Test void moreComponentsThanFeaturesAreRefused() {
        assertThatThrownBy(() -> PCA.of(5).fit(Matrix.gaussian(9, 4, 7)))
                .hasMessage("PCA(components=5): expected at most 4 components, the smaller of rows and features, but got 5");
    }

    @Test void moreComponentsThanRowsAreRefused() {
        assertThat(PCA.of(3).fit(Matrix.gaussian(3, 5, 7)).dimensions()).isEqualTo(3);
        assertThatThrownBy(() -> PCA.of(4).fit(Matrix.gaussian(3, 5, 7)))
                .hasMessage("PCA(components=4): expected at most 3 components, the smaller of rows and features, but got 4");
    }

    @Test void aNumberThatIsNotFiniteIsNamedWithItsPlace() {
        assertThatThrownBy(() -> PCA.of(1).fit(Matrix.of(2, 2, 1, 2, Double.NaN, 4))).isInstanceOf(DataException.class)
                .hasMessage("PCA: expected finite numbers, but row 1, column 0 has NaN. Drop or fill such rows first");
    }

    @Test void anotherWidthIsRefused() {
        PCAModel model = PCA.of(2).fit(Matrix.gaussian(9, 4, 7));

        assertThatThrownBy(() -> model.transform(Matrix.zeros(10, 3))).isInstanceOf(ShapeException.class)
                .hasMessage("PCA(components=2).transform: expected [n, 4], the width it was fitted on, but got [10, 3]");
        assertThatThrownBy(() -> model.inverseTransform(Matrix.zeros(10, 3))).isInstanceOf(ShapeException.class)
                .hasMessage("PCA(components=2).inverseTransform: expected [n, 2], the number of its components, but got [10, 3]");
    }

    // ---- the file

    @Test void aSavedModelComesBackTheSame(@TempDir Path directory) {
        Dataset students = Datasets.open("students", "").train();
        PCAModel model = PCA.of(2).ddof(0).whiten(true).correlation(true).fit(students, Run.standard());
        Path file = directory.resolve("students.safetensors");

        model.save(file);

        PCAModel loaded = (PCAModel) ModelRegistry.load().read(file);
        assertThat(loaded.transform(students.matrix())).isEqualTo(model.transform(students.matrix()));
        assertThat(loaded).hasToString(model.toString());
        loaded.save(directory.resolve("again.safetensors"));
        assertThat(directory.resolve("again.safetensors")).hasSameBinaryContentAs(file);
    }

    @Test void everyWayToKeepAxesComesBackFromAFile(@TempDir Path directory) {
        Dataset students = Datasets.open("students", "").train();

        for (PCA pca : List.of(PCA.all(), PCA.of(1), PCA.keepingVariance(0.95), PCA.keepingVariance(1), PCA.of(Keep.brokenStick()),
                PCA.of(2).whitening(Whitening.ZCA).correlation(true).solver(Solver.COVARIANCE_FLOAT32))) {
            PCAModel model = pca.fit(students, Run.standard());
            model.save(directory.resolve("students.safetensors"));

            assertThat(ModelRegistry.load().create("pca", model.content().settings())).isEqualTo(pca);
            assertThat(((PCAModel) ModelRegistry.load().read(directory.resolve("students.safetensors"))).content().settings()).isEqualTo(model.content().settings());
        }
    }

    @Test void componentsAreACountOrAShareAndVarianceIsAShare() {
        assertThat(created("components", 2)).isEqualTo(PCA.of(2));
        assertThat(created("components", 1.0)).isEqualTo(PCA.of(1));
        assertThat(created("components", 0.95)).isEqualTo(PCA.keepingVariance(0.95));
        assertThat(created("variance", 1)).isEqualTo(PCA.keepingVariance(1));
        assertThatThrownBy(() -> PCA.of(Options.none().with("components", 2).with("variance", 0.9))).isInstanceOf(DataException.class)
                .hasMessage("options: expected either 'components' or 'variance', but got both");
    }

    private static Estimator created(String option, Object value) { return ModelRegistry.load().create("pca", Options.none().with(option, value)); }

    private static Dataset iris() { return Datasets.open(SharedFiles.require("data/sklearn-tables/iris.csv").toString(), "").train(); }

    private static double[] firstAndLast(Matrix x) {
        double[] all = x.toArray(), two = new double[2 * x.columns()];
        System.arraycopy(all, 0, two, 0, x.columns());
        System.arraycopy(all, all.length - x.columns(), two, x.columns(), x.columns());
        return two;
    }

    private static Properties expected(String resource) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = PCATest.class.getResourceAsStream(resource)) {
            properties.load(in);
        }
        return properties;
    }

    private static double[] numbers(Properties properties, String name) {
        return Arrays.stream(properties.getProperty(name).split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
