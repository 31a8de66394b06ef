package dev.lanewise.core.doctor;

import static dev.lanewise.core.doctor.Patients.classes;
import static dev.lanewise.core.doctor.Patients.clouds;
import static dev.lanewise.core.doctor.Patients.diagnose;
import static dev.lanewise.core.doctor.Patients.ids;
import static dev.lanewise.core.doctor.Patients.line;
import static dev.lanewise.core.doctor.Patients.network;
import static dev.lanewise.core.doctor.Patients.numbers;
import static dev.lanewise.core.doctor.Patients.trainer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.Outputs;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Losses, outputs, inputs, targets and splits that don't belong together.
class OutputFindingsTest {

    private record Softmax() implements Layer {

        @Override public Shape outputShape(Shape input) { return input; }

        @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(Tensor::softmax); }
    }

    // ---- loss and output

    @Test void aSoftmaxBeforeALossOfLogitsIsNoticed() {
        assertThat(ids(diagnose(trainer(Loss.crossEntropy()), network(2, Stage.of(3), new Softmax()), clouds(200, 3, 1)))).contains("softmax-before-logits");
        assertThat(ids(diagnose(trainer(Loss.crossEntropy().outputs(Outputs.PROBABILITIES)), network(2, Stage.of(3), new Softmax()), clouds(200, 3, 1))))
                .doesNotContain("softmax-before-logits", "no-probabilities");
    }

    @Test void aSigmoidBeforeALossOfLogitsIsNoticed() {
        Diagnosis diagnosis = diagnose(trainer(Loss.binaryCrossEntropy()), network(2, Stage.of(1).activation(Activation.SIGMOID)), clouds(200, 2, 1));

        assertThat(diagnosis.of("activation-before-logits").getFirst().sentence()).startsWith("The network ends with sigmoid, but the Binary cross-entropy takes logits");
    }

    @Test void logitsForALossOfProbabilitiesAreNoticed() {
        assertThat(ids(diagnose(trainer(Loss.crossEntropy().outputs(Outputs.PROBABILITIES)), network(2, Stage.of(3)), clouds(200, 3, 1)))).contains("no-probabilities");
    }

    @Test void aSingleOutputWithACategoricalCrossEntropyIsExplained() {
        Examined examined = Doctor.standard().examine(trainer(Loss.crossEntropy()), network(2, Stage.of(1).activation(Activation.SIGMOID)), clouds(20, 2, 1), Run.standard());

        assertThat(examined.model()).isEmpty();
        assertThat(examined.diagnosis().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("loss-mismatch");
            assertThat(finding.remedy()).contains("let a single output have the binary cross-entropy");
        });
    }

    @Test void aSquaredErrorForClassesIsExplained() {
        Examined examined = Doctor.standard().examine(trainer(Loss.meanSquaredError()), network(2, Stage.of(3)), clouds(20, 3, 1), Run.standard());

        assertThat(examined.diagnosis().of("loss-mismatch").getFirst().remedy()).startsWith("Use the cross-entropy for classes");
    }

    @Test void classNumbersAsNumbersAreNoticed() {
        float[] x = new float[60], y = new float[60];
        for (int i = 0; i < 60; i++) y[i] = (x[i] = i % 3) + 0;

        assertThat(ids(diagnose(trainer(Loss.meanSquaredError()), network(1, Stage.of(1)), numbers(1, x, y)))).contains("class-numbers-as-targets", "target-among-inputs");
        assertThat(ids(diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(1)), line(60, 1)))).doesNotContain("class-numbers-as-targets", "target-among-inputs");
    }

    @Test void targetsThatTheEndCannotReachAreNoticed() {
        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(8).relu(), Stage.of(1).relu()), line(200, 1));

        assertThat(diagnosis.of("unreachable-targets").getFirst().number("share")).isBetween(0.4, 0.6);
        assertThat(diagnosis.of("unreachable-targets").getFirst().where()).isEqualTo("2: Stage(1, relu)");
    }

    // ---- sizes

    @Test void targetsAndInputsOfOddSizesAreNoticed() {
        Dataset data = line(200, 1);
        float[] x = new float[400], y = new float[200], ten = new float[400];
        for (int i = 0; i < 200; i++) {
            data.readInput(0, i, x, 2 * i);
            data.readTarget(i, y, i);
            ten[2 * i] = 38 * x[2 * i];
            ten[2 * i + 1] = x[2 * i + 1];
            y[i] = 1000 + 50 * y[i];
        }
        float[] large = new float[400];
        for (int i = 0; i < 400; i++) large[i] = 1000 + 100 * x[i];

        assertThat(diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(1)), numbers(2, x, y)).of("targets-not-scaled").getFirst().number("mean")).isBetween(990.0, 1010.0);
        assertThat(ids(diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(1)), numbers(2, large, y)))).contains("inputs-not-scaled");
        assertThat(diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(1)), numbers(2, ten, y)).of("inputs-not-scaled").getFirst().sentence())
                .startsWith("'feature 0' has a standard deviation of").contains("'feature 1' one of");
    }

    @Test void constantFeaturesAreNoticed() {
        float[] x = new float[60], y = new float[30];
        for (int i = 0; i < 30; i++) y[i] = x[2 * i] = (float) Math.sin(i);
        Arrays.fill(y, 0, 3, 0.5f);

        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(1)), numbers(2, x, y));

        assertThat(diagnosis.of("constant-features").getFirst().sentence()).isEqualTo("1 of 2 features are the same in every training sample: feature 1");
    }

    @Test void batchNormOfAHandfulOfRowsIsNoticed() {
        var network = network(2, Stage.of(8), BatchNorm.of(), Stage.of(1));

        assertThat(diagnose(trainer(Loss.meanSquaredError()).batchSize(2).epochs(1), network, line(40, 1)).of("tiny-batches").getFirst().number("rows")).isEqualTo(2);
        assertThat(diagnose(trainer(Loss.meanSquaredError()).batchSize(10).epochs(1), network, line(41, 1)).of("tiny-batches").getFirst().sentence()).contains("in the last batch of an epoch of 1");
        assertThat(diagnose(trainer(Loss.meanSquaredError()).batchSize(10).epochs(1), network, line(40, 1)).of("tiny-batches")).isEmpty();
    }

    // ---- classes

    @Test void imbalanceIsNoticedWhereItIsIgnored() {
        Dataset clouds = clouds(2000, 2, 1);
        int[] rows = java.util.stream.IntStream.range(0, 2000).filter(i -> i % 2 == 0 || i % 100 == 1).toArray();
        float[] noise = new float[2 * 300], labels = new float[300];
        for (int i = 0; i < 600; i++) noise[i] = (float) Math.sin(12.9898 * i * i);
        for (int i = 0; i < 300; i += 20) labels[i] = 1;

        Diagnosis recognised = diagnose(trainer(Loss.crossEntropy()), network(2, Stage.of(8).relu(), Stage.of(2)), clouds.rows(rows));
        Diagnosis ignored = diagnose(trainer(Loss.crossEntropy()).epochs(30), network(2, Stage.of(2)), classes(2, 2, noise, labels));

        assertThat(recognised.of("class-imbalance").getFirst().severity()).isEqualTo(Severity.NOTE);
        assertThat(ignored.of("class-imbalance").getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(ignored.of("same-answer").getFirst().sentence()).startsWith("The network says 'c0' of all 300 samples, of which 15 are something else");
    }

    // ---- splits and answers

    @Test void duplicatesAcrossTheSplitAreNoticed() {
        Dataset once = line(100, 1);
        int[] twice = java.util.stream.IntStream.range(0, 200).map(i -> i % 100).toArray();

        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).validateOn(0.3), network(2, Stage.of(1)), once.rows(twice));

        assertThat(diagnosis.of("duplicate-samples").getFirst().number("share")).isGreaterThan(0.5);
        assertThat(ids(diagnose(trainer(Loss.meanSquaredError()).validateOn(0.3), network(2, Stage.of(1)), once))).doesNotContain("duplicate-samples");
    }

    @Test void noiseIsNotBetterThanTheBaseline() {
        float[] x = new float[200], y = new float[200];
        var random = Seed.of(5).stream();
        for (int i = 0; i < 200; i++) {
            x[i] = (float) random.gaussian();
            y[i] = (float) random.gaussian();
        }

        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).epochs(30).validateOn(0.3), network(1, Stage.of(64).relu(), Stage.of(64).relu(), Stage.of(1)), numbers(1, x, y));

        assertThat(ids(diagnosis)).containsAnyOf("worse-than-baseline", "underfitting");
    }

    @Test void learningByHeartIsNoticed() {
        float[] x = new float[40 * 10], y = new float[40];
        var random = Seed.of(6).stream();
        for (int i = 0; i < x.length; i++) x[i] = (float) random.gaussian();
        for (int i = 0; i < 40; i++) y[i] = random.nextInt(2);

        Diagnosis diagnosis = diagnose(trainer(Loss.crossEntropy()).epochs(60).validateOn(0.4), network(10, Stage.of(64).relu(), Stage.of(2)), classes(10, 2, x, y));

        assertThat(ids(diagnosis)).contains("overfitting");
    }
}
