package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every kind of layer, 1 to 3 of them, in one direction and in both, full batches and packed ones: all outputs, states and gradients of PyTorch.
class PyTorchTest {

    private static final int BATCH = 3, TIME = 4, FEATURES = 2, UNITS = 3;

    private final Golden golden = Golden.read(PyTorchTest.class.getResourceAsStream("recurrent-pytorch.txt"));

    @TestFactory Stream<DynamicTest> layersAgree() {
        Stream<String> regular = Stream.of("rnn", "lstm", "gru").flatMap(kind -> IntStream.rangeClosed(1, 3).boxed().flatMap(layers -> Stream.of("one", "both")
                .flatMap(directions -> (layers == 3 ? Stream.of("full") : Stream.of("full", "packed")).map(rows -> kind + "-" + layers + "-" + directions + "-" + rows))));
        return Stream.concat(regular, Stream.of("rnn-relu", "lstm-projection", "lstm-projection-packed")).map(name -> DynamicTest.dynamicTest(name, () -> agrees(name)));
    }

    private void agrees(String name) {
        boolean both = name.contains("both"), packed = name.endsWith("packed");
        int layers = name.contains("-2-") ? 2 : name.contains("-3-") ? 3 : 1;
        BoundStacked bound = Stacked.of(layers, both ? Bidirectional.of(layer(name)) : layer(name)).bind(Shape.of(BATCH, TIME, FEATURES), Seed.of(1));
        fill(name, bound);
        Tape tape = Tape.gradients(Backend.of(1));
        Weight x = weight(golden.tensor(name + ".x"));
        List<Weight> before = golden.has(name + ".before0") ? states(name + ".before", bound) : List.of();
        Optional<Tensor> mask = packed ? Optional.of(tape.constant(Shape.of(BATCH, TIME), new float[] {1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0})) : Optional.empty();

        BoundStateful.Passage passage = bound.run(tape.weight(x), before.stream().map(tape::weight).toList(), mask);

        assertClose(name + ".y", passage.outputs().toArray());
        List<Weight> expected = states(name + ".last", bound), factors = states(name + ".q", bound);
        for (int i = 0; i < expected.size(); i++) assertThat(passage.states().get(i).toArray()).as("state %d", i).containsExactly(expected.get(i).values(), within(1e-5f));
        Tensor loss = passage.outputs().times(golden.tensor(name + ".r")).sum();
        for (int i = 0; i < factors.size(); i++) loss = loss.plus(passage.states().get(i).times(tape.constant(factors.get(i).shape(), factors.get(i).values())).sum());
        tape.backward(loss);
        assertGradients(name, bound, tape, x, before);
    }

    private static Recurrent<?> layer(String name) {
        if (name.startsWith("gru")) return GRU.of(UNITS).returnSequences(true);
        if (name.startsWith("rnn")) return SimpleRNN.of(UNITS).activation(name.equals("rnn-relu") ? Activation.RELU : Activation.TANH).returnSequences(true);
        return LSTM.pytorch(UNITS).projection(name.contains("projection") ? 2 : 0).returnSequences(true);
    }

    private static Weight weight(Tensor tensor) { return Weight.of("", tensor.shape(), tensor.toArray()); }

    /// The direction and the layer of every weight: `0.forward.weight` is `0.0.weight` there.
    private static String theirs(String weight) { return weight.matches("\\d\\.(forward|backward)\\..*") ? weight.replace("forward", "0").replace("backward", "1") : weight.replaceFirst("\\.", ".0."); }

    private void fill(String name, BoundStacked bound) {
        for (Weight weight : bound.weights()) System.arraycopy(golden.values(name + "." + theirs(weight.name())), 0, weight.values(), 0, weight.values().length);
    }

    /// PyTorch keeps `h` of all layers and directions in one tensor and `c` in another; here they stand side by side.
    private List<Weight> states(String name, BoundStacked bound) {
        List<Weight> states = new ArrayList<>();
        int kinds = golden.has(name + "1") ? 2 : 1;
        for (int i = 0; i < bound.layer().stateWidths().size(); i++) {
            Tensor all = golden.tensor(name + i % kinds);
            states.add(weight(all.slice(0, i / kinds, i / kinds + 1).reshape(all.shape().withoutFirst())));
        }
        return states;
    }

    private void assertGradients(String name, BoundStacked bound, Tape tape, Weight x, List<Weight> before) {
        assertClose(name + ".dx", tape.gradientOf(x).orElseThrow());
        if (!before.isEmpty()) {
            List<Weight> expected = states(name + ".dbefore", bound);
            for (int i = 0; i < expected.size(); i++) assertThat(java.util.Arrays.copyOf(tape.gradientOf(before.get(i)).orElseThrow(), expected.get(i).values().length)).as("gradient of state %d", i).containsExactly(expected.get(i).values(), within(3e-5f));
        }
        for (Weight weight : bound.weights()) {
            String their = theirs(weight.name());
            int at = their.lastIndexOf('.') + 1;
            assertClose(name + "." + their.substring(0, at) + "d" + their.substring(at), tape.gradientOf(weight).orElseThrow());
        }
    }

    private void assertClose(String name, float[] actual) {
        float[] expected = golden.values(name);
        for (int i = 0; i < expected.length; i++) assertThat(actual[i]).as("%s, element %d", name, i).isCloseTo(expected[i], within(1e-5f * Math.max(1, Math.abs(expected[i]))));
    }
}
