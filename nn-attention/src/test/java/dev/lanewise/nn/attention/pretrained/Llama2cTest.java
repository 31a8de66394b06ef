package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.generate.TokenListener;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Llama of 260,000 parameters beside what NumPy computes with it in float64 (`../shared/conformance/README.md`).
class Llama2cTest {

    private static final int BEGIN = 1;

    private final Path file = SharedFiles.require("data/pretrained/llama2c-aidreams260K/aidreams260K.bin");
    private final Safetensors expected = Safetensors.read(SharedFiles.require("conformance/pretrained/llama2c_aidreams260K.safetensors"));

    @ParameterizedTest
    @ValueSource(strings = {"simd", "scalar"})
    void scoresAreThoseOfTheReference(String kernels) {
        CausalLM model = CausalLM.read(file, WeightFormat.FLOAT32).on(Run.standard().kernels(kernels));
        double[] logits = expected.tensors().get("logits").doubles();

        float[] scores = model.scores(Arrays.copyOf(tokens(), 16));

        double worst = 0;
        for (int i = 0; i < logits.length; i++) worst = Math.max(worst, Math.abs(scores[i] - logits[i]));
        assertThat(scores).hasSameSizeAs(logits);
        assertThat(worst).isLessThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theHundredMostLikelyTokensAreThoseOfTheReference(int threads) {
        CausalLM model = CausalLM.read(file, WeightFormat.FLOAT32).on(Run.standard().threads(threads));

        Generation generation = Generator.of(Sampler.greedy(), 99).generate(model, new int[] {BEGIN}, Seed.of(1));

        assertThat(generation.toArray()).containsExactly(Arrays.copyOfRange(tokens(), 1, 100));
    }

    private int[] tokens() { return Arrays.stream(((StoredTensor.Longs) expected.tensors().get("tokens")).values()).mapToInt(Math::toIntExact).toArray(); }

    @Test
    void promptsOfUnlikeLengthsAreWrittenOnAsIfEachWereAlone() {
        CausalLM model = CausalLM.read(file, WeightFormat.FLOAT32);
        List<int[]> prompts = List.of(Arrays.copyOf(tokens(), 3), Arrays.copyOf(tokens(), 40), new int[] {BEGIN}, Arrays.copyOf(tokens(), 17));
        Generator generator = Generator.of(Sampler.greedy(), 50);

        List<Generation> together = generator.generate(model, prompts, Seed.of(1), TokenListener.silent());

        for (int i = 0; i < prompts.size(); i++) {
            assertThat(together.get(i).tokens()).isEqualTo(generator.generate(model, prompts.get(i), Seed.of(1)).tokens());
        }
    }
}
