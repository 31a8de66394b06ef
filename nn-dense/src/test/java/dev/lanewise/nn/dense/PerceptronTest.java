package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.nn.dense.Learning.Verdict;
import dev.lanewise.nn.dense.Perceptron.Order;
import dev.lanewise.nn.dense.Perceptron.Rule;
import dev.lanewise.nn.dense.Perceptron.Start;
import dev.lanewise.nn.dense.Perceptron.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerceptronTest {

    // ---- worked examples

    @Test void workedExamples() {
        PerceptronModel first = PerceptronModel.of(new double[] {0.5, -0.6}, 0.2), second = PerceptronModel.of(new double[] {0.5, -1}, 0.5);

        assertThat(first.decision(1, 2)).containsExactly(-0.49999999999999994);
        assertThat(first.classOf(1, 2)).isZero();
        assertThat(second.decision(2, 3)).containsExactly(-1.5);
        assertThat(second.classOf(2, 3)).isZero();
        assertThat(second.decision(1, 1)).containsExactly(0);
        assertThat(second.classOf(1, 1)).as("z = 0").isEqualTo(1);
    }

    @Test void andIsLearnedInSixEpochs() {
        PerceptronModel model = Perceptron.standard().fit(LogicGates.and());

        assertThat(model.boundary().weights()).containsExactly(2, 1);
        assertThat(model.boundary().bias()).isEqualTo(-3);
        assertThat(model.learnings().getFirst().epochs()).isEqualTo(6);
        assertThat(model.learnings().getFirst().verdict()).isEqualTo(Verdict.CONVERGED);
        assertThat(model.learnings().getFirst().mistakes()).endsWith(0).hasSize(6);
        assertThat(model.evaluate(LogicGates.and()).figure("accuracy")).isEqualTo(1);
    }

    @Test void orIsLearnedInFourEpochs() {
        PerceptronModel model = Perceptron.standard().fit(LogicGates.or());

        assertThat(model.boundary().weights()).containsExactly(1, 1);
        assertThat(model.boundary().bias()).isEqualTo(-1);
        assertThat(model.learnings().getFirst().epochs()).isEqualTo(4);
    }

    @Test void xorIsProvedToHaveNoHyperplane() {
        PerceptronModel model = Perceptron.standard().fit(LogicGates.xor());

        Learning learning = model.learnings().getFirst();
        assertThat(learning.verdict()).isEqualTo(Verdict.NOT_LINEARLY_SEPARABLE);
        assertThat(learning.cycle()).isPositive();
        assertThat(learning.epochs()).as("it ends where the circle closes").isLessThan(20);
        assertThat(model.evaluate(LogicGates.xor()).figure("accuracy")).isLessThan(1);
        assertThat(model.remarks()).hasSize(1).first().asString().startsWith("NOT_LINEARLY_SEPARABLE after ")
                .endsWith("No hyperplane tells the classes apart: use a network with a hidden layer, or the variant pocket for the fewest mistakes");
        assertThat(Perceptron.standard().fit(LogicGates.and()).remarks()).isEmpty();
        assertThat(model).asString().startsWith("Perceptron: 2 features, 2 classes, NOT_LINEARLY_SEPARABLE after ").endsWith("epoch");
    }

    @Test void twoHiddenUnitsSolveXor() {
        MLP twoTwoOne = MLP.of(2).activation(Activation.TANH).epochs(500).batchSize(4).learningRate(0.1);

        boolean solved = java.util.stream.LongStream.range(0, 5)
                .anyMatch(seed -> twoTwoOne.fit(LogicGates.xor(), Run.standard().threads(1).seed(seed)).evaluate(LogicGates.xor()).figure("accuracy") == 1);
        assertThat(solved).isTrue();
    }

    // ---- separable or not

    @Test void novikoffsBoundHolds() {
        for (int seed = 0; seed < 20; seed++) {
            Dataset data = separable(40, 3, seed);
            for (Order order : Order.values()) {
                Learning learning = Perceptron.standard().rate(0.3).order(order).epochs(100_000).fit(data, Run.standard().threads(1).seed(seed)).learnings().getFirst();

                assertThat(learning.verdict()).isEqualTo(Verdict.CONVERGED);
                assertThat(learning.totalMistakes()).isLessThanOrEqualTo((long) learning.bound().orElseThrow().mistakes());
            }
        }
    }

    /// With zeros at the start η only scales the weights, as long as it is a power of two.
    @Test void theRateChangesNoAnswer() {
        Dataset data = separable(40, 3, 1);

        PerceptronModel one = Perceptron.standard().fit(data), quarter = Perceptron.standard().rate(0.25).fit(data);

        assertThat(quarter.learnings().getFirst().mistakes()).isEqualTo(one.learnings().getFirst().mistakes());
        assertThat(quarter.boundary().weights()).containsExactly(Matrix.of(1, 3, one.boundary().weights()).times(0.25).toArray());
    }

    @Test void roundingIsNoProof() {
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(2, 1), 1e30f, 1e30f)).target(Target.classes("", List.of("0", "1")), Tensor.vector(0, 1));
        Dataset apart = TensorDataset.of(Tensor.of(Shape.of(3, 1), 1e20f, 1.0001e20f, 1e20f)).target(Target.classes("", List.of("0", "1")), Tensor.vector(0, 1, 0));

        assertThat(Perceptron.standard().fit(data).learnings().getFirst().verdict()).as("twice the same sample").isEqualTo(Verdict.NOT_LINEARLY_SEPARABLE);
        assertThat(Perceptron.standard().epochs(100).fit(apart).learnings().getFirst().verdict()).isNotEqualTo(Verdict.NOT_LINEARLY_SEPARABLE);
    }

    @Test void shufflingAndRandomStartsFollowTheSeed() {
        Dataset data = separable(40, 3, 2);
        Perceptron perceptron = Perceptron.standard().order(Order.SHUFFLED).start(Start.RANDOM);

        double[] weights = perceptron.fit(data, Run.standard().seed(1)).boundary().weights();

        assertThat(perceptron.fit(data, Run.standard().seed(1)).boundary().weights()).containsExactly(weights);
        assertThat(perceptron.fit(data, Run.standard().seed(2)).boundary().weights()).isNotEqualTo(weights);
        assertThat(perceptron.fit(data).learnings().getFirst().bound()).as("it holds from zeros").isEmpty();
    }

    @Test void theMarginIsTheDistanceOfTheNearestSample() {
        Dataset data = separable(40, 3, 3);
        PerceptronModel model = Perceptron.standard().fit(data);
        Boundary boundary = model.boundary();
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] row : rows(data.matrix())) nearest = Math.min(nearest, Math.abs(boundary.distance(row)));

        assertThat(boundary.margin()).isEqualTo(nearest, within(1e-12)).isNotNegative();
        double[] on = {0.3, -0.2, boundary.along(2, 0.3, -0.2, 0)};
        assertThat(boundary.distance(on)).isEqualTo(0, within(1e-12));
    }

    // ---- variants

    @ParameterizedTest @EnumSource(Variant.class)
    void everyVariantSeparatesWhatCanBeSeparated(Variant variant) {
        Dataset data = separable(60, 3, 4);

        assertThat(Perceptron.standard().variant(variant).fit(data).evaluate(data).figure("accuracy")).isGreaterThan(0.9);
    }

    @Test void averagedAndVotedAreWhatTheirDefinitionsSay() {
        Dataset data = overlapping(50, 5);
        double[] w = new double[3], sum = new double[3], votes = new double[data.size()];
        double[][] x = rows(data.matrix());
        float[] label = new float[1];
        List<double[]> all = new java.util.ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {                                // the slow way: sums after every sample
            for (int i = 0; i < x.length; i++) {
                data.readTarget(i, label, 0);
                double z = w[0] * x[i][0] + w[1] * x[i][1] + w[2], change = label[0] - (z >= 0 ? 1 : 0);
                for (int j = 0; j < 3; j++) w[j] += change * (j < 2 ? x[i][j] : 1);
                for (int j = 0; j < 3; j++) sum[j] += w[j];
                all.add(w.clone());
            }
        }
        for (int i = 0; i < x.length; i++) for (double[] one : all) votes[i] += (one[0] * x[i][0] + one[1] * x[i][1] + one[2] >= 0 ? 1.0 : -1) / all.size();

        Perceptron three = Perceptron.standard().epochs(3);
        PerceptronModel averaged = three.variant(Variant.AVERAGED).fit(data), voted = three.variant(Variant.VOTED).fit(data);
        Boundary boundary = averaged.boundary();
        assertThat(new double[] {boundary.weights()[0], boundary.weights()[1], boundary.bias()}).containsExactly(new double[] {sum[0] / 150, sum[1] / 150, sum[2] / 150}, within(1e-12));
        assertThat(voted.decision(data.matrix()).toArray()).containsExactly(votes, within(1e-12));
    }

    @Test void thePocketIsNoWorseThanTheLastWeights() {
        for (int seed = 0; seed < 10; seed++) {
            Dataset data = overlapping(80, seed);
            double last = Perceptron.standard().epochs(20).fit(data).evaluate(data).figure("accuracy");

            assertThat(Perceptron.standard().epochs(20).variant(Variant.POCKET).fit(data).evaluate(data).figure("accuracy")).isGreaterThanOrEqualTo(last);
        }
    }

    // ---- several classes

    @ParameterizedTest @EnumSource(Rule.class)
    void threeClassesInTheCornersOfATriangleAreToldApart(Rule rule) {
        Dataset data = triangle();
        PerceptronModel model = Perceptron.standard().rule(rule).fit(data);

        assertThat(model.learnings()).hasSize(rule == Rule.MULTICLASS ? 1 : 3).allMatch(learning -> learning.verdict() == Verdict.CONVERGED);
        assertThat(model.learnings()).allMatch(learning -> learning.totalMistakes() <= learning.bound().orElseThrow().mistakes());
        assertThat(model.evaluate(data).figure("accuracy")).isEqualTo(1);
        assertThat(model.predict(data).names()).containsExactly("class", "z(a)", "z(b)", "z(c)");
    }

    @Test void aClassBetweenTheOthersHasNoHyperplaneOfItsOwnButTheMulticlassRuleLearnsIt() {
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(3, 1), -2, 0, 2)).target(Target.classes("", List.of("low", "middle", "high")), Tensor.vector(0, 1, 2));

        PerceptronModel alone = Perceptron.standard().fit(data), together = Perceptron.standard().rule(Rule.MULTICLASS).fit(data);

        assertThat(alone.learnings().get(1).verdict()).isEqualTo(Verdict.NOT_LINEARLY_SEPARABLE);
        assertThat(together.learnings().getFirst().verdict()).isEqualTo(Verdict.CONVERGED);
        assertThat(together.evaluate(data).figure("accuracy")).isEqualTo(1);
        assertThatThrownBy(together::boundary).isInstanceOf(DataException.class).hasMessageContaining("expected two classes and one row of weights, but there are 3");
    }

    // ---- what does not fit

    @Test void whatCannotBeLearnedIsRefusedInASentence() {
        Dataset none = TensorDataset.of(Tensor.of(Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1));

        assertThatThrownBy(() -> Perceptron.standard().fit(none)).isInstanceOf(DataException.class).hasMessageContaining("expected a class for every sample, but the data has no target");
        assertThatThrownBy(() -> Perceptron.standard().fit(LogicGates.and().rows())).hasMessageEndingWith("expected at least one sample, but the data has none");
        assertThatThrownBy(() -> Perceptron.standard().fit(TensorDataset.of(Tensor.of(Shape.of(2, 1), 1, Float.NaN)).target(Target.classes("", List.of("a", "b")), Tensor.vector(0, 1))))
                .hasMessageEndingWith("expected finite numbers, but row 1, column 0 has NaN. Drop or fill such rows first");
        assertThatThrownBy(() -> Perceptron.standard().rate(0)).hasMessage("Perceptron: expected a finite rate above 0, but got 0.0");
        assertThatThrownBy(() -> Perceptron.standard().epochs(0)).hasMessage("Perceptron: expected epochs ≥ 1, but got 0");
        assertThatThrownBy(() -> Perceptron.standard().fit(LogicGates.and()).decision(1)).isInstanceOf(ShapeException.class).hasMessageEndingWith("expected [n, 2], but got [1, 1]");
    }

    // ---- samples

    private static Dataset separable(int n, int features, long seed) {
        var random = Seed.of(seed).child("separable").stream();
        float[] x = new float[n * features], labels = new float[n];
        for (int i = 0; i < n;) {
            float z = 0.2f;
            for (int j = 0; j < features; j++) z += (j + 1) * (x[i * features + j] = (float) random.uniform(-1, 1));
            if (Math.abs(z) < 0.1) continue;
            labels[i++] = z > 0 ? 1 : 0;
        }
        return TensorDataset.of(Tensor.of(Shape.of(n, features), x)).target(Target.classes("side", List.of("below", "above")), Tensor.vector(labels));
    }

    private static Dataset overlapping(int n, long seed) {
        var random = Seed.of(seed).child("overlapping").stream();
        float[] x = new float[n * 2], labels = new float[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < 2; j++) x[2 * i + j] = (float) (random.gaussian() + labels[i]);
        }
        return TensorDataset.of(Tensor.of(Shape.of(n, 2), x)).target(Target.classes("kind", List.of("a", "b")), Tensor.vector(labels));
    }

    private static Dataset triangle() {
        float[] x = new float[60], labels = new float[30];
        for (int i = 0; i < 30; i++) {
            labels[i] = i % 3;
            double angle = 2 * Math.PI * (i % 3) / 3, wobble = 0.02 * i;
            x[2 * i] = (float) (3 * Math.cos(angle) + Math.cos(wobble * 40) * 0.5);
            x[2 * i + 1] = (float) (3 * Math.sin(angle) + Math.sin(wobble * 40) * 0.5);
        }
        return TensorDataset.of(Tensor.of(Shape.of(30, 2), x)).target(Target.classes("corner", List.of("a", "b", "c")), Tensor.vector(labels));
    }

    private static double[][] rows(Matrix x) {
        double[][] rows = new double[x.rows()][];
        for (int i = 0; i < rows.length; i++) rows[i] = x.row(i).toArray();
        return rows;
    }
}
