package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.BeamSearch;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small checkpoints in each layout beside what NumPy computes with them in float64 (`decoders.py`).
class HuggingFaceLayoutsTest {

    static Path folder(String name) {
        try {
            return Path.of(HuggingFaceLayoutsTest.class.getResource(name + "/config.json").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static CausalLM model(String name) { return CausalLM.read(folder(name), WeightFormat.FLOAT32); }

    private static Safetensors expected(String name) { return Safetensors.read(folder(name).resolve("expected.safetensors")); }

    private static int[] tokens(String name) { return Arrays.stream(((StoredTensor.Longs) expected(name).tensors().get("tokens")).values()).mapToInt(Math::toIntExact).toArray(); }

    @ParameterizedTest
    @CsvSource({"gpt2, simd", "llama, simd", "mistral, simd", "gpt2, scalar", "llama, scalar", "mistral, scalar"})
    void scoresAreThoseOfTheFormulas(String name, String kernels) {
        CausalLM model = model(name).on(Run.standard().kernels(kernels));
        assertNear(model.scores(tokens(name)), expected(name).tensors().get("logits").doubles(), 2e-5);
    }

    /// Token by token and in portions of any size: the cache changes nothing.
    @ParameterizedTest
    @CsvSource({"gpt2, 1", "gpt2, 4", "llama, 1", "llama, 5", "mistral, 1", "mistral, 2", "mistral, 7"})
    void scoresWithACacheAreThoseOfTheFormulas(String name, int prompt) {
        int[] tokens = tokens(name);
        double[] logits = expected(name).tensors().get("logits").doubles();
        Decoding decoding = model(name).begin(List.of(Arrays.copyOf(tokens, prompt)));
        for (int i = prompt; i < tokens.length; i++) {
            int n = decoding.vocabulary();
            assertNear(Arrays.copyOf(decoding.scores(), n), Arrays.copyOfRange(logits, (i - 1) * n, i * n), 2e-5);
            decoding.append(tokens[i]);
        }
    }

    private static void assertNear(float[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) assertThat((double) actual[i]).as("score %d", i).isCloseTo(expected[i], within(tolerance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "mistral"})
    void threadsChangeNoBit(String name) {
        float[] one = model(name).on(Run.standard().threads(1)).scores(tokens(name));
        assertThat(model(name).on(Run.standard().threads(3)).scores(tokens(name))).containsExactly(one);
    }

    /// Each caller has a decoding of its own; the weights are everybody's.
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "mistral"})
    void manyCallersOfOneModelGetTheScoresOfOne(String name) {
        CausalLM model = model(name).on(Run.standard().threads(2));
        float[] one = model.scores(tokens(name));
        List<Future<float[]>> answers = new ArrayList<>();

        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int call = 0; call < 64; call++) answers.add(callers.submit(() -> model.scores(tokens(name))));
        }

        for (Future<float[]> answer : answers) assertThat(answer.resultNow()).containsExactly(one);
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void narrowWeightsAreNearAndReadLess(WeightFormat format) {
        CausalLM model = CausalLM.read(folder("llama"), format);
        double[] logits = expected("llama").tensors().get("logits").doubles();
        double worst = IntStream.range(0, logits.length).mapToDouble(i -> Math.abs(model.scores(tokens("llama"))[i] - logits[i])).max().orElseThrow();

        assertThat(worst).isLessThan(format == WeightFormat.INT8 ? 0.3 : 2e-5);               // the file holds bfloat16
        assertThat(model.bytes()).isLessThanOrEqualTo(model("llama").bytes() * format.bytes() / 4 + 4 * 400);
    }

    /// One portion is a product of matrices, the other goes row by row.
    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void fewAndManyTokensAtOnceScoreAlike(WeightFormat format) {
        CausalLM model = CausalLM.read(folder("llama"), format);
        int[] tokens = tokens("llama");
        float[] many = model.scores(tokens), few = model.scores(Arrays.copyOf(tokens, 5));
        for (int i = 0; i < few.length; i++) assertThat(few[i]).isCloseTo(many[i], within(1e-4f));
    }

    @Test
    void whatIsWrittenBeyondTheContextDependsOnItsLastHalf() {
        CausalLM model = model("gpt2");
        Decoding decoding = model.begin(List.of(tokens("gpt2")));
        List<Integer> text = new ArrayList<>(Arrays.stream(tokens("gpt2")).boxed().toList());
        for (int i = 0; i < 30; i++) {
            decoding.append(i % 13);
            text.add(i % 13);
        }
        // 16 positions: the 17th token makes it 8, and so does each 9th one after that
        int kept = 8 + (text.size() - 17) % 9;
        float[] alone = model.begin(List.of(text.subList(text.size() - kept, text.size()).stream().mapToInt(token -> token).toArray())).scores();
        assertNear(Arrays.copyOf(decoding.scores(), 13), IntStream.range(0, 13).mapToDouble(i -> alone[i]).toArray(), 1e-5);
    }

    /// Beams copy their caches.
    @Test
    void beamsFindWhatTryingEverythingFinds() {
        CausalLM model = model("llama");
        int[] prompt = {1, 5};
        Generation best = BeamSearch.of(17 * 17, 3).search(model, prompt).getFirst();

        double likeliest = Double.NEGATIVE_INFINITY;
        int[] text = new int[3];
        for (int a = 0; a < 17; a++) {
            for (int b = 0; b < 17; b++) {
                float[] scores = model.scores(1, 5, a, b);
                for (int c = 0; c < 17; c++) {
                    double likelihood = likelihood(scores, 1, a) + likelihood(scores, 2, b) + likelihood(scores, 3, c);
                    if (likelihood <= likeliest) continue;
                    likeliest = likelihood;
                    text = new int[] {a, b, c};
                }
            }
        }
        assertThat(best.toArray()).containsExactly(text);
        assertThat(best.logLikelihood()).isCloseTo(likeliest, within(1e-4));
    }

    private static double likelihood(float[] scores, int row, int token) {
        double sum = IntStream.range(0, 17).mapToDouble(i -> Math.exp(scores[row * 17 + i])).sum();
        return scores[row * 17 + token] - Math.log(sum);
    }

    @Test
    void aSeedWritesTheSameTextEachTime() {
        CausalLM model = model("gpt2");
        Generator generator = Generator.of(Sampler.of(1).topP(0.9), 40);

        Generation first = generator.generate(model, new int[] {3, 4}, Seed.of(7));

        assertThat(generator.generate(model.on(Run.standard().threads(2)), new int[] {3, 4}, Seed.of(7))).isEqualTo(first);
        assertThat(generator.generate(model, new int[] {3, 4}, Seed.of(8))).isNotEqualTo(first);
    }

    @Test
    void anEmptyPromptBeginsWithTheTokenForThat() {
        assertThat(model("gpt2").begin(List.of(new int[0])).scores()).startsWith(model("gpt2").scores(12));
        assertThat(model("llama").ends()).containsExactly(2, 3);
    }
}
