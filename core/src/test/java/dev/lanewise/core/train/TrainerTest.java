package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Penalized;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Progress;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.Tolerance;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Affine;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.ConvergenceException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainerTest {

    @Test void theLossIsThatOfTheSamplesAndPenaltiesStandBeside() {
        Samples line = Samples.numbers(new float[][] {{1}, {-1}}, 1, -1);
        Trainer still = Trainer.of(Penalized.l2(SGD.of(0), 0.5), Loss.meanSquaredError()).batchSize(2).validateOn(line);

        TrainedNetwork trained = still.fit(Sequential.of(Input.of(1), Projection.of(1)), line);

        double weight = trained.content().tensor("network.1.weight").doubles()[0];
        History.Epoch epoch = trained.history().epochs().getFirst();
        assertThat(epoch.loss()).isCloseTo(epoch.validationLoss(), within(1e-6));
        assertThat(epoch.figure("penalty")).isCloseTo(0.5 * weight * weight, within(1e-6)).isPositive();
    }

    private static final float[][] CORNERS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    private final Samples xor = Samples.classes(List.of("same", "different"), CORNERS, 0, 1, 1, 0);
    private final Run run = Run.standard().threads(1);

    // ---- it learns

    @Test void itLearnsXor() {
        Sequential network = Sequential.of(Input.of(2), Affine.of(8).activation(Activation.TANH), Affine.of(2));

        TrainedNetwork trained = Trainer.of(Adam.of(0.05), Loss.crossEntropy()).epochs(200).batchSize(4).fit(network, xor, run);

        assertThat(trained.evaluate(xor, run).figure("accuracy")).isEqualTo(1);
        assertThat(trained.evaluate(xor, run).figure("loss")).isLessThan(0.01);
        assertThat(trained.predict(Tensor.of(Shape.of(1, 2), 0, 1)).get(0, 1)).isGreaterThan(0.9f);
    }

    @Test void itLearnsXorWithOneOutput() {
        Sequential network = Sequential.of(Input.of(2), Affine.of(8).activation(Activation.TANH), Affine.of(1));

        TrainedNetwork trained = Trainer.of(Adam.of(0.05), Loss.binaryCrossEntropy()).epochs(200).batchSize(4).fit(network, xor, run);

        assertThat(trained.evaluate(xor, run).figure("accuracy")).isEqualTo(1);
        assertThat(trained.predict(xor, run).texts("class")).containsExactly("same", "different", "different", "same");
    }

    @Test void itFindsTheLineThatTheNumbersLieOn() {
        float[][] inputs = new float[200][];
        float[] targets = new float[200];
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < 200; i++) {
            inputs[i] = new float[] {(float) random.gaussian(), (float) random.gaussian(), (float) random.gaussian()};
            targets[i] = 3 * inputs[i][0] - 2 * inputs[i][1] + 0.5f * inputs[i][2] + 7;
        }
        Samples line = Samples.numbers(inputs, targets);

        TrainedNetwork trained = Trainer.of(SGD.of(0.05).momentum(0.9), Loss.meanSquaredError()).epochs(40).fit(Sequential.of(Input.of(3), Affine.of(1)), line, run);

        assertThat(trained.evaluate(line, run).figure("rmse")).isLessThan(1e-4);
        assertThat(trained.predict(Tensor.of(Shape.of(1, 3), 1, 1, 1)).get(0, 0)).isCloseTo(8.5f, within(1e-3f));
    }

    @Test void scalesThatDifferByThousandsAreLearnedFromATable() {
        float[][] inputs = new float[100][];
        float[] targets = new float[100];
        for (int i = 0; i < 100; i++) {
            inputs[i] = new float[] {1e6f + 1000 * (i % 10), 1e-3f * (i / 10), 5};
            targets[i] = i % 10 - i / 10;
        }
        Samples table = Samples.numbers(inputs, targets).named("income", "share", "constant");

        TrainedNetwork trained = Trainer.of(Adam.of(0.05), Loss.meanSquaredError()).epochs(200).fit(Sequential.of(Input.of(3), Affine.of(1)), table, run);

        assertThat(trained.evaluate(table, run).figure("rmse")).isLessThan(0.05);
    }

    // ---- the seed decides, and nothing else

    private final Sequential large = Sequential.of(Input.of(2), Affine.of(300).activation(Activation.RELU), LayerNorm.of(), Dropout.of(0.3), Affine.of(90).activation(Activation.GELU),
            BatchNorm.of(), Affine.of(2));

    private Samples cloud(int n) {
        RandomStream random = Seed.of(9).stream();
        float[][] inputs = new float[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = new float[] {(float) random.gaussian(), (float) random.gaussian()};
            labels[i] = inputs[i][0] * inputs[i][1] > 0 ? 1 : 0;
        }
        return Samples.classes(List.of("no", "yes"), inputs, labels);
    }

    @Test void theNumberOfThreadsChangesNoBitOfTheWeights() {
        Samples cloud = cloud(300);
        Trainer trainer = Trainer.of(Adam.of(1e-3), Loss.crossEntropy()).epochs(2).batchSize(128).validateOn(0.2);

        TrainedNetwork one = trainer.fit(large, cloud, Run.standard().threads(1)), two = trainer.fit(large, cloud, Run.standard().threads(2)),
                three = trainer.fit(large, cloud, Run.standard().threads(3));

        Tensor probe = Tensor.of(Shape.of(3, 2), 1, 2, -1, 0.5f, 0, 0);
        assertThat(two.predict(probe).toArray()).containsExactly(one.predict(probe).toArray());
        assertThat(three.predict(probe).toArray()).containsExactly(one.predict(probe).toArray());
        assertThat(two.history()).isEqualTo(one.history());
        assertThat(three.history()).isEqualTo(one.history());
        assertThat(three.evaluate(cloud, Run.standard().threads(4))).isEqualTo(one.evaluate(cloud, Run.standard().threads(1)));
    }

    @Test void anotherSeedGivesAnotherNetwork() {
        Trainer trainer = Trainer.of(Adam.of(1e-3), Loss.crossEntropy());

        TrainedNetwork one = trainer.fit(large, xor, run.seed(1)), again = trainer.fit(large, xor, run.seed(1)), other = trainer.fit(large, xor, run.seed(2));

        assertThat(again.history()).isEqualTo(one.history());
        assertThat(other.history()).isNotEqualTo(one.history());
    }

    // ---- epochs, batches, validation

    @Test void everySampleIsVisitedOnceAnEpoch() {
        List<Progress> heard = new ArrayList<>();

        Trainer.of(SGD.of(0.1), Loss.crossEntropy()).epochs(2).batchSize(3).fit(Sequential.of(Input.of(2), Affine.of(2)), cloud(10), run.listener(heard::add));

        assertThat(heard).extracting(Progress::done).startsWith(3L).contains(10L).endsWith(20L).isSubsetOf(3L, 6L, 9L, 10L, 13L, 16L, 19L, 20L).isSorted();
        assertThat(heard).extracting(Progress::task).startsWith("epoch 1 of 2").endsWith("epoch 2 of 2");
        assertThat(heard).allSatisfy(progress -> assertThat(progress.loss()).isPositive());
        assertThat(heard).extracting(Progress::total).containsOnly(20L);
    }

    @Test void validationSamplesAreKeptFromTraining() {
        List<Progress> heard = new ArrayList<>();

        TrainedNetwork trained = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).epochs(3).batchSize(100).validateOn(0.25)
                .fit(Sequential.of(Input.of(2), Affine.of(2)), cloud(40), run.listener(heard::add));

        assertThat(heard).as("three epochs of thirty samples").extracting(Progress::total).containsOnly(90L);
        assertThat(trained.history().epochs()).extracting(History.Epoch::number).containsExactly(1, 2, 3);
        assertThat(trained.history().epochs()).allSatisfy(epoch -> {
            assertThat(epoch.validationLoss()).isPositive();
            assertThat(epoch.figure("validation-accuracy") * 10).as("a share of ten samples").isEqualTo(Math.rint(epoch.figure("validation-accuracy") * 10), within(1e-9));
        });
    }

    @Test void withoutValidationThereAreNoFigures() {
        TrainedNetwork trained = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Input.of(2), Affine.of(2)), cloud(10), run);

        assertThat(trained.history().epochs().getFirst().validationLoss()).isNaN();
        assertThat(trained.history().epochs().getFirst().loss()).isPositive();
    }

    @Test void atLeastOneSampleIsLeftForTraining() {
        TrainedNetwork trained = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).validateOn(0.99).fit(Sequential.of(Input.of(2), Affine.of(2)), cloud(3), run);

        assertThat(trained.history().epochs()).hasSize(1);
    }

    @Test void theLossOfAnEpochIsTheMeanOverItsSamples() {
        Samples three = Samples.numbers(new float[][] {{0, 0}, {0, 0}, {0, 0}}, 1, 2, 6);       // a network of zeros says 0

        TrainedNetwork trained = Trainer.of(SGD.of(0), Loss.meanSquaredError()).batchSize(2).fit(Sequential.of(Input.of(2), Affine.of(1)), three, run);

        assertThat(trained.history().epochs().getFirst().loss()).isCloseTo((1 + 4 + 36) / 3.0, within((double) Tolerance.ofFloats(5, 40)));
    }

    // ---- what goes wrong

    @Test void aDivergingRunSaysSo() {
        Samples line = Samples.numbers(new float[][] {{1, 2}, {3, 4}, {5, 6}}, 1, 2, 3);
        Trainer trainer = Trainer.of(SGD.of(1e6), Loss.meanSquaredError()).epochs(100);

        assertThatThrownBy(() -> trainer.fit(Sequential.of(Input.of(2), Affine.of(1)), line, run)).isInstanceOf(ConvergenceException.class)
                .hasMessageMatching("Trainer: expected a finite loss, but step \\d+ in epoch \\d+ gave (Infinity|NaN)\\. Lower the learning rate, or look for extreme values in the data")
                .satisfies(e -> assertThat(((ConvergenceException) e).residual()).isNotFinite());
    }

    @Test void aLastStepThatOverflowsIsNoModel() {
        Samples line = Samples.numbers(new float[][] {{1e3f, 2e3f}}, 1);
        Trainer trainer = Trainer.of(SGD.of(1e38), Loss.meanSquaredError());

        assertThatThrownBy(() -> trainer.fit(Sequential.of(Input.of(2), Affine.of(1)), line, run)).isInstanceOf(ConvergenceException.class)
                .hasMessageMatching("Trainer: expected finite weights, but 1\\.weight holds -?(Infinity|NaN) after epoch 1\\. Lower the learning rate, or look for extreme values in the data");
    }

    @Test void extremeValuesInTheDataAreAnError() {
        Samples broken = Samples.numbers(new float[][] {{1, Float.NaN}}, 1);

        assertThatThrownBy(() -> Trainer.of(SGD.of(0.1), Loss.meanSquaredError()).fit(Sequential.of(Input.of(2), Affine.of(1)), broken, run))
                .isInstanceOf(ConvergenceException.class).hasMessageStartingWith("Trainer: expected a finite loss, but step 1 in epoch 1 gave NaN");
    }

    @Test void samplesThatTheNetworkDoesNotTakeAreRefused() {
        refuses(() -> Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Input.of(3), Affine.of(2)), xor, run), ShapeException.class,
                "Trainer: expected samples that the network takes, [[batch, 3]], but the data has [[batch, 2]]");
        refuses(() -> Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Affine.of(2)), xor, run), ShapeException.class,
                "Sequential: expected Input.of(…) as its first layer, but got Affine(2)");
        refuses(() -> Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Input.of(2), Affine.of(2)), xor.rows(), run), DataException.class,
                "Trainer: expected at least one sample, but the data has none");
    }

    @Test void lossesAndTargetsThatDoNotBelongTogetherAreRefused() {
        Samples numbers = Samples.numbers(CORNERS, 1, 2, 3, 4), none = Samples.of(Schema.Target.none(), CORNERS, new float[4][0]);
        Samples three = Samples.classes(List.of("a", "b", "c"), CORNERS, 0, 1, 2, 0);
        Samples pairs = Samples.of(Schema.Target.number("place").shape(Shape.of(2)), CORNERS, CORNERS);

        suits(Loss.crossEntropy(), 2, numbers, "Cross-entropy: expected classes as the target, but 'price' holds numbers");
        suits(Loss.crossEntropy(), 2, none, "Cross-entropy: expected classes as the target, but the data has no target. Name one");
        suits(Loss.crossEntropy(), 2, three, "Cross-entropy: expected one output for each of the 3 classes, but the network gives [batch, 2]");
        suits(Loss.binaryCrossEntropy(), 1, three, "Binary cross-entropy: expected two classes as the target, but 'kind' has 3 classes");
        suits(Loss.binaryCrossEntropy(), 2, xor, "Binary cross-entropy: expected one output, but the network gives [batch, 2]");
        suits(Loss.meanSquaredError(), 1, xor, "Mean squared error: expected numbers as the target, but 'kind' has 2 classes");
        suits(Loss.meanAbsoluteError(), 1, none, "Mean absolute error: expected numbers as the target, but the data has no target. Name one");
        suits(Loss.meanSquaredError(), 2, numbers, "Mean squared error: expected 1 outputs a sample, as many as the target has, but the network gives [batch, 2]");
        suits(Loss.meanSquaredError(), 1, pairs, "Mean squared error: expected 2 outputs a sample, as many as the target has, but the network gives [batch, 1]");
    }

    private void suits(Loss loss, int outputs, Samples samples, String sentence) {
        refuses(() -> Trainer.of(SGD.of(0.1), loss).fit(Sequential.of(Input.of(2), Affine.of(outputs)), samples, run), DataException.class, sentence);
    }

    @Test void aLabelOutsideTheClassesIsNamed() {
        Samples wrong = Samples.classes(List.of("same", "different"), CORNERS, 0, 1, 2, 0);

        assertThatThrownBy(() -> Trainer.of(SGD.of(0.1), Loss.crossEntropy()).batchSize(4).fit(Sequential.of(Input.of(2), Affine.of(2)), wrong, run))
                .isInstanceOf(DataException.class).hasMessageMatching("Cross-entropy: expected labels in 0 … 1, but row \\d has 2");
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        Trainer trainer = Trainer.of(SGD.of(0.1), Loss.crossEntropy());

        refuses(() -> trainer.epochs(0), IllegalArgumentException.class, "Trainer: expected epochs ≥ 1, but got 0");
        refuses(() -> trainer.batchSize(0), IllegalArgumentException.class, "Trainer: expected a batch size ≥ 1, but got 0");
        refuses(() -> trainer.validateOn(1), IllegalArgumentException.class, "Trainer: expected a validation share in [0, 1), but got 1.0");
    }

    @Test void predictingWithTheWrongShapeIsRefused() {
        TrainedNetwork trained = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Input.of(2), Affine.of(2)), xor, run);

        refuses(() -> trained.predict(Tensor.of(Shape.of(1, 3), 1, 2, 3)), ShapeException.class,
                "Predict: expected [[batch, 2]], the samples the network was trained on, but got [[1, 3]]");
        refuses(() -> trained.predict(), ShapeException.class, "Predict: expected [[batch, 2]], the samples the network was trained on, but got []");
        refuses(() -> trained.predict(Samples.numbers(new float[][] {{1, 2, 3}}, 1), run), DataException.class,
                "Predict: expected samples of [[2]], which the model was trained on, but got [[3]]");
        refuses(() -> trained.evaluate(Samples.numbers(CORNERS, 1, 2, 3, 4), run), DataException.class,
                "Evaluate: expected the target 'kind' in the data, but it is not there. Name its column");
        refuses(() -> trained.evaluate(xor.rows(), run), DataException.class, "Evaluate: expected at least one sample, but the data has none");
    }

    @Test void predictingForNoSamplesGivesNone() {
        TrainedNetwork trained = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).fit(Sequential.of(Input.of(2), Affine.of(2)), xor, run);

        assertThat(trained.predict(xor.rows(), run).size()).isZero();
        assertThat(trained.predict(Tensor.of(Shape.of(0, 2))).shape()).isEqualTo(Shape.of(0, 2));
    }

    private static void refuses(ThrowingCallable code, Class<? extends Exception> type, String sentence) {
        assertThatThrownBy(code).isInstanceOf(type).hasMessage(sentence);
    }
}
