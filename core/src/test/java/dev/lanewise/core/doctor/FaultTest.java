package dev.lanewise.core.doctor;

import static dev.lanewise.core.doctor.Patients.line;
import static dev.lanewise.core.doctor.Patients.network;
import static dev.lanewise.core.doctor.Patients.numbers;
import static dev.lanewise.core.doctor.Patients.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.linalg.ConvergenceException;
import org.junit.jupiter.api.Test;

/// The first number that is not finite, and what made it.
class FaultTest {

    /// A function as a layer.
    private record Odd(Kind kind) implements Layer {

        enum Kind { LOGARITHM, ROOT }

        @Override public Shape outputShape(Shape input) { return input; }

        @Override public BoundLayer bind(Shape input, Seed seed) {
            return BoundLayer.of(switch (kind) {
                case LOGARITHM -> Tensor::log;
                case ROOT -> x -> x.relu().sqrt();                                         // its slope at 0 is infinite
            });
        }
    }

    private static Examined examine(Trainer trainer, Sequential network, Dataset data) { return Doctor.standard().examine(trainer, network, data, Run.standard()); }

    @Test void theLogarithmOfANegativeNumberIsFoundInItsLayer() {
        Examined examined = examine(trainer(Loss.meanSquaredError()), network(2, Stage.of(2), Residual.of(Stage.of(2), new Odd(Odd.Kind.LOGARITHM)), Stage.of(1)), line(50, 1));

        Finding finding = examined.diagnosis().of("non-finite").getFirst();
        assertThat(finding.where()).isEqualTo("2.1: Odd[kind=LOGARITHM]");
        assertThat(finding.sentence()).isEqualTo("In step 1, Tensor.log in 2.1: Odd[kind=LOGARITHM] made NaN of finite numbers, the first of the training");
        assertThat(examined.model()).isEmpty();
        assertThat(examined.diagnosis().of("diverging-loss")).isNotEmpty();
        assertThatThrownBy(examined::learned).isInstanceOf(ConvergenceException.class).hasMessageContaining("expected a finite loss");
    }

    @Test void theSlopeOfARootIsFoundOnTheWayBack() {
        Examined examined = examine(trainer(Loss.meanSquaredError()), network(2, Stage.of(4), new Odd(Odd.Kind.ROOT), Stage.of(1)), line(50, 1));

        assertThat(examined.diagnosis().of("non-finite").getFirst().sentence())
                .matches("In step 1, Tensor\\.sqrt backward in 2: Odd\\[kind=ROOT] made (-?Infinity|NaN) of finite numbers, the first of the training");
    }

    @Test void aMissingNumberInTheDataIsToldApart() {
        Examined examined = examine(trainer(Loss.meanSquaredError()), network(1, Stage.of(1)), numbers(1, new float[] {1, Float.NaN, 3}, 1, 2, 3));

        assertThat(examined.diagnosis().of("non-finite").getFirst().sentence()).isEqualTo("In step 1 the input 1 holds NaN before anything is computed");
    }

    @Test void aRateThatIsFarTooHighDiverges() {
        Examined examined = examine(Trainer.of(SGD.of(1e4), Loss.meanSquaredError()).epochs(20).batchSize(16), network(2, Stage.of(8), Stage.of(1)), line(100, 1));

        assertThat(examined.model()).isEmpty();
        assertThat(examined.diagnosis().of("diverging-loss").getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(examined.diagnosis().of("non-finite")).isNotEmpty();
    }
}
