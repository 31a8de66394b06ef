package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.testkit.CaseFile;
import dev.lanewise.testkit.OnnxCase;
import dev.lanewise.testkit.OnnxNode;
import dev.lanewise.testkit.OnnxTable;
import dev.lanewise.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Against the cases of other projects: all of ONNX that are about a recurrent layer, counted, and all of Keras.
class RecurrentConformanceTest {

    /// Where the gates of ONNX stand in ours.
    private static int[] ours(String operator) {
        return switch (operator) {
            case "LSTM" -> new int[] {0, 3, 1, 2};              // i, o, f, c to i, f, c, o
            case "GRU" -> new int[] {0, 1, 2};                  // z, r, h
            default -> new int[] {0};
        };
    }

    @Test void theCasesOfOnnxAgree() {
        Path folder = SharedFiles.require("conformance/onnx");

        OnnxTable table = OnnxTable.of(OnnxCase.all(folder, java.util.Set.of("LSTM", "GRU", "RNN")),
                Map.of("LSTM", RecurrentConformanceTest::onnx, "GRU", RecurrentConformanceTest::onnx, "RNN", RecurrentConformanceTest::onnx));

        assertThat(table).hasToString("""
                GRU                           4 /   4
                LSTM                          4 /   4
                RNN                           4 /   4
                together                     12 /  12
                """);
    }

    /// X, W, R, B, lengths, h, c, P; W is `[1, gates · units, in]`, and no case has a second direction.
    private static List<Tensor> onnx(OnnxNode node) {
        boolean batchFirst = node.flag("layout", false), separate = node.flag("linear_before_reset", false);
        Tensor x = batchFirst ? node.tensor(0) : node.tensor(0).transpose(1, 0, 2);
        BoundRecurrent bound = BoundRecurrent.of(layer(node, separate), weights(node, separate));
        List<Tensor> states = new ArrayList<>();
        for (int i = 5; i < 7; i++) if (node.has(i)) states.add(node.tensor(i).reshape(node.tensor(i).shape().withoutFirst()));

        BoundStateful.Passage passage = bound.run(x, states, mask(node, x.shape()));

        Tensor y = passage.outputs(), h = passage.states().getFirst();
        int batch = y.shape().extent(0), time = y.shape().extent(1), units = y.shape().last();
        if (batchFirst) return List.of(y.reshape(Shape.of(batch, time, 1, units)), h.reshape(Shape.of(batch, 1, units)));
        return List.of(y.transpose(1, 0, 2).reshape(Shape.of(time, 1, batch, units)), h.reshape(Shape.of(1, batch, units)));
    }

    private static Recurrent<?> layer(OnnxNode node, boolean separate) {
        int units = node.attributes().integer("hidden_size");
        return switch (node.operator()) {
            case "LSTM" -> LSTM.of(units).form(node.has(7) ? LSTM.Form.PEEPHOLES : LSTM.Form.PLAIN);
            case "GRU" -> GRU.of(units).resetAfter(separate);
            default -> SimpleRNN.of(units);
        };
    }

    private static Optional<Tensor> mask(OnnxNode node, Shape x) {
        if (!node.has(4)) return Optional.empty();
        float[] mask = new float[x.extent(0) * x.extent(1)];
        for (int i = 0; i < mask.length; i++) mask[i] = i % x.extent(1) < node.integers(4)[i / x.extent(1)] ? 1 : 0;
        return Optional.of(Tensor.of(x.withoutLast(), mask));
    }

    private static List<Weight> weights(OnnxNode node, boolean separate) {
        int units = node.attributes().integer("hidden_size"), width = ours(node.operator()).length * units;
        List<Weight> weights = new ArrayList<>(List.of(matrix("weight", node.stored(1), node), matrix("recurrent", node.stored(2), node)));
        float[] both = node.has(3) ? node.stored(3).floats() : new float[2 * width];
        float[] input = vector(both, 0, node), recurrent = vector(both, width, node);
        for (int i = 0; i < width && !separate; i++) input[i] += recurrent[i];
        weights.add(Weight.of("bias", Shape.of(width), input));
        if (separate) weights.add(Weight.of("recurrentBias", Shape.of(width), recurrent));
        if (node.has(7)) {
            float[] p = node.stored(7).floats(), rows = new float[3 * units];                        // i, o, f to i, f, o
            for (int i = 0; i < p.length; i++) rows[new int[] {0, 2, 1}[i / units] * units + i % units] = p[i];
            weights.add(Weight.of("peephole", Shape.of(3, units), rows));
        }
        return weights;
    }

    private static Weight matrix(String name, StoredTensor stored, OnnxNode node) {
        int in = stored.shape().last(), width = stored.shape().extent(1), units = node.attributes().integer("hidden_size");
        float[] values = new float[in * width];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < in; i++) values[i * width + ours(node.operator())[j / units] * units + j % units] = stored.floats()[j * in + i];
        }
        return Weight.of(name, Shape.of(in, width), values);
    }

    private static float[] vector(float[] stored, int from, OnnxNode node) {
        int[] ours = ours(node.operator());
        int units = node.attributes().integer("hidden_size");
        float[] values = new float[ours.length * units];
        for (int j = 0; j < values.length; j++) values[ours[j / units] * units + j % units] = stored[from + j];
        return values;
    }

    @TestFactory Stream<DynamicTest> theCasesOfKerasAgree() {
        Path folder = SharedFiles.require("conformance/keras");
        return Stream.of("simple_flatten_lstm/simple_flatten_lstm_tf_keras_2", "simple_flatten_rnn/simple_flatten_rnn_tf_keras_2", "simple_lstm/simple_lstm_tf_keras_1",
                        "simple_lstm/simple_lstm_th_keras_1", "simple_rnn/simple_rnn_tf_keras_2")
                .map(name -> DynamicTest.dynamicTest(name, () -> agreesWithKeras(folder.resolve(name + ".safetensors"))));
    }

    /// A recurrent layer, perhaps a flattening that changes nothing for a single step, and a projection to one number.
    private static void agreesWithKeras(Path path) {
        Safetensors content = Safetensors.read(path);
        CaseFile file = new CaseFile(path.getFileName().toString(), Options.none(), content.tensors());       // its description has nulls, which Options doesn't take
        boolean lstm = file.name().contains("lstm");
        String name = lstm ? "lstm_1" : "simple_rnn_1";
        int units = file.stored("act." + name).shape().last();
        if (lstm) assertThat(content.metadata().get("spec")).containsPattern("\"(recurrent|inner)_activation\":\\s*\"hard_sigmoid\"");
        Recurrent<?> described = lstm ? LSTM.of(units).recurrentActivation(Activation.HARD_SIGMOID) : SimpleRNN.of(units);
        BoundLayer bound = BoundRecurrent.of(described, List.of(weight(file, name, "kernel", "W", "weight"), weight(file, name, "recurrent_kernel", "U", "recurrent"), weight(file, name, "bias", "b", "bias")));
        String input = file.tensors().keySet().stream().filter(key -> key.startsWith("in.")).findFirst().orElseThrow();

        Tensor h = bound.forward(file.tensor(input));
        Tensor y = h.matmul(dense(file, "kernel", "W")).plus(dense(file, "bias", "b"));

        assertThat(h.toArray()).as("h").containsExactly(file.stored("act." + name).floats(), within(1e-6f));
        float[] expected = file.stored("out.dense_1").floats();
        for (int i = 0; i < expected.length; i++) assertThat(y.data()[i]).isCloseTo(expected[i], within(3e-6f * Math.max(1, Math.abs(expected[i]))));
    }

    private static Tensor dense(CaseFile file, String modern, String old) {
        return file.tensor(file.tensors().keySet().stream().filter(key -> key.matches("weight.dense_1/.*(/" + modern + "|_" + old + ")(:0)?")).findFirst().orElseThrow());
    }

    /// One weight, or those of Keras 1 for each gate side by side.
    private static Weight weight(CaseFile file, String layer, String modern, String old, String name) {
        Optional<String> whole = file.tensors().keySet().stream().filter(key -> key.matches("weight." + layer + "/.*/" + modern + ":0")).findFirst();
        if (whole.isPresent()) return Weight.of(name, file.stored(whole.get()).shape(), file.stored(whole.get()).floats());
        List<Tensor> gates = Stream.of("i", "f", "c", "o").map(gate -> file.tensor(file.tensors().keySet().stream()
                .filter(key -> key.matches("weight." + layer + "/" + layer + "_" + old + "_" + gate + "(:0)?")).findFirst().orElseThrow())).toList();
        Tensor all = dev.lanewise.core.tensor.Forms.concatenate(-1, gates);
        return Weight.of(name, all.shape(), all.toArray());
    }
}
