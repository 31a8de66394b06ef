package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscriminantsTest {

    private static final double ROUNDING = 1e-9;

    private final Properties expected = expected();

    // ---- the outside world

    @ParameterizedTest
    @CsvSource({"small,svd", "small,eigen", "small,lsqr", "small,qda", "iris,svd", "iris,eigen", "iris,lsqr", "iris,qda", "wine,svd", "wine,eigen", "wine,lsqr", "wine,qda",
            "cancer,svd", "cancer,eigen", "cancer,lsqr", "cancer,qda", "digits,svd", "digits,eigen", "digits,lsqr", "digits,qda"})
    void agreesWithScikitLearn(String set, String solver) {
        Dataset data = data(set);
        Classifier model = (solver.equals("qda") ? QDA.standard().regularization(0.01).fit(data, Run.standard()) : lda(solver).fit(data, Run.standard()));
        Matrix x = data.matrix();
        int n = x.rows();

        double[] probabilities = rows(model.probabilities(x), 0, 1, 2, n - 3, n - 2, n - 1);
        assertThat(model.evaluate(data).figure("accuracy")).isEqualTo(numbers(set + "." + solver + ".accuracy")[0], within(ROUNDING));
        assertThat(probabilities).containsExactly(numbers(set + "." + solver + ".probabilities"), within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"small,svd", "small,eigen", "iris,svd", "iris,eigen", "wine,svd", "wine,eigen", "cancer,svd", "cancer,eigen"})
    void axesAreThoseOfScikitLearn(String set, String solver) {
        LDAModel model = lda(solver).fit(data(set), Run.standard());

        double[] axes = numbers(set + "." + solver + ".axes");
        double largest = Arrays.stream(axes).map(Math::abs).max().orElseThrow();
        assertThat(model.axes().toArray()).containsExactly(axes, within(1e-8 * largest));
        if (solver.equals("svd")) assertThat(model.explainedVarianceRatio()).containsExactly(numbers(set + ".svd.ratios"), within(ROUNDING));
    }

    @Test void mnistHasTheKnownAccuracyAndRatios() {                                          // golden numbers G7
        Dataset train = mnist().train(), test = mnist().test().orElseThrow();

        LDAModel model = LDA.standard().fit(train, Run.standard());

        assertThat(model.evaluate(test).figure("accuracy")).isEqualTo(0.8730, within(5e-5));
        assertThat(model.explainedVarianceRatio()).containsExactly(new double[] {0.2392, 0.2018, 0.1785, 0.1065, 0.0941, 0.0691, 0.0497, 0.0343, 0.0268}, within(5e-5));
    }

    private static dev.lanewise.core.data.DataSource mnist() { return Datasets.open(SharedFiles.require("data/mnist").toString(), ""); }

    private static LDA lda(String solver) {
        return switch (solver) {
            case "svd" -> LDA.standard();
            case "eigen" -> LDA.standard().solver(LDA.Solver.EIGEN).shrinkage(Shrinkage.ledoitWolf());
            default -> LDA.standard().solver(LDA.Solver.LSQR).shrinkage(Shrinkage.by(0.3));
        };
    }

    // ---- identities and other paths

    @Test void axesSolveTheGeneralisedEigenproblemOfTheScatters() {
        ClassMoments moments = ClassMoments.of(x(), labels());
        LDAModel model = LDA.standard().fit(moments, Run.standard());

        for (int j = 0; j < model.dimensions(); j++) {
            Matrix w = model.axes().row(j).transpose();
            Matrix between = moments.between().times(w), within = moments.within().times(w);
            double lambda = between.transpose().times(w).get(0, 0) / within.transpose().times(w).get(0, 0);
            assertThat(between.minus(within.times(lambda)).norm()).isLessThan(ROUNDING * between.norm());
        }
    }

    @Test void allSolversGiveTheSameProbabilitiesOfARegularCovariance() {
        Matrix svd = LDA.standard().fit(x(), labels()).probabilities(x());
        Matrix lsqr = LDA.standard().solver(LDA.Solver.LSQR).fit(x(), labels()).probabilities(x());
        Matrix eigen = LDA.standard().solver(LDA.Solver.EIGEN).fit(x(), labels()).probabilities(x());

        assertThat(eigen.minus(lsqr).maxAbs()).isLessThan(ROUNDING);                          // both divide by n, as in scikit-learn
        assertThat(svd.minus(lsqr).maxAbs()).isLessThan(0.2);                                  // divides by n − classes
        assertThat(svd.minus(lsqr).maxAbs()).isPositive();
    }

    @Test void scoresFallWithTheDistanceToTheMeanAlongTheAxes() {
        LDAModel model = LDA.standard().fit(x(), labels());
        Matrix means = model.transform(ClassMoments.of(x(), labels()).means()), points = model.transform(x()), scores = model.scores(x());
        double[] priors = ClassMoments.of(x(), labels()).priors();

        for (int i = 0; i < points.rows(); i++) {
            for (int c = 1; c < 3; c++) {
                double difference = distance(points, i, means, 0) - distance(points, i, means, c);
                assertThat(scores.get(i, c) - scores.get(i, 0)).isEqualTo(difference / 2 + Math.log(priors[c] / priors[0]), within(1e-8));
            }
        }
    }

    private static double distance(Matrix a, int i, Matrix b, int j) { return Math.pow(a.row(i).minus(b.row(j)).norm(), 2); }

    @Test void quadraticScoresAreLogDensitiesOfNormalDistributions() {
        QDAModel model = QDA.standard().fit(x(), labels());
        ClassMoments moments = ClassMoments.of(x(), labels());
        Matrix scores = model.scores(x());

        for (int c = 0; c < 3; c++) {
            var inverse = dev.lanewise.linalg.Cholesky.of(moments.of(c).covariance(1));
            Matrix away = x().row(4).minus(Matrix.of(1, 3, moments.of(c).mean())).transpose();
            double mahalanobis = away.transpose().times(inverse.solve(away)).get(0, 0);
            assertThat(scores.get(4, c)).isEqualTo(Math.log(moments.priors()[c]) - (mahalanobis + inverse.logDeterminant()) / 2, within(1e-9 * mahalanobis + ROUNDING));
        }
    }

    @Test void mergedMomentsGiveTheSameModelAsAllRows() {
        Matrix x = x();
        ClassMoments whole = ClassMoments.of(x, labels());
        int[] labels = labels();
        ClassMoments merged = ClassMoments.of(x.rows(0, 6), Arrays.copyOf(labels, 6)).plus(ClassMoments.of(x.rows(6, 14), Arrays.copyOfRange(labels, 6, 14)));

        assertThat(LDA.standard().fit(merged, Run.standard()).axes().minus(LDA.standard().fit(whole, Run.standard()).axes()).maxAbs()).isLessThan(1e-12);
    }

    @Test void rowsThatStreamByGiveTheSameModelsAsRowsInMemory() {
        RowSource source = RowSource.of(LabelledRows.of(x(), labels()));

        assertThat(LDA.standard().fit(source, Run.standard()).probabilities(x()).minus(LDA.standard().fit(x(), labels()).probabilities(x())).maxAbs()).isLessThan(ROUNDING);
        assertThat(QDA.standard().fit(source, Run.standard()).probabilities(x()).minus(QDA.standard().fit(x(), labels()).probabilities(x())).maxAbs()).isLessThan(ROUNDING);
    }

    @Test void coordinatesGoBackToSamplesThatHaveThem() {
        LDAModel model = LDA.standard().fit(x(), labels());
        Matrix coordinates = model.transform(x());

        assertThat(model.transform(model.inverseTransform(coordinates)).minus(coordinates).maxAbs()).isLessThan(ROUNDING);
    }

    // ---- hard data

    @Test void constantAndDuplicateFeaturesAndMoreFeaturesThanRowsAreNoMatterToSvd() {
        Matrix wide = Matrix.gaussian(10, 30, 3);
        double[] values = x().toArray(), more = new double[14 * 5];
        for (int i = 0; i < 14; i++) for (int j = 0; j < 5; j++) more[i * 5 + j] = j < 3 ? values[i * 3 + j] : j == 3 ? 7 : values[i * 3];
        Matrix redundant = Matrix.wrap(14, 5, more);

        assertThat(finite(LDA.standard().fit(wide, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1).probabilities(wide))).isTrue();
        assertThat(LDA.standard().fit(redundant, labels()).probabilities(redundant).minus(LDA.standard().fit(x(), labels()).probabilities(x())).maxAbs()).isLessThan(1e-8);
    }

    @Test void aClassWithoutRowsIsNeverPredictedAndTwoIdenticalClassesShareTheirProbability() {
        int[] labels = Arrays.stream(labels()).map(label -> label == 1 ? 3 : label).toArray();             // 0, 2, 3: nobody is 1
        Matrix twice = Matrix.of(IntStream.range(0, 28).mapToObj(i -> x().row(i % 14).toArray()).toArray(double[][]::new));
        int[] identical = IntStream.range(0, 28).map(i -> i / 14).toArray();

        for (Classifier model : new Classifier[] {LDA.standard().fit(x(), labels), QDA.standard().fit(x(), labels), LDA.standard().solver(LDA.Solver.LSQR).fit(x(), labels)}) {
            assertThat(model.probabilities(x()).column(1).maxAbs()).isZero();
            assertThat(finite(model.probabilities(x()))).isTrue();
        }
        assertThat(Arrays.stream(LDA.standard().fit(twice, identical).probabilities(twice).toArray()).allMatch(p -> Math.abs(p - 0.5) < ROUNDING)).isTrue();
    }

    @Test void refusesWhatCannotBeLearnedFrom() {
        assertThatThrownBy(() -> LDA.standard().fit(x(), new int[14])).isInstanceOf(DataException.class).hasMessage("LDA(svd): expected rows of at least two classes, but got rows of one");
        assertThatThrownBy(() -> LDA.of(3).fit(x(), labels())).isInstanceOf(DataException.class).hasMessageContaining("expected at most 2 components").hasMessageContaining("but got 3");
        assertThatThrownBy(() -> LDA.standard().fit(Matrix.of(2, 1, 1, 2), 0, 1)).isInstanceOf(DataException.class).hasMessage("LDA(svd): expected more rows than classes, but got 2 rows of 2 classes");
        assertThatThrownBy(() -> LDA.standard().fit(Matrix.of(4, 1, 1, 1, 2, 2), 0, 0, 1, 1)).isInstanceOf(DataException.class).hasMessageContaining("every class repeats one row");
        assertThatThrownBy(() -> LDA.standard().solver(LDA.Solver.EIGEN).fit(Matrix.gaussian(6, 9, 1), 0, 1, 0, 1, 0, 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("expected a regular covariance within classes, but its rank is 4 of 9. Use the solver svd, or shrinkage");
        assertThatThrownBy(() -> LDA.standard().priors(0.5, 0.5).fit(x(), labels())).isInstanceOf(DataException.class).hasMessage("LDA(svd, priors=[0.5, 0.5]): expected a prior for each of 3 classes, but got 2");
        assertThatThrownBy(() -> LDA.standard().priors(0.5, 0.6)).hasMessage("LDA: expected priors ≥ 0 that add up to 1, but got [0.5, 0.6]");
        assertThatThrownBy(() -> LDA.standard().shrinkage(Shrinkage.by(0.1))).hasMessageContaining("expected no shrinkage with the solver svd");
        assertThatThrownBy(() -> LDA.standard().fit(Matrix.of(3, 1, 1, Double.NaN, 2), 0, 1, 1)).isInstanceOf(DataException.class).hasMessageContaining("row 1, column 0 has NaN");
        assertThatThrownBy(() -> QDA.standard().fit(x(), Arrays.copyOf(new int[] {1}, 14))).isInstanceOf(DataException.class).hasMessage("QDA(): expected at least two rows of every class, but class '1' has one");
        assertThatThrownBy(() -> QDA.standard().fit(Matrix.gaussian(6, 4, 1), 0, 1, 0, 1, 0, 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("expected the rows of every class to vary in all 4 directions, but those of class '0' vary in 2");
        assertThatThrownBy(() -> LDA.standard().fit(x(), labels()).transform(Matrix.zeros(1, 4))).isInstanceOf(ShapeException.class).hasMessageContaining("expected [n, 3], but got [1, 4]");
        assertThatThrownBy(() -> LDA.standard().solver(LDA.Solver.LSQR).fit(x(), labels()).transform(x())).isInstanceOf(DataException.class).hasMessageContaining("lsqr only classifies");
        assertThatThrownBy(() -> LDA.standard().solver(LDA.Solver.LSQR).shrinkage(Shrinkage.ledoitWolf()).fit(ClassMoments.of(x(), labels()), Run.standard())).isInstanceOf(DataException.class)
                .hasMessageContaining("expected the rows themselves for Ledoit–Wolf");
    }

    @Test void predictsTheSameAfterSavingAndLoading(@TempDir Path folder) {
        for (var model : new Classifier[] {LDA.standard().fit(x(), labels()), LDA.standard().solver(LDA.Solver.EIGEN).shrinkage(Shrinkage.ledoitWolf()).fit(x(), labels()), QDA.standard().fit(x(), labels())}) {
            model.save(folder.resolve("model.safetensors"));

            Classifier loaded = (Classifier) ModelRegistry.load().read(folder.resolve("model.safetensors"));

            assertThat(loaded.probabilities(x())).isEqualTo(model.probabilities(x()));
            assertThat(loaded.classes()).isEqualTo(model.classes());
        }
    }

    // ---- samples

    private Matrix x() { return Matrix.of(14, 3, numbers("small.x")); }

    private int[] labels() { return Arrays.stream(numbers("small.y")).mapToInt(label -> (int) label).toArray(); }

    private Dataset data(String set) {
        return switch (set) {
            case "small" -> LabelledRows.of(x(), labels());
            case "wine" -> shared("wine_data.csv");
            case "cancer" -> inOrderOfTheFile(shared("breast_cancer.csv"));
            case "digits" -> shared("digits.csv.gz");
            default -> shared("iris.csv");
        };
    }

    /// Ours are in alphabetical order.
    private static Dataset inOrderOfTheFile(Dataset data) {
        float[] label = new float[1];
        int[] labels = IntStream.range(0, data.size()).map(i -> { data.readTarget(i, label, 0); return 1 - (int) label[0]; }).toArray();
        return LabelledRows.of(data.matrix(), labels);
    }

    private static Dataset shared(String name) {
        String target = name.startsWith("digits") ? "column65" : "";
        return Datasets.open(SharedFiles.require("data/sklearn-tables/" + name).toString(), target).train();
    }

    private static boolean finite(Matrix matrix) { return Arrays.stream(matrix.toArray()).allMatch(Double::isFinite); }

    private static double[] rows(Matrix matrix, int... rows) { return Arrays.stream(rows).boxed().flatMapToDouble(i -> Arrays.stream(matrix.row(i).toArray())).toArray(); }

    @Test void whatIsNotFiniteBelongsToNoClass() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        Dataset broken = LabelledRows.of(Matrix.of(2, 2, 1, 2, Double.NaN, 1), 0, 1);
        for (Classifier model : new Classifier[] {LDA.standard().fit(Matrix.gaussian(8, 2, 1), labels), QDA.standard().fit(Matrix.gaussian(8, 2, 1), labels), Subspace.of(1).fit(Matrix.gaussian(8, 2, 1), labels)}) {
            assertThatThrownBy(() -> model.predict(broken, Run.standard())).isInstanceOf(DataException.class)
                    .hasMessage(model + ": expected finite numbers, but row 1, column 0 has NaN. Drop or fill such rows first");
            assertThatThrownBy(() -> model.evaluate(broken, Run.standard())).isInstanceOf(DataException.class).hasMessageContaining("row 1, column 0 has NaN");
        }
    }

    @Test void meansThatDoNotDifferHaveNoAxis() {
        LDAModel model = LDA.standard().fit(Matrix.of(6, 2, 1, 2, -1, -2, 1, -1, 1, 2, -1, -2, 1, -1), 0, 0, 0, 1, 1, 1);

        assertThatThrownBy(() -> model.transform(Matrix.zeros(1, 2))).hasMessage("LDA(svd): expected classes whose means differ, but there is no axis along which they do");
    }

    private double[] numbers(String key) { return Arrays.stream(expected.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    private static Properties expected() {
        Properties properties = new Properties();
        try (InputStream in = DiscriminantsTest.class.getResourceAsStream("discriminants.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
