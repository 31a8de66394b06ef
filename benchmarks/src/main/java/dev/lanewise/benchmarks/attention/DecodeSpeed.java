package dev.lanewise.benchmarks.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.nn.attention.pretrained.CausalLM;
import dev.lanewise.nn.attention.pretrained.WeightFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Tokens a second of a decoder of GPT-2's smallest shape with random weights, batch 1, beside what memory allows.
///
/// 16 tokens behind a prompt of 128, again and again; the memory is read for as long in between, by the sum of as many numbers as the model has, so that both stand in the
/// same noise. Arguments: threads, then seconds for each format.
public final class DecodeSpeed {

    private static final int WIDTH = 768;
    private static final int LAYERS = 12;
    private static final int VOCABULARY = 50_257;
    private static final int CONTEXT = 1024;
    private static final int PROMPT = 128;
    private static final int TOKENS = 16;

    private DecodeSpeed() {
    }

    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        Run run = Run.standard().threads(threads);
        float[] memory = new float[124_000_000];
        Map<String, StoredTensor> tensors = tensors();
        for (WeightFormat format : WeightFormat.values()) {
            CausalLM model = CausalLM.of(config(), tensors, format).on(run);
            measure(model, memory, run, seconds / 2);                                     // compiles
            double[] rates = measure(model, memory, run, seconds);
            IO.println(String.format(Locale.ROOT, "%s, %d threads: %.1f tokens/s [%.1f, %.1f], %.0f MB each: %.1f GB/s; memory reads %.1f GB/s: %.0f %%", format, threads,
                    rates[0], rates[1], rates[2], model.bytes() * 1e-6, rates[0] * model.bytes() * 1e-9, rates[3], 100 * rates[0] * model.bytes() * 1e-9 / rates[3]));
        }
    }

    /// Median, quartiles of tokens a second, and the median of GB a second.
    private static double[] measure(CausalLM model, float[] memory, Run run, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        double[] rates = new double[10_000];
        double[] reads = new double[10_000];
        int count = 0;
        Decoding decoding = model.begin(List.of(IntStream.range(0, PROMPT).toArray()));
        while (System.nanoTime() < end || count < 3) {
            if (count % 8 == 7) decoding = model.begin(List.of(IntStream.range(0, PROMPT).toArray()));
            long start = System.nanoTime();
            for (int i = 0; i < TOKENS; i++) decoding.append(i);
            rates[count] = TOKENS * 1e9 / (System.nanoTime() - start);
            reads[count++] = read(memory, run);
        }
        Arrays.sort(rates, 0, count);
        Arrays.sort(reads, 0, count);
        return new double[] {rates[count / 2], rates[count / 4], rates[count * 3 / 4], reads[count / 2]};
    }

    private static double read(float[] memory, Run run) {
        float[] ones = new float[1 << 14];
        float[] sums = new float[memory.length / ones.length];
        var kernels = run.backend().kernels().gemv();
        long start = System.nanoTime();
        run.backend().parallel(sums.length, 4, (from, to) -> kernels.gemv(to - from, ones.length, memory, from * ones.length, ones.length, ones, 0, sums, from));
        return 4.0 * sums.length * ones.length / (System.nanoTime() - start);
    }

    private static Options config() {
        return Options.of(Map.of("model_type", "gpt2", "n_embd", WIDTH, "n_layer", LAYERS, "n_head", 12, "vocab_size", VOCABULARY, "n_positions", CONTEXT));
    }

    private static Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new HashMap<>();
        RandomStream random = Seed.of(1).stream();
        put(tensors, random, "wte.weight", VOCABULARY, WIDTH);
        put(tensors, random, "wpe.weight", CONTEXT, WIDTH);
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "h." + layer + ".";
            for (String norm : List.of("ln_1", "ln_2")) {
                put(tensors, random, block + norm + ".weight", WIDTH);
                put(tensors, random, block + norm + ".bias", WIDTH);
            }
            affine(tensors, random, block + "attn.c_attn", WIDTH, 3 * WIDTH);
            affine(tensors, random, block + "attn.c_proj", WIDTH, WIDTH);
            affine(tensors, random, block + "mlp.c_fc", WIDTH, 4 * WIDTH);
            affine(tensors, random, block + "mlp.c_proj", 4 * WIDTH, WIDTH);
        }
        put(tensors, random, "ln_f.weight", WIDTH);
        put(tensors, random, "ln_f.bias", WIDTH);
        return tensors;
    }

    private static void affine(Map<String, StoredTensor> tensors, RandomStream random, String name, int inputs, int outputs) {
        put(tensors, random, name + ".weight", inputs, outputs);
        put(tensors, random, name + ".bias", outputs);
    }

    private static void put(Map<String, StoredTensor> tensors, RandomStream random, String name, int... shape) {
        float[] values = new float[Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.uniform(-0.035, 0.035);
        tensors.put(name, StoredTensor.of(Shape.of(shape), values));
    }
}
