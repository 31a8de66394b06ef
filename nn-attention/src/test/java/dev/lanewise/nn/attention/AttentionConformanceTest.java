package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Against the cases of ONNX, as far as they are plain attention. One case is one test; those that need more are skipped and say what.
class AttentionConformanceTest {

    @TestFactory List<DynamicTest> casesOfOnnxAgree() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(SharedFiles.require("conformance/onnx/Attention"))) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> new Case(Safetensors.read(file)).check())).toList();
        }
    }

    private record Case(Map<String, StoredTensor> tensors, Options attributes) {

        Case(Safetensors content) { this(content.tensors(), Options.parseJson(content.metadata().get("spec"), "spec").list("nodes").getFirst().options("attrs")); }

        void check() {
            Tensor q = sideBySide(tensor("Q"), heads("q_num_heads")), k = withPast("K", "past_key"), v = withPast("V", "past_value");
            int heads = heads("q_num_heads");
            skipUnless(heads == heads("kv_num_heads"), "fewer heads for keys than for queries");
            skipUnless(!attributes.has("softcap"), "capped scores");
            skipUnless(!tensors.containsKey("input.nonpad_kv_seqlen"), "lengths in a cache");
            ScaledDotProduct attention = ScaledDotProduct.of(heads).mask(mask());
            if (attributes.has("scale")) attention = attention.scale(attributes.number("scale"));

            Tensor y = attention.attend(q, k, v);

            assertThat(y.toArray()).containsExactly(sideBySide(tensor(tensors.get("output.Y")), heads).toArray(), within(tolerance()));
            if (attributes.integer("qk_matmul_output_mode", 0) == 3) {
                assertThat(attention.weights(q, k).toArray()).containsExactly(tensors.get("output.qk_matmul_output").floats(), within(tolerance()));
            }
        }

        /// Half-precision cases were computed in half precision.
        private float tolerance() {
            for (float value : tensors.get("output.Y").floats()) if (Float.float16ToFloat(Float.floatToFloat16(value)) != value) return 1e-5f;
            return 2e-3f;
        }

        private Mask mask() {
            Mask causal = attributes.integer("is_causal", 0) == 1 ? Mask.causal(past()) : Mask.none();
            StoredTensor stored = tensors.get("input.attn_mask");
            if (stored == null) return causal;
            boolean[] kept = new boolean[stored.shape().size()];
            for (int i = 0; i < kept.length; i++) {
                float value = stored.floats()[i];
                boolean added = stored instanceof StoredTensor.Floats;
                skipUnless(!added || value == 0 || value == Float.NEGATIVE_INFINITY, "numbers added to the scores");
                kept[i] = added ? value == 0 : value != 0;
            }
            return causal.and(Mask.keep(stored.shape(), kept));
        }

        private int past() { return tensors.containsKey("input.past_key") ? tensors.get("input.past_key").shape().extent(2) : 0; }

        private Tensor withPast(String name, String past) {
            Tensor now = sideBySide(tensor(name), heads("kv_num_heads"));
            if (!tensors.containsKey("input." + past)) return now;
            return Forms.concatenate(1, List.of(sideBySide(tensor(past), heads("kv_num_heads")), now));
        }

        private int heads(String attribute) {
            return attributes.has(attribute) ? attributes.integer(attribute) : tensors.get(attribute.startsWith("q") ? "input.Q" : "input.K").shape().extent(1);
        }

        private Tensor tensor(String name) { return tensor(tensors.get("input." + name)); }

        private static Tensor tensor(StoredTensor stored) { return Tensor.of(stored.shape(), stored.floats()); }

        /// `[batch, heads, time, d]`, or what is `[batch, time, heads·d]` already.
        private static Tensor sideBySide(Tensor x, int heads) {
            if (x.shape().rank() == 3) return x;
            return x.transpose(0, 2, 1, 3).reshape(Shape.of(x.shape().extent(0), x.shape().extent(2), heads * x.shape().last()));
        }

        private static void skipUnless(boolean plain, String otherwise) { assumeTrue(plain, "skipped: " + otherwise); }
    }
}
