package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Doctor;
import dev.lanewise.core.doctor.Finding;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Trainer;
import org.junit.jupiter.api.Test;

/// What the doctor says of the network of "LSTM Explained", and of one that forgets.
class RecurrentDiagnosisTest {

    private static Dataset windows(int samples, int lookBack) {
        float[] x = new float[samples * lookBack], y = new float[samples];
        for (int i = 0; i < samples; i++) {
            for (int t = 0; t < lookBack; t++) x[i * lookBack + t] = series(i + t);
            y[i] = series(i + lookBack);
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, lookBack, 1), x)).target(Target.number("next"), Tensor.vector(y));
    }

    private static float series(int i) { return (float) (0.3 * Math.sin(0.2 * i) + 0.2 * Math.sin(0.7 * i) + 0.4); }

    private static Diagnosis diagnose(LSTM lstm, int lookBack) {
        Sequential network = Sequential.of(Input.of(lookBack, 1), lstm, Projection.of(1));
        return Doctor.standard().examine(Trainer.of(Adam.of(1e-3), Loss.meanSquaredError()).epochs(2), network, windows(200, lookBack), Run.standard()).diagnosis();
    }

    @Test void withALookBackOfOneStep72Of96WeightsNeverLearn() {
        Finding finding = diagnose(LSTM.of(4), 1).of("never-learns").getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.where()).isEqualTo("1: LSTM(4)");
        assertThat(finding.number("unlearned")).isEqualTo(72);
        assertThat(finding.number("weights")).isEqualTo(96);
        assertThat(finding.sentence()).isEqualTo("72 of 96 weights never learn: their gradient was exactly 0 in each of 14 steps "
                + "(weight: 4 of 16, columns 4 … 7; recurrent: all 64; bias: 4 of 16, 4 … 7)");
    }

    @Test void withALongerLookBackAllOfThemLearn() {
        Diagnosis diagnosis = diagnose(LSTM.of(4), 3);

        assertThat(diagnosis.of("never-learns")).isEmpty();
        assertThat(diagnosis.of("vanishing-through-time")).isEmpty();
    }

    @Test void anLstmThatForgetsLosesTheGradientOverTime() {
        Finding finding = diagnose(LSTM.of(4).forgetBias(-3), 20).of("vanishing-through-time").getFirst();

        assertThat(finding.where()).isEqualTo("input 1");
        assertThat(finding.number("strongest-step")).isEqualTo(19);
        assertThat(finding.number("faintest-step")).isEqualTo(0);
        assertThat(finding.number("factor")).isBetween(0.02, 0.4);
    }
}
