package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Against the cases of other projects, as far as they are plain LSTMs. One case is one test; those that need more are skipped and say what.
class LSTMConformanceTest {

    /// Where ONNX's gates i, o, f, c stand in ours, i, f, c, o.
    private static final int[] OURS = {0, 3, 1, 2};

    @TestFactory List<DynamicTest> casesOfOnnxAgree() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.require("conformance/onnx/LSTM"))) {
            return files.sorted().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> agreesWithOnnx(Safetensors.read(file)))).toList();
        }
    }

    private static void agreesWithOnnx(Safetensors content) {
        Map<String, StoredTensor> tensors = content.tensors();
        Options attributes = Options.parseJson(content.metadata().get("spec"), "spec").list("nodes").getFirst().options("attrs");
        assumeTrue(!tensors.containsKey("input.P"), "skipped: peepholes");
        int units = attributes.integer("hidden_size");
        boolean batchFirst = attributes.integer("layout", 0) == 1;
        Tensor x = tensor(tensors.get("input.X"));
        BoundLSTM lstm = new BoundLSTM(LSTM.of(units), matrix("weight", tensors.get("input.W"), units), matrix("recurrent", tensors.get("input.R"), units), bias(tensors.get("input.B"), units));

        Tensor h = lstm.forward(batchFirst ? x : x.transpose(1, 0, 2));

        assertThat(h.toArray()).containsExactly(tensors.get("output.Y_h").floats(), within(1e-6f));
    }

    private static Tensor tensor(StoredTensor stored) { return Tensor.of(stored.shape(), stored.floats()); }

    /// `[1, 4·units, in]` with the gates of ONNX, as `[in, 4·units]` with ours.
    private static Weight matrix(String name, StoredTensor stored, int units) {
        int in = stored.shape().last(), width = 4 * units;
        float[] values = new float[in * width];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < in; i++) values[i * width + OURS[j / units] * units + j % units] = stored.floats()[j * in + i];
        }
        return Weight.of(name, Shape.of(in, width), values);
    }

    /// The sum of the two biases in `[1, 8·units]`.
    private static Weight bias(@org.jspecify.annotations.Nullable StoredTensor stored, int units) {
        Weight bias = Weight.zeros("bias", Shape.of(4 * units));
        if (stored == null) return bias;
        for (int j = 0; j < 4 * units; j++) bias.values()[OURS[j / units] * units + j % units] = stored.floats()[j] + stored.floats()[4 * units + j];
        return bias;
    }

    /// All of them have been recorded with the old default of Keras.
    @TestFactory List<DynamicTest> casesOfKerasNeedGatesThatAreNotPlain() throws IOException {
        try (Stream<Path> files = Files.walk(SharedFiles.require("conformance/keras"))) {
            return files.filter(file -> file.getFileName().toString().matches("simple.*lstm.*\\.safetensors")).sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        assertThat(Safetensors.read(file).metadata().get("spec")).contains("hard_sigmoid");
                        assumeTrue(false, "skipped: gates with a hard sigmoid");
                    })).toList();
        }
    }
}
