package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTest {

    static Stream<Recurrent<?>> layers() {
        return Stream.of(SimpleRNN.of(3), SimpleRNN.of(3).activation(Activation.SIGMOID), LSTM.of(3), LSTM.of(3).form(LSTM.Form.PEEPHOLES).projection(2), GRU.of(3), GRU.of(3).resetAfter(false),
                LSTM.of(3).recurrentActivation(Activation.HARD_SIGMOID), GRU.of(3).recurrentActivation(Activation.HARD_SIGMOID));
    }

    @Test void threeStepsOfAGruGiveTheNumbersOfTheLiterature() {
        assertThat(ofGivenWeights(true)).containsExactly(new float[] {0.2240111718f, 0.2824091599f}, within(1e-7f));
        assertThat(ofGivenWeights(false)).containsExactly(new float[] {0.2412950943f, 0.2969659995f}, within(1e-7f));
    }

    /// Two units, one feature: kernel `(k − 2.5)/10`, recurrent `(k − 5.5)/20`, input bias 0.1, recurrent bias −0.05.
    private static float[] ofGivenWeights(boolean resetAfter) {
        BoundRecurrent gru = GRU.of(2).resetAfter(resetAfter).bind(Shape.of(1, 3, 1), Seed.of(1));
        for (int k = 0; k < 6; k++) gru.weight("weight").values()[k] = (k - 2.5f) / 10;
        for (int k = 0; k < 12; k++) gru.weight("recurrent").values()[k] = (k - 5.5f) / 20;
        Arrays.fill(gru.weight("bias").values(), 0.1f);
        if (resetAfter) Arrays.fill(gru.weight("recurrentBias").values(), -0.05f);
        return gru.forward(Tensor.of(Shape.of(1, 3, 1), 0.5f, -1, 2)).toArray();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAreRightThroughFiftySteps(Recurrent<?> layer) {
        BoundRecurrent bound = layer.bind(Shape.of(2, 50, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(2, 50, 2), Seed.of(2));

        GradientCheck.Result ofWeights = GradientCheck.ofWeights(tape -> bound.forward(tape.constant(x.shape(), x.data())), bound.weights(), Seed.of(3));
        GradientCheck.Result ofInput = GradientCheck.of(bound::forward, List.of(x), Seed.of(3));

        assertThat(ofWeights.error()).as(ofWeights.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
        assertThat(ofInput.error()).as(ofInput.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
    }

    /// The kernels of linalg, and the same cell put together from element-wise ones.
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 4", "33, 9, 17", "40, 12, 130"})
    void theFusedCellsAgreeWithTheGeneralOnes(int batch, int time, int units) {
        for (Recurrent<?> layer : List.of(LSTM.of(units), GRU.of(units))) {
            BoundRecurrent bound = layer.bind(Shape.of(batch, time, 3), Seed.of(1));
            for (Weight weight : bound.weights()) if (weight.shape().rank() == 1) System.arraycopy(Tensors.random(weight.shape(), Seed.of(6)).toArray(), 0, weight.values(), 0, weight.values().length);
            List<float[]> fused = pass(bound, true), general = pass(bound, false);

            for (int i = 0; i < fused.size(); i++) assertThat(fused.get(i)).as("%s, number %d", layer, i).containsExactly(general.get(i), within(2e-5f * batch));
        }
    }

    private static List<float[]> pass(BoundRecurrent bound, boolean fused) {
        Tape tape = Tape.gradients(Backend.of(1));
        Weight x = weight(Shape.of(bound.layer() instanceof GRU ? 7 : 5, 9, 3), 2);
        Sweep sweep = new Sweep(bound, tape.weight(x), List.of(), Optional.empty());
        if (!fused) sweep.take(bound.layer() instanceof GRU gru ? new GRUVariant(gru, sweep) : new LSTMVariant((LSTM) bound.layer(), sweep));
        Tensor y = sweep.forward(Shape.of(x.shape().extent(0), 9, bound.layer().units()), new Wanted(true, 0, false));
        List<float[]> all = new ArrayList<>(List.of(y.toArray()));
        tape.backward(y.times(Tensors.random(y.shape(), Seed.of(3))));
        all.add(gradient(tape, x));
        for (Weight weight : bound.weights()) all.add(gradient(tape, weight));
        return all;
    }

    private static Weight weight(Shape shape, int seed) { return Weight.of("x", shape, Tensors.random(shape, Seed.of(seed)).toArray()); }

    private static float[] gradient(Tape tape, Weight weight) { return Arrays.copyOf(tape.gradientOf(weight).orElseThrow(), weight.values().length); }

    @ParameterizedTest
    @MethodSource("layers")
    void aSequenceInPiecesIsTheSequence(Recurrent<?> layer) {
        BoundRecurrent bound = layer.learnedState(true).bind(Shape.of(3, 10, 2), Seed.of(1));
        for (Weight weight : bound.weights()) if (weight.name().startsWith("state")) Arrays.fill(weight.values(), 0.3f);
        Tensor x = Tensors.random(Shape.of(3, 10, 2), Seed.of(2));

        BoundStateful.Passage whole = bound.run(x, List.of()), first = bound.run(x.slice(1, 0, 4), List.of()), second = bound.run(x.slice(1, 4, 10), first.states());

        assertThat(second.outputs().toArray()).containsExactly(whole.outputs().slice(1, 4, 10).toArray(), within(1e-6f));
        List<Tensor> states = List.of();
        for (int t = 0; t < 10; t++) states = bound.step(x.slice(1, t, t + 1).reshape(Shape.of(3, 2)), states);
        for (int i = 0; i < states.size(); i++) {
            assertThat(second.states().get(i).toArray()).containsExactly(whole.states().get(i).toArray(), within(1e-6f));
            assertThat(states.get(i).toArray()).containsExactly(whole.states().get(i).toArray(), within(1e-6f));
        }
    }

    /// Cut after three steps: the gradient of the input is that of three pieces whose states are handed on as constants.
    @ParameterizedTest
    @MethodSource("layers")
    void aTruncatedGradientIsThatOfPieces(Recurrent<?> layer) {
        BoundRecurrent bound = layer.bind(Shape.of(2, 8, 2), Seed.of(1)), truncated = bound.walk(layer.walk().truncation(3).sequences(true));
        Weight x = weight(Shape.of(2, 8, 2), 2);
        Tensor r = Tensors.random(Shape.of(2, 8, layer.stateWidths().getFirst()), Seed.of(3));
        Tape tape = Tape.gradients(Backend.of(1));
        tape.backward(truncated.forward(tape.weight(x)).times(r));
        float[] all = gradient(tape, x), ofWeight = gradient(tape, bound.weight("recurrent"));

        float[] expected = new float[32], expectedOfWeight = new float[ofWeight.length];
        List<Tensor> states = List.of();
        for (int from = 0; from < 8; from += 3) {
            int to = Math.min(8, from + 3);
            Tape piece = Tape.gradients(Backend.of(1));
            BoundStateful.Passage passage = bound.run(piece.weight(x).slice(1, from, to), states);
            states = passage.states().stream().map(state -> Tensor.of(state.shape(), state.toArray())).toList();
            piece.backward(passage.outputs().times(r.slice(1, from, to)));
            float[] dx = gradient(piece, x), dw = gradient(piece, bound.weight("recurrent"));
            for (int i = 0; i < dx.length; i++) expected[i] += dx[i];
            for (int i = 0; i < dw.length; i++) expectedOfWeight[i] += dw[i];
        }
        assertThat(all).containsExactly(expected, within(1e-5f));
        assertThat(ofWeight).containsExactly(expectedOfWeight, within(2e-5f));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void tenThousandStepsNeedNoRecursion(Recurrent<?> layer) {
        BoundRecurrent bound = layer.bind(Shape.of(1, 10_000, 1), Seed.of(1));
        Tape tape = Tape.gradients(Backend.of(1));
        Weight x = weight(Shape.of(1, 10_000, 1), 2);

        Tensor y = bound.forward(tape.weight(x));
        float[] last = y.toArray();
        tape.backward(y);

        for (float value : last) assertThat(value).isFinite();
        for (float value : gradient(tape, x)) assertThat(value).isFinite();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void notANumberStaysInItsSample(Recurrent<?> layer) {
        BoundRecurrent bound = layer.returnSequences(true).bind(Shape.of(3, 4, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(3, 4, 2), Seed.of(2)), clean = bound.forward(x);
        x.data()[8 + 2] = Float.NaN;                                                                // sample 1, step 1

        float[] y = bound.forward(x).toArray();

        int width = layer.stateWidths().getFirst();
        for (int i = 0; i < y.length; i++) {
            boolean after = i / (4 * width) == 1 && i / width % 4 >= 1;
            if (after) assertThat(y[i]).as("element %d", i).isNaN();
            else assertThat(y[i]).isEqualTo(clean.data()[i]);
        }
    }

    @Test void droppedElementsOfAStateStayDropped() {
        BoundRecurrent rnn = SimpleRNN.of(8).activation(Activation.IDENTITY).returnSequences(true).recurrentDropout(0.5).bind(Shape.of(4, 6, 1), Seed.of(1));
        float[] recurrent = rnn.weight("recurrent").values();
        Arrays.fill(recurrent, 0);
        for (int i = 0; i < 8; i++) recurrent[i * 8 + i] = 1;
        Arrays.fill(rnn.weight("weight").values(), 1);
        Tensor ones = Tensor.of(Shape.of(4, 6, 1), new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        Tape tape = Tape.training(Backend.of(1));
        tape.reset(Seed.of(5));

        float[] y = rnn.forward(tape.constant(ones.shape(), ones.data())).toArray();

        int kept = 0;
        for (int i = 0; i < 32; i++) {
            float last = y[(i / 8 * 6 + 5) * 8 + i % 8];                                             // 1 if dropped, else 1 + 2 + … + 2⁵
            assertThat(last).isIn(1f, 63f);
            if (last == 63) kept++;
        }
        assertThat(kept).isBetween(8, 24);
        assertThat(rnn.forward(ones).toArray()[5 * 8]).isEqualTo(6);
    }

    @Test void aStackGivesItsSessionTheSameNumbers() {
        BoundStacked stack = Stacked.of(LSTM.of(5), GRU.of(4), SimpleRNN.of(3)).bind(Shape.of(1, 9, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(1, 9, 2), Seed.of(2)), y = stack.run(x, List.of()).outputs();
        RecurrentSession session = RecurrentSession.of(stack);
        assertThat(session.snapshot().isBeginning()).isTrue();

        for (int t = 0; t < 9; t++) assertThat(session.step(x.data()[2 * t], x.data()[2 * t + 1])).containsExactly(Arrays.copyOfRange(y.data(), 3 * t, 3 * t + 3), within(1e-6f));

        assertThatThrownBy(() -> RecurrentSession.of(stack.layers().getFirst()).restore(session.snapshot())).isInstanceOf(ShapeException.class)
                .hasMessage("RecurrentSession: expected the state of 1 layers, but got that of 3");
        assertThatThrownBy(() -> session.step(1)).isInstanceOf(ShapeException.class).hasMessage("LSTM(5, sequences): expected a step of 2 features, but got 1");
    }

    @Test void theyPrintAsTheyWereWritten() {
        assertThat(SimpleRNN.of(8).relu().goBackwards(true)).hasToString("SimpleRNN(8, relu, backwards)");
        assertThat(GRU.of(8).resetAfter(false).returnSequences(true).truncation(20)).hasToString("GRU(8, reset before, sequences, truncated after 20)");
        assertThat(LSTM.of(8).form(LSTM.Form.PEEPHOLES).projection(4).recurrentDropout(0.2).learnedState(true)).hasToString("LSTM(8, peepholes, projection 4, learned state, recurrent dropout 0.2)");
        assertThat(Stacked.of(2, Bidirectional.of(GRU.of(3).masked(true))).dropout(0.1)).hasToString("Stacked(Bidirectional(GRU(3, masked)), Bidirectional(GRU(3, masked)), dropout 0.1)");
    }

    @Test void theySayWhatTheyCannotTake() {
        assertThatThrownBy(() -> GRU.of(0)).hasMessage("GRU: expected units ≥ 1, but got 0");
        assertThatThrownBy(() -> SimpleRNN.of(3).activation(Activation.GELU)).hasMessage("SimpleRNN: expected an activation whose slope its value tells, such as tanh or relu, but got GELU");
        assertThatThrownBy(() -> LSTM.of(3).recurrentActivation(Activation.TANH)).hasMessage("LSTM: expected sigmoid or hard sigmoid gates, but got TANH");
        assertThatThrownBy(() -> GRU.of(3).recurrentDropout(1)).hasMessage("Walk: expected recurrent dropout in [0, 1), but got 1.0");
        assertThatThrownBy(() -> Bidirectional.of(GRU.of(3).goBackwards(true))).hasMessage("Bidirectional: expected a layer that goes forwards, but got GRU(3, backwards)");
        assertThatThrownBy(() -> Stacked.of()).hasMessage("Stacked: expected at least one layer, but got none");
        assertThatThrownBy(() -> Stacked.of(GRU.of(3), GRU.of(3).masked(true))).hasMessage("Stacked: expected all layers masked or none, but got [GRU(3), GRU(3, masked)]");
        assertThatThrownBy(() -> Stacked.of(Bidirectional.of(GRU.of(3)).mode(Bidirectional.Mode.NONE), GRU.of(3)).outputShape(Shape.of(2, 3, 4))).isInstanceOf(ShapeException.class)
                .hasMessage("Stacked(Bidirectional(GRU(3), none), GRU(3)): expected sequences [batch, time, width] from Bidirectional(GRU(3), none), but got [2, 3, 2, 3]");
        assertThatThrownBy(() -> GRU.of(3).bind(Shape.of(1, 1, 2), Seed.of(1)).run(Tensor.of(Shape.of(1, 1, 3), 1, 2, 3), List.of())).isInstanceOf(ShapeException.class)
                .hasMessage("GRU(3): expected a sequence [batch, time, 2], but got [1, 1, 3]");
    }
}
