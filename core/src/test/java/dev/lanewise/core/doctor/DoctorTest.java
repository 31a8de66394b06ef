package dev.lanewise.core.doctor;

import static dev.lanewise.core.doctor.Patients.clouds;
import static dev.lanewise.core.doctor.Patients.diagnose;
import static dev.lanewise.core.doctor.Patients.ids;
import static dev.lanewise.core.doctor.Patients.line;
import static dev.lanewise.core.doctor.Patients.network;
import static dev.lanewise.core.doctor.Patients.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final Sequential SMALL = network(2, Stage.of(8).relu(), Stage.of(1));

    // ---- the healthy

    @Test void aHealthyPerceptronThatReadsDigitsHasNothingToComplainAbout() {
        Dataset digits = Digits.train(1500, Seed.of(3));
        Sequential network = Sequential.of(Input.of(28, 28, 1), Reshape.of(784), Stage.of(64).relu(), Stage.of(10));

        Diagnosis diagnosis = diagnose(Trainer.of(Adam.of(1e-3), Loss.crossEntropy()).epochs(4).validateOn(0.2), network, digits);

        assertThat(ids(diagnosis)).as(diagnosis.toString()).isEmpty();
        assertThat(diagnosis.isHealthy()).isTrue();
    }

    @Test void healthySmallNetworksHaveNothingToComplainAbout() {
        Diagnosis numbers = diagnose(trainer(Loss.meanSquaredError()).validateOn(0.2), SMALL, line(400, 1));
        Diagnosis classes = diagnose(trainer(Loss.crossEntropy()).validateOn(0.2), network(2, Stage.of(8).relu(), Stage.of(3)), clouds(300, 3, 2));
        Diagnosis two = diagnose(trainer(Loss.binaryCrossEntropy()), network(2, Stage.of(8).relu(), Stage.of(1)), clouds(300, 2, 2));

        assertThat(ids(numbers)).as(numbers.toString()).isEmpty();
        assertThat(ids(classes)).as(classes.toString()).isEmpty();
        assertThat(ids(two)).as(two.toString()).isEmpty();
    }

    // ---- who only looks

    @Test void watchingChangesNoBit() {
        Sequential network = network(2, Stage.of(8).relu(), BatchNorm.of(), Dropout.of(0.2), Stage.of(1));
        Trainer trainer = trainer(Loss.meanSquaredError()).validateOn(0.2);
        Dataset data = line(100, 1);

        Bits alone = new Bits(), watched = new Bits();
        trainer.observe(alone).fit(network, data, Run.standard());
        Doctor.standard().examine(trainer.observe(watched), network, data, Run.standard());

        assertThat(watched.all).hasSizeGreaterThan(50).isEqualTo(alone.all);
    }

    /// Every weight and running statistic at the end of a training, and the history.
    private static final class Bits implements TrainingObserver {

        private final List<Object> all = new ArrayList<>();
        private List<Weight> weights = List.of();

        @Override public void started(Start start) { weights = start.bound().weights(); }

        @Override public void finished(History history) {
            for (Weight weight : weights) for (float value : weight.values()) all.add(value);
            all.add(history);
        }
    }

    // ---- what it says

    @Test void aPlugInMayLookForMore() {
        Check impatient = (evidence, limits) -> evidence.course().steps() > 10
                ? List.of(Finding.of("too-long", Severity.NOTE, "training").evidence("steps", evidence.course().steps()).sentence("It takes long")) : List.of();

        Diagnosis diagnosis = Doctor.standard().check(impatient).examine(trainer(Loss.meanSquaredError()), SMALL, line(100, 1), Run.standard()).diagnosis();

        assertThat(diagnosis.of("too-long")).singleElement().satisfies(finding -> assertThat(finding.number("steps")).isEqualTo(70));
        assertThat(diagnosis.isHealthy()).isTrue();
    }

    @Test void aDiagnosisIsAReportAndATree() {
        Finding note = Finding.of("a-note", Severity.NOTE, "1: Dense(3)").evidence("share", 0.25).sentence("Something is odd").remedy("Look again");
        Finding error = Finding.of("an-error", Severity.ERROR, "training").evidence("loss", Double.NaN).sentence("It broke");

        Diagnosis diagnosis = new Diagnosis(List.of(note, error), List.of());

        assertThat(diagnosis.toString()).isEqualTo("""
                Diagnosis: 1 error, 1 note

                error an-error, training
                  It broke

                note a-note, 1: Dense(3)
                  Something is odd
                  Remedy: Look again
                """);
        Options tree = Options.parseJson(diagnosis.options().toJson(), "diagnosis");
        assertThat(tree.flag("healthy", true)).isFalse();
        assertThat(tree.list("findings").get(1).options("evidence").number("share")).isEqualTo(0.25);
        assertThat(tree.list("findings").get(0).options("evidence").text("loss")).isEqualTo("NaN");
        assertThat(note).hasToString("note a-note, 1: Dense(3): Something is odd");
    }

    @Test void limitsMove() {
        Dataset data = line(100, 1);

        Diagnosis strict = Doctor.standard().limit(Limit.INPUT_SIZE, 0.1).examine(trainer(Loss.meanSquaredError()), SMALL, data, Run.standard()).diagnosis();

        assertThat(ids(strict)).containsExactly("inputs-not-scaled");
        assertThatThrownBy(() -> Doctor.standard().limit(Limit.STUCK, Double.NaN)).isInstanceOf(IllegalArgumentException.class).hasMessage("Limits: expected STUCK ≥ 0, but got NaN");
        assertThatThrownBy(() -> Doctor.standard().samples(0)).hasMessage("Doctor: expected samples ≥ 1, but got 0");
    }

    @Test void theLayersAreListedWithTheirGradients() {
        Diagnosis diagnosis = diagnose(trainer(Loss.meanSquaredError()), SMALL, line(100, 1));

        assertThat(diagnosis.flows()).extracting(LayerFlow::where).containsExactly("input 1", "0: Input[batch, 2]", "1: Stage(8, relu)", "2: Stage(1)");
        assertThat(diagnosis.flows()).allSatisfy(flow -> assertThat(flow.gradient()).isPositive());
        assertThat(diagnosis.toString()).contains("2: Stage(1)");
    }
}
