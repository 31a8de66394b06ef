package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticRegressionTest {

    private final Outside outside = new Outside("linear.properties");

    // ---- the outside world

    @ParameterizedTest
    @CsvSource({"small,standard", "small,strong", "small,weak", "small,balanced", "small,weighted", "small,through-zero", "small,unpenalized",
            "iris,standard", "iris,strong", "iris,weak", "iris,balanced", "iris,weighted", "iris,through-zero",
            "wine,standard", "wine,strong", "wine,weak", "wine,balanced", "wine,weighted", "wine,through-zero",
            "cancer,standard", "cancer,strong", "cancer,weak", "cancer,balanced", "cancer,weighted", "cancer,through-zero"})
    void agreesWithScikitLearn(String set, String kind) {
        Dataset data = outside.data(set);
        LogisticModel model = described(kind, data.schema().target().classes().size()).fit(data);
        String key = set + "." + kind + ".";
        double[] coefficients = outside.numbers(key + "coefficients");
        double scale = Math.max(1, Arrays.stream(coefficients).map(Math::abs).max().orElseThrow());

        assertThat(model.coefficients().toArray()).containsExactly(coefficients, within(1e-8 * scale));
        assertThat(model.intercepts()).containsExactly(intercepts(key, model.intercepts().length), within(1e-8 * scale));
        assertThat(firstAndLast(model.probabilities(data.matrix()))).containsExactly(outside.numbers(key + "probabilities"), within(1e-8));
        assertThat(model.evaluate(data).figure("accuracy")).isEqualTo(outside.number(key + "accuracy"), within(1e-12));
    }

    private static LogisticRegression described(String kind, int classes) {
        LogisticRegression standard = LogisticRegression.standard();
        return switch (kind) {
            case "strong" -> standard.c(0.01);
            case "weak" -> standard.c(100);
            case "balanced" -> standard.balanced(true);
            case "weighted" -> classes == 2 ? standard.classWeights(1.0, 2.5) : standard.classWeights(1.0, 2.5, 0.5);
            case "through-zero" -> standard.intercept(false);
            case "unpenalized" -> standard.unpenalized();
            default -> standard;
        };
    }

    private double[] intercepts(String key, int count) {
        double[] intercepts = outside.numbers(key + "intercepts");
        return intercepts.length == count ? intercepts : new double[count];                // a single 0 without intercepts
    }

    private static double[] firstAndLast(Matrix p) {
        int n = p.rows();
        return p.rows(new int[] {0, 1, 2, n - 3, n - 2, n - 1}).toArray();
    }

    // ---- by its definition

    /// Where the objective is least, its gradient is zero: taken here the slow way.
    @Test void theGradientVanishesAtTheSolution() {
        Dataset data = noise(60, 4, 3, 1);
        LogisticModel model = LogisticRegression.standard().c(2).fit(data);
        Matrix x = data.matrix(), p = model.probabilities(x);
        int[] labels = labels(data);
        for (int k = 0; k < 3; k++) {
            double bias = 0;
            double[] gradient = model.coefficients().row(k).times(0.5).toArray();
            for (int i = 0; i < x.rows(); i++) {
                double residual = p.get(i, k) - (labels[i] == k ? 1 : 0);
                bias += residual;
                for (int j = 0; j < 4; j++) gradient[j] += residual * x.get(i, j);
            }
            assertThat(gradient).containsExactly(new double[4], within(1e-10));
            assertThat(bias).isEqualTo(0, within(1e-10));
        }
    }

    /// Differences of the value and of the gradient, for two and for three classes.
    @Test void gradientAndHessianAreThoseOfTheObjective() {
        for (int classes = 2; classes <= 3; classes++) {
            Dataset data = noise(23, 3, classes, 2);
            double[] weights = IntStream.range(0, 23).mapToDouble(i -> 0.5 + i % 3).toArray();
            LogisticObjective objective = new LogisticObjective(LogisticRegression.standard().c(0.7), new LogisticObjective.Labelled(data.matrix(), labels(data), weights), classes, Backend.of(1));
            int size = objective.size();
            double[] theta = Matrix.gaussian(1, size, 3).toArray(), v = Matrix.gaussian(1, size, 4).toArray();
            double[] gradient = new double[size], product = new double[size], ahead = new double[size], behind = new double[size];
            double h = 1e-5;
            double up = objective.valueAt(moved(theta, v, h), ahead), down = objective.valueAt(moved(theta, v, -h), behind);
            objective.valueAt(theta, gradient);
            objective.hessianTimes(v, product);

            assertThat(LogisticObjective.dot(gradient, v)).isEqualTo((up - down) / (2 * h), within(1e-6));
            for (int i = 0; i < size; i++) assertThat(product[i]).isEqualTo((ahead[i] - behind[i]) / (2 * h), within(1e-6));
            double[] diagonal = new double[size];
            objective.hessianDiagonal(diagonal);
            for (int i = 0; i < size; i++) {
                double[] unit = new double[size];
                unit[i] = 1;
                objective.hessianTimes(unit, product);
                assertThat(diagonal[i]).isEqualTo(product[i], within(1e-12));
            }
        }
    }

    private static double[] moved(double[] theta, double[] v, double h) { return IntStream.range(0, theta.length).mapToDouble(i -> theta[i] + h * v[i]).toArray(); }

    @Test void theNumberOfThreadsChangesNoBit() {
        Dataset data = noise(3000, 5, 4, 5);

        assertThat(LogisticRegression.standard().fit(data, Run.standard().threads(3)).coefficients()).isEqualTo(LogisticRegression.standard().fit(data, Run.standard().threads(1)).coefficients());
    }

    @Test void wideDataAndManyClassesWork() {
        Dataset data = noise(40, 100, 7, 6);

        assertThat(LogisticRegression.standard().c(1000).fit(data).evaluate(data).figure("accuracy")).isEqualTo(1);
    }

    // ---- awkward input

    @Test void aClassWithoutSamplesIsNeverPredicted() {
        Dataset all = noise(60, 2, 3, 7), two = TensorDataset.of(Tensor.of(dev.lanewise.core.Shape.of(4, 1), 0, 1, 2, 3)).target(Target.classes("", List.of("a", "b", "c")), Tensor.vector(0, 2, 0, 2));
        Dataset pair = TensorDataset.of(Tensor.of(dev.lanewise.core.Shape.of(4, 1), 0, 1, 2, 3)).target(Target.classes("", List.of("a", "c")), Tensor.vector(0, 1, 0, 1));
        LogisticModel model = LogisticRegression.standard().fit(two), alone = LogisticRegression.standard().fit(pair);

        assertThat(model.probabilities(two.matrix()).column(1).toArray()).containsOnly(0);
        assertThat(model.probabilities(two.matrix()).column(2).toArray()).containsExactly(alone.probabilities(two.matrix()).column(1).toArray(), within(1e-14));
        assertThat(model.intercepts()[1]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LogisticRegression.standard().fit(all.rows(IntStream.range(0, 60).filter(i -> labels(all)[i] != 2).toArray())).probabilities(all.matrix()).column(2).toArray()).containsOnly(0);
    }

    @Test void whatHasNoOptimumIsRefusedInASentence() {
        Dataset apart = LogicGates.and();

        assertThatThrownBy(() -> LogisticRegression.standard().unpenalized().fit(apart)).isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("expected classes that overlap, but a hyperplane tells them apart");
        assertThatThrownBy(() -> LogisticRegression.standard().fit(LogicGates.gate(1, 1, 1, 1))).isInstanceOf(DataException.class)
                .hasMessageContaining("expected samples of at least two classes, but all are of 1");
        assertThatThrownBy(() -> LogisticRegression.standard().classWeights(1.0).fit(apart)).isInstanceOf(DataException.class).hasMessageContaining("expected a weight for each of 2 classes, but got [1.0]");
        assertThatThrownBy(() -> LogisticRegression.standard().c(0)).hasMessage("LogisticRegression: expected C above 0, but got 0.0");
        assertThatThrownBy(() -> LogisticRegression.standard().iterations(1).c(1e6).fit(outside.data("small"))).isInstanceOf(ConvergenceException.class).hasMessageContaining("within 1 Newton steps");
    }

    private static Dataset noise(int n, int features, int classes, long seed) {
        var random = Seed.of(seed).stream();
        float[] x = new float[n * features], y = new float[n];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.gaussian();
        for (int i = 0; i < n; i++) y[i] = random.nextInt(classes);
        return TensorDataset.of(Tensor.of(dev.lanewise.core.Shape.of(n, features), x)).target(Target.classes("", IntStream.range(0, classes).mapToObj(k -> "c" + k).toList()), Tensor.vector(y));
    }

    private static int[] labels(Dataset data) {
        float[] label = new float[1];
        return IntStream.range(0, data.size()).map(i -> {
            data.readTarget(i, label, 0);
            return (int) label[0];
        }).toArray();
    }
}
