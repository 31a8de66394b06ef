package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the outside world: the conformance cases of ONNX in two dimensions that these layers can express.
///
/// Skipped where the files are not there; what they hold beyond these layers (other dimensions and types, groups, ceil mode, padding that
/// counts in a mean, indices as a second output) is counted as left out.
class OnnxTest {

    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-6;

    @ParameterizedTest
    @CsvSource({"Conv, 6", "MaxPool, 9", "AveragePool, 8", "pytorch-converted, 8"})
    void casesPass(String folder, int passing) throws IOException {
        List<String> done = new ArrayList<>();
        int others = 0;
        for (Path file : files(SharedFiles.require("conformance/onnx/" + folder))) {
            Optional<Tensor> actual = new Case(Safetensors.read(file)).run();
            if (actual.isEmpty()) others++;
            else {
                assertClose(file, actual.get(), Safetensors.read(file));
                done.add(file.getFileName().toString().replace(".safetensors", ""));
            }
        }
        System.out.printf("ONNX %s: %d cases passed, %d left out: %s%n", folder, done.size(), others, done);
        assertThat(done).hasSize(passing);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
        }
    }

    private static void assertClose(Path file, Tensor actual, Safetensors expected) {
        StoredTensor y = expected.tensors().entrySet().stream().filter(entry -> entry.getKey().startsWith("output.")).findFirst().orElseThrow().getValue();
        Tensor channelsFirst = actual.transpose(0, 3, 1, 2);
        assertThat(channelsFirst.shape()).as(file.toString()).isEqualTo(y.shape());
        for (int i = 0; i < channelsFirst.size(); i++) {
            double difference = Math.abs(channelsFirst.data()[i] - y.floats()[i]);
            assertThat(difference).as(file + ", element " + i).isLessThanOrEqualTo(ABSOLUTE + RELATIVE * Math.abs(y.floats()[i]));
        }
    }

    /// One node with its operands.
    private record Case(Safetensors file, Options spec) {

        Case(Safetensors file) { this(file, Options.parseJson(file.metadata().get("spec"), "spec")); }

        private Options node() { return spec.list("nodes").getFirst(); }

        private Options attributes() { return node().options("attrs"); }

        Optional<Tensor> run() {
            if (spec.list("nodes").size() != 1 || spec.list("outputs").size() != 1) return Optional.empty();
            StoredTensor x = operand(0);
            if (x.shape().rank() != 4 || !(x instanceof StoredTensor.Floats) || attributes().integer("ceil_mode", 0) != 0) return Optional.empty();
            return switch (node().text("op")) {
                case "Conv" -> attributes().integer("group", 1) == 1 ? Optional.of(convolve(image(x))) : Optional.empty();
                case "MaxPool" -> Optional.of(MaxPooling.of(image(x), window(image(x).shape())));
                case "AveragePool" -> attributes().integer("count_include_pad", 0) == 0 ? Optional.of(AveragePooling.of(image(x), window(image(x).shape()))) : Optional.empty();
                default -> Optional.empty();
            };
        }

        private Tensor convolve(Tensor image) {
            Tensor weight = tensor(operand(1)).transpose(2, 3, 1, 0);
            int operands = ((List<?>) node().value("inputs").orElseThrow()).size();
            Optional<Tensor> bias = operands > 2 ? Optional.of(tensor(operand(2))) : Optional.empty();
            return Convolution.of(image, weight, bias, window(image.shape()), Activation.IDENTITY);
        }

        private Window window(Shape image) {
            Window window = Window.of(size("kernel_shape")).stride(size("strides")).dilation(size("dilations"));
            int[] pads = attributes().integers("pads", 0, 0, 0, 0);
            return switch (attributes().text("auto_pad", "NOTSET")) {
                case "SAME_UPPER" -> window.padding(Padding.SAME);
                case "SAME_LOWER" -> window.padding(lower(window.padding(Padding.SAME), image));
                default -> window.padding(Padding.of(pads[0], pads[2], pads[1], pads[3]));
            };
        }

        /// The padding of SAME with its odd rest in front.
        private static Padding lower(Window same, Shape image) {
            Sweep rows = same.rows(image.extent(1)), columns = same.columns(image.extent(2));
            return Padding.of(rows.after(), rows.before(), columns.after(), columns.before());
        }

        private Size size(String attribute) {
            int[] numbers = attributes().integers(attribute, 1, 1);
            return Size.of(numbers[0], numbers[1]);
        }

        private StoredTensor operand(int index) {
            String name = (String) ((List<?>) node().value("inputs").orElseThrow()).get(index);
            return Stream.of("input.", "init.").map(kind -> file.tensors().get(kind + name)).filter(java.util.Objects::nonNull).findFirst().orElseThrow();
        }

        private static Tensor tensor(StoredTensor stored) { return Tensor.of(stored.shape(), stored.floats()); }

        private static Tensor image(StoredTensor stored) { return tensor(stored).transpose(0, 2, 3, 1); }
    }
}
