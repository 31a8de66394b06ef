package dev.lanewise.core.doctor;

import static dev.lanewise.core.doctor.Patients.diagnose;
import static dev.lanewise.core.doctor.Patients.ids;
import static dev.lanewise.core.doctor.Patients.line;
import static dev.lanewise.core.doctor.Patients.network;
import static dev.lanewise.core.doctor.Patients.numbers;
import static dev.lanewise.core.doctor.Patients.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// Vanishing and exploding gradients: the constants of "Deep Learning Notes", 0.25²⁰ and 1.1¹⁰⁰.
class GradientFindingsTest {

    private static Layer[] deep(int layers, Layer layer, Layer last) {
        Layer[] all = Collections.nCopies(layers + 1, layer).toArray(Layer[]::new);
        all[layers] = last;
        return all;
    }

    @Test void twentySigmoidLayersVanish() {
        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).epochs(1), network(2, deep(20, Stage.of(16).activation(Activation.SIGMOID), Stage.of(1))), line(200, 1));

        Finding finding = diagnosis.of("vanishing-gradient").getFirst();
        assertThat(finding.where()).isEqualTo("1: Stage(16, sigmoid)");
        assertThat(finding.number("ratio")).isLessThan(1e-10);
        assertThat(finding.number("factor")).isBetween(0.1, 0.3);
        assertThat(finding.sentence()).startsWith("Before the first step the gradient shrinks from ").contains("for each of 21 layers");
    }

    /// Weights 1 and biases −0.5 keep every pre-activation at 0, where the slope of the sigmoid is 0.25.
    @Test void aQuarterForEachOfTwentyLayersIsNineOverTenToTheThirteen() {
        Stage quarter = Stage.diagonal(1, 1).activation(Activation.SIGMOID).bias(-0.5);
        Dataset data = numbers(1, new float[] {0.5f, 0.5f}, 0.6f, 0.6f);

        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).epochs(1).batchSize(2), network(1, deep(20, quarter, quarter)), data);

        Finding finding = diagnosis.of("vanishing-gradient").getFirst();
        assertThat(finding.number("factor")).isCloseTo(0.25, within(1e-6));
        assertThat(finding.number("ratio")).isCloseTo(9.1e-13, within(1e-14));
    }

    @Test void aHundredLayersOfElevenTenthsExplode() {
        Dataset data = numbers(1, new float[] {1e-4f, -1e-4f}, 1, -1);

        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).epochs(1).batchSize(2), network(1, deep(100, Stage.diagonal(1, 1.1), Stage.diagonal(1, 1.1))), data);

        Finding finding = diagnosis.of("exploding-gradient").getFirst();
        assertThat(finding.number("factor")).isCloseTo(1.1, within(1e-5));
        assertThat(finding.number("ratio")).isCloseTo(13_780.6, within(1.0));
        assertThat(finding.remedy()).startsWith("Clip gradients");
    }

    @Test void reluWithHeAndResidualsKeepTheGradient() {
        Diagnosis relu = diagnose(trainer(Loss.meanSquaredError()).epochs(1), network(2, deep(20, Stage.of(64).relu(), Stage.of(1))), line(200, 1));
        Diagnosis residual = diagnose(trainer(Loss.meanSquaredError()).epochs(1),
                network(2, deep(20, Residual.of(Stage.of(2).activation(Activation.SIGMOID)), Stage.of(1))), line(200, 1));

        assertThat(ids(relu)).doesNotContain("vanishing-gradient", "exploding-gradient");
        assertThat(ids(residual)).doesNotContain("vanishing-gradient", "exploding-gradient");
    }

    // ---- how far weights move

    @Test void ratesThatAreTooHighOrTooLowAreNoticedByTheLengthOfUpdates() {
        Dataset data = line(200, 1);
        var network = network(2, Stage.of(8).activation(Activation.TANH), Stage.of(1));

        assertThat(ids(diagnose(trainer(Loss.meanSquaredError()).epochs(2), network, data))).doesNotContain("learning-rate-too-low", "learning-rate-too-high");
        assertThat(ids(diagnose(dev.lanewise.core.train.Trainer.of(SGD.of(1e-7), Loss.meanSquaredError()).epochs(2).batchSize(16), network, data)))
                .contains("learning-rate-too-low", "stuck-loss");
        assertThat(ids(diagnose(dev.lanewise.core.train.Trainer.of(dev.lanewise.core.optim.Adam.of(1), Loss.meanSquaredError()).epochs(2).batchSize(16), network, data)))
                .contains("learning-rate-too-high");
    }

    // ---- units

    @Test void saturatedUnitsAreNoticed() {
        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()).epochs(1), network(2, Stage.of(8).activation(Activation.TANH).gain(50), Stage.of(1)), line(200, 1));

        assertThat(diagnosis.of("saturated-units")).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("1: Stage(8, tanh)");
            assertThat(finding.number("share")).isGreaterThan(0.8);
        });
    }

    @Test void deadUnitsAreNoticedAndNamed() {
        Diagnosis some = diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.diagonal(6, 1).activation(Activation.RELU), Stage.of(1)), line(200, 1));
        Diagnosis all = diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(4).relu().bias(-100), Stage.of(1)), line(200, 1));

        assertThat(some.of("dead-relu")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.number("dead")).isEqualTo(4);
            assertThat(finding.sentence()).startsWith("4 of 6 units (2 … 5) give 0 for every examined sample");
        });
        assertThat(all.of("dead-relu").getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(ids(all)).contains("dead-relu", "never-learns", "same-answer", "worse-than-baseline");
    }

    // ---- weights

    @Test void unitsThatBeginEqualStayEqual() {
        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()), network(2, Stage.of(4).initializer(Initializer.ONES).activation(Activation.TANH),
                Stage.of(1).initializer(Initializer.ONES)), line(200, 1));

        assertThat(diagnosis.of("equal-units")).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("1.weight");
            assertThat(finding.number("equal")).isEqualTo(4);
        });
    }

    @Test void weightsThatNeverLearnAreCountedEntryByEntry() {
        float[] x = new float[3 * 40], y = new float[40];
        for (int i = 0; i < 40; i++) {
            x[3 * i] = (float) Math.sin(i);
            x[3 * i + 2] = (float) Math.cos(i);
            y[i] = x[3 * i] + x[3 * i + 2];
        }

        Diagnosis idle = diagnose(trainer(Loss.meanSquaredError()), network(3, Stage.of(4).activation(Activation.TANH), Stage.of(1)), numbers(3, x, y));

        assertThat(idle.of("never-learns")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);                       // the second feature is always 0
            assertThat(finding.sentence()).startsWith("4 of 16 weights never learn").contains("(weight: 4 of 12, rows 1)");
        });
    }
}
