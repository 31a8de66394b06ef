package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LSTMTest {

    @Test void threeStepsGiveTheNumbersOfTheLiterature() {
        BoundRecurrent lstm = ofGivenWeights();
        Tensor x = Tensor.of(Shape.of(1, 3, 1), 0.5f, -1, 2);

        float[] h = lstm.forward(x).toArray();
        RecurrentSession session = RecurrentSession.of(lstm);
        for (float step : x.toArray()) session.step(step);

        assertThat(h).containsExactly(new float[] {0.0060590601f, 0.0190703678f, -0.0082261790f, -0.0228903059f, 0.0120381496f, 0.0459054880f}, within(1e-7f));
        assertThat(session.snapshot().of(0, 1)).containsExactly(new float[] {0.0193920708f, 0.0690025777f}, within(1e-7f));
    }

    /// Two units, one feature: kernel `(k − 3.5)/10`, recurrent `(k − 7.5)/20`, a bias of 1 for the forget gates.
    private static BoundRecurrent ofGivenWeights() {
        BoundRecurrent lstm = LSTM.of(2).returnSequences(true).bind(Shape.of(1, 3, 1), Seed.of(1));
        for (int k = 0; k < 8; k++) lstm.weight("weight").values()[k] = (k - 3.5f) / 10;
        for (int k = 0; k < 16; k++) lstm.weight("recurrent").values()[k] = (k - 7.5f) / 20;
        return lstm;
    }

    @Test void gradientsAreRightThroughFiftySteps() {
        BoundRecurrent lstm = LSTM.of(3).bind(Shape.of(2, 50, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(2, 50, 2), Seed.of(2));

        GradientCheck.Result ofWeights = GradientCheck.ofWeights(tape -> lstm.forward(tape.constant(x.shape(), x.data())), lstm.weights(), Seed.of(3));
        GradientCheck.Result ofInput = GradientCheck.of(lstm::forward, List.of(x), Seed.of(3));

        assertThat(ofWeights.error()).as(ofWeights.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
        assertThat(ofInput.error()).as(ofInput.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
    }

    @Test void theNumberOfThreadsDoesNotChangeABit() {
        BoundRecurrent lstm = LSTM.of(160).returnSequences(true).bind(Shape.of(40, 6, 70), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(40, 6, 70), Seed.of(2));

        List<float[]> one = outputAndGradients(lstm, x, Backend.of(1)), three = outputAndGradients(lstm, x, Backend.of(3));

        for (int i = 0; i < one.size(); i++) assertThat(three.get(i)).containsExactly(one.get(i));
    }

    private static List<float[]> outputAndGradients(BoundRecurrent lstm, Tensor x, Backend backend) {
        Tape tape = Tape.gradients(backend);
        Weight input = Weight.of("x", x.shape(), x.data());
        Tensor y = lstm.forward(tape.weight(input));
        float[] output = y.toArray();
        tape.backward(y.times(y));
        return List.of(output, gradient(tape, input), gradient(tape, lstm.weight("weight")), gradient(tape, lstm.weight("recurrent")), gradient(tape, lstm.weight("bias")));
    }

    private static float[] gradient(Tape tape, Weight weight) { return tape.gradientOf(weight).orElseThrow().clone(); }

    @Test void aStepOfTrainingInSteadyStateNeedsNoMoreMemory() {
        BoundRecurrent lstm = LSTM.of(8).bind(Shape.of(4, 6, 3), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(4, 6, 3), Seed.of(2));
        Tape tape = Tape.training(Backend.of(1));

        tape.reset(Seed.of(0));
        tape.backward(lstm.forward(tape.constant(x.shape(), x.data())));
        tape.reset(Seed.of(0));
        float[] first = tape.scratch(4 * 6 * 32);
        tape.reset(Seed.of(0));

        assertThat(tape.scratch(4 * 6 * 32)).isSameAs(first);
    }

    @Test void noStepsLeaveTheStateAsItIs() {
        Tensor nothing = Tensor.of(Shape.of(2, 0, 3)), h = Tensors.random(Shape.of(2, 4), Seed.of(1)), c = Tensors.random(Shape.of(2, 4), Seed.of(2));

        assertThat(LSTM.of(4).bind(Shape.of(2, 0, 3), Seed.of(1)).forward(nothing).toArray()).containsOnly(0);
        assertThat(LSTM.of(4).bind(Shape.of(2, 0, 3), Seed.of(1)).forward(List.of(nothing, h, c)).toArray()).containsExactly(h.toArray());
        assertThat(LSTM.of(4).returnSequences(true).bind(Shape.of(2, 0, 3), Seed.of(1)).forward(nothing).shape()).isEqualTo(Shape.of(2, 0, 4));
    }

    @Test void backwardsIsForwardOverTheReversedSequence() {
        Tensor x = Tensors.random(Shape.of(1, 4, 2), Seed.of(1));
        Tensor reversed = Tensor.of(x.shape(), 0, 0, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i < 8; i++) reversed.data()[i] = x.data()[(3 - i / 2) * 2 + i % 2];
        LSTM lstm = LSTM.of(3).returnSequences(true);

        float[] backwards = lstm.goBackwards(true).bind(x.shape(), Seed.of(1)).forward(x).toArray();

        assertThat(backwards).containsExactly(lstm.bind(x.shape(), Seed.of(1)).forward(reversed).toArray());
    }

    @Test void weightsBeginAsInKeras() {
        BoundRecurrent lstm = LSTM.of(6).bind(Shape.of(1, 1, 4), Seed.of(1));
        float[] r = lstm.weight("recurrent").values();

        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) assertThat(dot(r, i * 24, r, j * 24, 24)).as("rows %d and %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-5));
        }
        assertThat(Arrays.copyOfRange(lstm.weight("bias").values(), 6, 12)).containsOnly(1);
        assertThat(Arrays.copyOfRange(lstm.weight("bias").values(), 12, 24)).containsOnly(0);
        for (float w : lstm.weight("weight").values()) assertThat(w).isBetween((float) -Math.sqrt(6.0 / (4 + 24)), (float) Math.sqrt(6.0 / (4 + 24)));
    }

    private static double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += x[xFrom + i] * y[yFrom + i];
        return sum;
    }

    @Test void itPrintsAsItWasWritten() {
        assertThat(LSTM.of(64)).hasToString("LSTM(64)");
        assertThat(LSTM.of(64).returnSequences(true).goBackwards(true)).hasToString("LSTM(64, sequences, backwards)");
    }

    @Test void itSaysWhatItCannotTake() {
        assertThatThrownBy(() -> LSTM.of(0)).hasMessage("LSTM: expected units ≥ 1, but got 0");
        assertThatThrownBy(() -> LSTM.of(2).outputShape(Shape.batch(7))).isInstanceOf(ShapeException.class)
                .hasMessage("LSTM(2): expected input [batch, time, features], but got [batch, 7]");
        assertThatThrownBy(() -> LSTM.of(2).outputShape(Shape.batch(7, Shape.ANY))).isInstanceOf(ShapeException.class)
                .hasMessage("LSTM(2): expected a known number of features ≥ 1, but got [batch, 7, any]");
        assertThatThrownBy(() -> LSTM.of(2).outputShape(List.of(Shape.batch(7, 3), Shape.batch(2)))).isInstanceOf(ShapeException.class)
                .hasMessage("LSTM(2): expected a sequence, with its 2 states between or none, but got 2 inputs");
        assertThatThrownBy(() -> LSTM.of(2).outputShape(List.of(Shape.batch(7, 3), Shape.batch(2), Shape.batch(3)))).isInstanceOf(ShapeException.class)
                .hasMessage("LSTM(2): expected a state [batch, 2], but got [batch, 3]");
    }
}
