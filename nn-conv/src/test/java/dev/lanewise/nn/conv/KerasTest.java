package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.testkit.CaseFile;
import dev.lanewise.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Against the outside world: what Keras 2.3 predicted with convolutions over sequences, of every kernel, stride, dilation and padding.
class KerasTest {

    /// float32 rounding on both sides.
    private static final float TOLERANCE = 1e-5f;

    @Test void allSixtyCasesAgree() {
        Path folder = SharedFiles.require("conformance/keras");
        List<CaseFile> cases = CaseFile.index(folder).stream().map(entry -> entry.text("file")).filter(file -> file.contains("conv1d/")).map(file -> read(folder.resolve(file))).toList();

        assertThat(cases).hasSize(60).allSatisfy(KerasTest::assertAgrees);
    }

    /// A case whose description has no nulls, which our options don't know.
    private static CaseFile read(Path file) {
        Safetensors content = Safetensors.read(file);
        String name = file.getFileName().toString(), description = content.metadata().get("spec").replace(":null", ":0").replace("[null", "[0");
        return new CaseFile(name, Options.parseJson(description, name), content.tensors());
    }

    private static void assertAgrees(CaseFile one) {
        Options config = one.description().options("model_config").options("config").list("layers").getFirst().options("config");
        boolean channelsFirst = config.text("data_format").equals("channels_first");
        Tensor x = layout(one.tensor(key(one, "in.")), channelsFirst), expected = layout(one.tensor(key(one, "out.")), channelsFirst);
        BoundLayer bound = layer(config).bind(x.shape(), Seed.of(0));
        for (Weight weight : bound.weights()) {
            StoredTensor stored = one.stored(key(one, "weight.", weight.name().equals("bias") ? "bias:0" : "kernel:0"));
            System.arraycopy(stored.floats(), 0, weight.values(), 0, weight.shape().size());
            assertThat(stored.shape()).isEqualTo(weight.shape());
        }

        Tensor y = bound.forward(x);

        assertThat(y.shape()).isEqualTo(expected.shape());
        assertThat(y.toArray()).as(one.name()).containsExactly(expected.toArray(), within(TOLERANCE));
    }

    private static Tensor layout(Tensor x, boolean channelsFirst) { return channelsFirst ? x.transpose(0, 2, 1) : x; }

    private static Conv1D layer(Options config) {
        Window window = Window.of(Size.of(1, config.integers("kernel_size")[0])).stride(Size.of(config.integers("strides")[0])).dilation(Size.of(config.integers("dilation_rate")[0]));
        Padding padding = new Padding(Padding.Kind.valueOf(config.text("padding").toUpperCase(Locale.ROOT)), 0, 0, 0, 0);
        return Conv1D.of(config.integer("filters"), 1).window(window.padding(padding)).activation(Activation.valueOf(config.text("activation").toUpperCase(Locale.ROOT)));
    }

    private static String key(CaseFile one, String beginning) { return key(one, beginning, ""); }

    private static String key(CaseFile one, String beginning, String end) {
        return one.tensors().keySet().stream().filter(key -> key.startsWith(beginning) && key.endsWith(end)).findFirst().orElseThrow();
    }
}
