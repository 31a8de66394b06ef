package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.StepMask;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A batch of sequences of different lengths, padded at whatever side, goes the way of each sequence alone: outputs, states and gradients.
class RecurrentMasksTest {

    private static final int BATCH = 9, TIME = 12, FEATURES = 3;

    static Stream<Stateful> layers() {
        return Stream.of(SimpleRNN.of(4), SimpleRNN.of(4).relu().goBackwards(true), LSTM.of(5), LSTM.of(5).goBackwards(true), GRU.of(4), GRU.of(4).resetAfter(false).goBackwards(true),
                LSTM.of(4).form(LSTM.Form.PEEPHOLES).projection(3), LSTM.of(4).form(LSTM.Form.LAYER_NORM), GRU.of(4).recurrentActivation(Activation.HARD_SIGMOID),
                Bidirectional.of(GRU.of(3)), Bidirectional.of(LSTM.of(3)).mode(Bidirectional.Mode.SUM), Stacked.of(LSTM.of(3), Bidirectional.of(GRU.of(2))));
    }

    /// Right, left and both sides padded, holes, all, none, and one step.
    private static boolean counts(int sample, int t, RandomStream random) {
        return switch (sample) {
            case 0 -> t < 7;
            case 1 -> t >= 8;
            case 2 -> t > 2 && t < 9;
            case 3 -> random.nextInt(2) == 0;
            case 4 -> true;
            case 5 -> false;
            case 6 -> t == 11;
            case 7 -> t == 0;
            default -> t % 3 != 1;
        };
    }

    private static float[] mask() {
        RandomStream random = Seed.of(4).stream();
        float[] mask = new float[BATCH * TIME];
        for (int i = 0; i < mask.length; i++) mask[i] = counts(i / TIME, i % TIME, random) ? 1 : 0;
        return mask;
    }

    private static int[] kept(float[] mask, int sample) { return java.util.stream.IntStream.range(0, TIME).filter(t -> mask[sample * TIME + t] != 0).toArray(); }

    /// What came out, and the gradients of the loss: of the input and the states, and of the weights.
    private record Result(Tensor outputs, List<Tensor> states, List<float[]> gradients) { }

    private static Result pass(BoundStateful bound, List<Weight> inputs, Optional<float[]> mask, List<Tensor> factors) {
        Tape tape = Tape.gradients(Backend.of(1));
        Shape shape = inputs.getFirst().shape();
        Optional<Tensor> maskTensor = mask.map(values -> tape.constant(shape.withoutLast(), values));
        List<Tensor> before = inputs.subList(1, inputs.size()).stream().map(tape::weight).toList();
        BoundStateful.Passage passage = bound instanceof BoundRecurrent one ? one.runInTime(tape.weight(inputs.getFirst()), before, maskTensor) : bound.run(tape.weight(inputs.getFirst()), before, maskTensor);
        Tensor outputs = copy(passage.outputs());
        List<Tensor> states = passage.states().stream().map(RecurrentMasksTest::copy).toList();
        Tensor loss = passage.outputs().times(factors.getFirst()).sum();
        for (int i = 0; i < states.size(); i++) loss = loss.plus(passage.states().get(i).times(factors.get(i + 1)).sum());
        tape.backward(loss);
        return new Result(outputs, states, Stream.concat(inputs.stream(), bound.weights().stream()).map(weight -> gradient(tape, weight)).toList());
    }

    private static Tensor copy(Tensor tensor) { return Tensor.of(tensor.shape(), tensor.toArray()); }

    private static float[] gradient(Tape tape, Weight weight) {
        int n = weight.values().length;
        return tape.gradientOf(weight).map(gradient -> Arrays.copyOf(gradient, n)).orElse(new float[n]);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPaddedSequenceGoesTheWayOfTheSequenceAlone(Stateful layer) {
        BoundStateful bound = layer.bind(Shape.of(BATCH, TIME, FEATURES), Seed.of(1));
        List<Weight> inputs = new ArrayList<>(List.of(weight(Shape.of(BATCH, TIME, FEATURES), 2)));
        for (int width : layer.stateWidths()) inputs.add(weight(Shape.of(BATCH, width), 3 + inputs.size()));
        float[] mask = mask();
        int width = bound.run(Tensors.random(Shape.of(1, 1, FEATURES), Seed.of(1)), List.of()).outputs().shape().last();
        List<Tensor> factors = new ArrayList<>(List.of(Tensors.random(Shape.of(BATCH, TIME, width), Seed.of(20))));
        for (int state : layer.stateWidths()) factors.add(Tensors.random(Shape.of(BATCH, state), Seed.of(20 + factors.size())));

        Result all = pass(bound, inputs, Optional.of(mask), factors);

        List<float[]> ofWeights = bound.weights().stream().map(weight -> new float[weight.values().length]).toList();
        for (int sample = 0; sample < BATCH; sample++) {
            int[] kept = kept(mask, sample);
            Result alone = pass(bound, alone(inputs, sample, kept), Optional.empty(), aloneTensors(factors, sample, kept));
            assertSequence(all.outputs.toArray(), alone.outputs.toArray(), sample, kept, width, 1e-6f);
            for (int i = 0; i < alone.states.size(); i++) assertRow(all.states.get(i).toArray(), alone.states.get(i).toArray(), sample);
            assertSequence(all.gradients.getFirst(), alone.gradients.getFirst(), sample, kept, FEATURES, 1e-5f);
            for (int i = 1; i < inputs.size(); i++) assertRow(all.gradients.get(i), alone.gradients.get(i), sample);
            for (int i = 0; i < ofWeights.size(); i++) for (int j = 0; j < ofWeights.get(i).length; j++) ofWeights.get(i)[j] += alone.gradients.get(inputs.size() + i)[j];
        }
        for (int i = 0; i < ofWeights.size(); i++) {
            assertThat(all.gradients.get(inputs.size() + i)).as("gradient of %s", bound.weights().get(i)).containsExactly(ofWeights.get(i), within(1e-4f));
        }
    }

    private static Weight weight(Shape shape, int seed) { return Weight.of("input", shape, Tensors.random(shape, Seed.of(seed)).toArray()); }

    private static List<Weight> alone(List<Weight> inputs, int sample, int[] kept) {
        return inputs.stream().map(weight -> Tensor.of(weight.shape(), weight.values())).map(tensor -> alone(tensor, sample, kept)).map(tensor -> Weight.of("alone", tensor.shape(), tensor.toArray())).toList();
    }

    private static List<Tensor> aloneTensors(List<Tensor> tensors, int sample, int[] kept) { return tensors.stream().map(tensor -> alone(tensor, sample, kept)).toList(); }

    private static Tensor alone(Tensor tensor, int sample, int[] kept) {
        Tensor row = tensor.slice(0, sample, sample + 1);
        if (row.shape().rank() == 2) return row;
        int width = row.shape().last();
        float[] values = new float[kept.length * width];
        for (int i = 0; i < kept.length; i++) System.arraycopy(row.toArray(), kept[i] * width, values, i * width, width);
        return Tensor.of(Shape.of(1, kept.length, width), values);
    }

    /// What was kept is what there is alone, and everything else is zero.
    private static void assertSequence(float[] all, float[] alone, int sample, int[] kept, int width, float tolerance) {
        float[] expected = new float[TIME * width];
        for (int i = 0; i < kept.length; i++) System.arraycopy(alone, i * width, expected, kept[i] * width, width);
        assertThat(Arrays.copyOfRange(all, sample * TIME * width, (sample + 1) * TIME * width)).as("sample %d", sample).containsExactly(expected, within(tolerance));
    }

    private static void assertRow(float[] all, float[] alone, int sample) {
        int n = alone.length;
        assertThat(Arrays.copyOfRange(all, sample * n, (sample + 1) * n)).as("state of sample %d", sample).containsExactly(alone, within(1e-5f));
    }

    @Test void aSequenceOfWhichNothingCountsGivesZerosAndNoGradient() {
        BoundRecurrent lstm = LSTM.of(4).returnSequences(true).masked(true).bind(List.of(Shape.of(2, 5, 3), Shape.of(2, 5)), Seed.of(1));
        Tape tape = Tape.gradients(Backend.of(1));
        Weight x = weight(Shape.of(2, 5, 3), 2);

        Tensor y = lstm.forward(List.of(tape.weight(x), tape.constant(Shape.of(2, 5), new float[10])));
        float[] output = y.toArray();
        tape.backward(y.times(y.plus(1)));

        assertThat(output).containsOnly(0);
        assertThat(gradient(tape, x)).containsOnly(0);
        for (Weight weight : lstm.weights()) assertThat(gradient(tape, weight)).as(weight.name()).containsOnly(0);
    }

    @Test void whatStandsInPaddingDoesNotMatter() {
        BoundRecurrent gru = GRU.of(4).masked(true).bind(List.of(Shape.of(1, 3, 2), Shape.of(1, 3)), Seed.of(1));
        Tensor mask = Tensor.of(Shape.of(1, 3), 1, 0, 1);

        float[] with = gru.forward(List.of(Tensor.of(Shape.of(1, 3, 2), 1, 2, Float.NaN, Float.POSITIVE_INFINITY, 3, 4), mask)).toArray();

        assertThat(with).containsExactly(gru.forward(List.of(Tensor.of(Shape.of(1, 3, 2), 1, 2, 0, 0, 3, 4), mask)).toArray());
    }

    @Test void aGraphTakesItsMaskFromThePaddingOfTheTokens() {
        Node tokens = Node.input(6), embedded = tokens.then(Embedding.of(9, 4)), mask = tokens.then(StepMask.of());
        Graph network = Node.of(Bidirectional.of(GRU.of(3).masked(true)), embedded, mask).then(Projection.of(2)).graph(tokens);
        BoundLayer bound = network.bind(Seed.of(1));

        float[] together = bound.forward(Tensor.of(Shape.of(3, 6), 3, 5, 7, 0, 0, 0, 0, 0, 3, 5, 7, 0, 0, 0, 0, 3, 5, 7)).toArray();

        assertThat(Arrays.copyOfRange(together, 2, 4)).containsExactly(Arrays.copyOf(together, 2), within(1e-6f));
        assertThat(Arrays.copyOfRange(together, 4, 6)).containsExactly(Arrays.copyOf(together, 2), within(1e-6f));
        LayerRegistry registry = LayerRegistry.load();
        assertThat(registry.create(registry.describe(network))).isEqualTo(network);
    }
}
