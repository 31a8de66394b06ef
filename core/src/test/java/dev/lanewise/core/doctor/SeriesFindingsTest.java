package dev.lanewise.core.doctor;

import static dev.lanewise.core.doctor.Patients.windows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.train.Trainer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The traps of "LSTM Explained": a series with a trend, cut in two by time, and small networks that look back.
class SeriesFindingsTest {

    /// Sines of several lengths on a slope, and noise.
    static double[] series(int n) {
        RandomStream random = Seed.of(7).stream();
        double[] series = new double[n];
        for (int i = 0; i < n; i++) {
            double x = 2 + 58.0 * i / (n - 1);
            series[i] = 0.05 * (Math.sin(x) + 0.5 * Math.sin(3 * x) + 0.3 * Math.sin(7 * x)) + 0.012 * x + 0.01 * random.gaussian();
        }
        return series;
    }

    private final double[] values = series(600);

    @Test void theTestPartLeavesTheRangeOfTheTrainingPart() {
        Dataset training = windows(0, 400, 1, i -> values[i]), test = windows(400, 600, 1, i -> values[i]);
        Sequential network = Sequential.of(Input.of(1, 1), Reshape.of(1), Stage.of(4).relu(), Stage.of(1));

        Diagnosis diagnosis = Doctor.standard().judgeBy(test).examine(Trainer.of(Adam.of(1e-3), Loss.meanSquaredError()).epochs(3).batchSize(1), network, training, Run.standard()).diagnosis();

        assertThat(diagnosis.of("range-shift")).extracting(Finding::where).containsExactly("target", "feature 0");
        Finding shift = diagnosis.of("range-shift").getFirst();
        assertThat(shift.number("most")).isGreaterThan(shift.number("trained-most") + 0.1);
    }

    /// With positive inputs one large step can push a unit below 0 for all of them, and it never comes back.
    @Test void fourUnitsThatLookTenStepsBackDie() {
        Dataset training = windows(0, 400, 10, i -> values[i]);
        Sequential network = Sequential.of(Input.of(10, 1), Reshape.of(10), Stage.of(4).activation(Activation.RELU), Stage.of(1));
        Trainer trainer = Trainer.of(Adam.of(1e-2), Loss.meanSquaredError()).epochs(5).batchSize(1);

        List<Finding> dead = LongStream.range(0, 4).boxed()
                .flatMap(seed -> Doctor.standard().examine(trainer, network, training, Run.standard().seed(seed)).diagnosis().of("dead-relu").stream()).toList();

        assertThat(dead).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo("2: Stage(4, relu)");
            assertThat(finding.number("share")).isGreaterThanOrEqualTo(0.5);
            assertThat(finding.severity()).isNotEqualTo(Severity.NOTE);
        });
    }

    @Test void aNetworkThatIsWorseThanSayingTheSameAgainIsNoticed() {
        Dataset training = windows(0, 400, 1, i -> values[i]);
        Sequential network = Sequential.of(Input.of(1, 1), Reshape.of(1), Stage.of(4).activation(Activation.TANH), Stage.of(1));

        Diagnosis diagnosis = Doctor.standard().examine(Trainer.of(Adam.of(1e-3), Loss.meanSquaredError()).epochs(1).batchSize(16), network, training, Run.standard()).diagnosis();

        assertThat(diagnosis.of("worse-than-persistence")).singleElement().satisfies(finding -> assertThat(finding.number("persistence")).isLessThan(0.05));
    }
}
