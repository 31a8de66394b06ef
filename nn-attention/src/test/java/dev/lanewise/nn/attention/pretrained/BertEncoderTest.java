package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small BERT beside what NumPy computes with it in float64 (`decoders.py`).
class BertEncoderTest {

    private final Safetensors expected = Safetensors.read(HuggingFaceLayoutsTest.folder("bert").resolve("expected.safetensors"));

    private int[] text() { return Arrays.stream(((StoredTensor.Longs) expected.tensors().get("tokens")).values()).mapToInt(Math::toIntExact).toArray(); }

    @ParameterizedTest
    @CsvSource({"simd, 1, FLOAT32", "simd, 2, FLOAT32", "scalar, 1, FLOAT32", "simd, 1, BFLOAT16", "simd, 1, INT8"})
    void vectorsAreThoseOfTheFormulas(String kernels, int threads, WeightFormat format) {
        BertEncoder encoder = BertEncoder.read(HuggingFaceLayoutsTest.folder("bert"), format).on(Run.standard().kernels(kernels).threads(threads));
        double[] vectors = expected.tensors().get("vectors").doubles();

        float[] actual = encoder.encode(text()).toArray();

        assertThat(actual).hasSameSizeAs(vectors);
        for (int i = 0; i < actual.length; i++) assertThat((double) actual[i]).isCloseTo(vectors[i], within(format == WeightFormat.FLOAT32 ? 1e-5 : 0.2));
    }

    @Test
    void whatDoesntFitIsTold() {
        BertEncoder encoder = BertEncoder.read(HuggingFaceLayoutsTest.folder("bert"), WeightFormat.FLOAT32);
        assertThatThrownBy(encoder::encode).isInstanceOf(DataException.class).hasMessage("text: expected 1 to 10 tokens, but got 0");
        assertThatThrownBy(() -> encoder.encode(new int[11])).isInstanceOf(DataException.class).hasMessage("text: expected 1 to 10 tokens, but got 11");
        assertThatThrownBy(() -> encoder.encode(1, 15)).isInstanceOf(DataException.class).hasMessage("text: expected tokens from 0 to 14, but got 15; does the tokenizer belong to this model?");
        assertThatThrownBy(() -> BertEncoder.read(HuggingFaceLayoutsTest.folder("gpt2"), WeightFormat.FLOAT32)).isInstanceOf(DataException.class)
                .hasMessageEndingWith("config.json, model_type: expected bert, but got 'gpt2'");
        assertThatThrownBy(() -> CausalLM.read(HuggingFaceLayoutsTest.folder("bert"), WeightFormat.FLOAT32)).isInstanceOf(DataException.class)
                .hasMessageEndingWith("config.json, model_type: expected a decoder, which is gpt2, llama, mistral or qwen2, but got 'bert'");
    }
}
