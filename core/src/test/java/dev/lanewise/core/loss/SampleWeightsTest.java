package dev.lanewise.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import org.junit.jupiter.api.Test;

/// Worked by hand: errors 1, 2 and 4.
class SampleWeightsTest {

    private static final Tensor OUTPUT = Tensor.of(Shape.of(3, 1), 1, 2, 4), TARGET = Tensor.vector(0, 0, 0);

    @Test void aLossIsTheWeightedMean() {
        assertThat(Loss.meanAbsoluteError().of(OUTPUT, TARGET).item()).isEqualTo(7 / 3f, within(1e-6f));
        assertThat(Loss.meanAbsoluteError().of(OUTPUT, TARGET, Tensor.vector(1, 1, 1)).item()).isEqualTo(7 / 3f, within(1e-6f));
        assertThat(Loss.meanAbsoluteError().of(OUTPUT, TARGET, Tensor.vector(3, 0, 1)).item()).isEqualTo(7 / 4f);
    }

    @Test void onlyTheRatioOfWeightsMatters() {
        assertThat(Loss.meanSquaredError().of(OUTPUT, TARGET, Tensor.vector(6, 0, 2)).item()).isEqualTo(Loss.meanSquaredError().of(OUTPUT, TARGET, Tensor.vector(3, 0, 1)).item());
    }

    @Test void aSampleOfSeveralNumbersHasOneWeight() {
        Tensor pairs = Tensor.of(Shape.of(2, 2), 1, 3, 10, 20);

        assertThat(Loss.meanAbsoluteError().of(pairs, Tensor.of(Shape.of(2, 2), 0, 0, 0, 0), Tensor.vector(3, 1)).item()).isEqualTo((12 + 30) / 8f);
    }

    @Test void sampleAndClassWeightsMultiply() {
        Tensor logits = Tensor.of(Shape.of(2, 2), 0, 1, 2, 0), labels = Tensor.vector(0, 1);
        double first = Math.log(1 + Math.E), second = Math.log(1 + Math.exp(2));

        float loss = Loss.crossEntropy().classWeights(2.0, 5.0).of(logits, labels, Tensor.vector(1, 3)).item();

        assertThat(loss).isEqualTo((float) ((2 * first + 15 * second) / 17), within(1e-6f));
    }

    @Test void nothingThatCountsGivesZeroAndNoGradient() {
        Tape tape = Tape.training(Backend.standard());
        Weight output = Weight.of("output", Shape.of(2, 2), new float[] {1, 2, 3, 4});

        Tensor loss = Loss.crossEntropy().ignoring(-1).of(tape.weight(output), Tensor.vector(-1, -1));
        tape.backward(loss);

        assertThat(loss.item()).isZero();
        assertThat(tape.gradientOf(output).orElseThrow()).startsWith(0, 0, 0, 0);
    }

    @Test void weightsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Loss.meanSquaredError().of(OUTPUT, TARGET, Tensor.vector(1, 1))).isInstanceOf(ShapeException.class)
                .hasMessage("Mean squared error: expected a weight for each sample, [batch], where the losses are [3, 1], but got [2]");
        assertThatThrownBy(() -> Loss.meanSquaredError().of(OUTPUT, TARGET, Tensor.vector(1, Float.NaN, 1))).isInstanceOf(DataException.class)
                .hasMessage("Mean squared error: expected weights ≥ 0, but weight 1 is NaN");
        assertThatThrownBy(() -> Loss.meanSquaredError().of(OUTPUT, Tensor.vector(1, 1))).isInstanceOf(ShapeException.class)
                .hasMessage("Mean squared error: expected a target for each output [3, 1], but got [2]");
    }
}
