package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Npy;
import dev.lanewise.core.model.MappedSafetensors;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.text.TokenizerFiles;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.nn.attention.pretrained.BertEncoder;
import dev.lanewise.nn.attention.pretrained.WeightFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is wrong with a file, its reader takes it or refuses it with a sentence: never another exception, never all the memory.
///
/// In the build each reader meets some hundred mutations, always the same ones, and every file of `fuzz/`: what once broke something, and what takes a way through
/// a reader that no other file takes. `-Pfuzz` has [JazzerHunt] look for more of both.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

    private static final int MUTATIONS = 60;

    private FuzzFiles files;

    @BeforeAll void filesAreMade(@TempDir Path folder) throws IOException { files = FuzzFiles.in(folder, Reading.values()); }

    @ParameterizedTest
    @EnumSource
    void takesOrRefuses(Reading reading) throws IOException {
        Path file = files.of(reading);
        byte[] whole = Files.readAllBytes(file);
        reading.read.accept(file);                                                       // the seed is sound
        for (byte[] known : known(reading)) check(reading, file, known);

        Random random = new Random(1);
        Mutation mutation = new Mutation(random);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = mutation.of(whole);
            check(reading, file, random.nextBoolean() ? reading.repair.apply(changed) : changed);
        }
        Files.write(file, whole);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "lanewise.fuzz", matches = "[1-9].*")
    void isHunted(Reading reading) throws IOException, InterruptedException {
        new JazzerHunt(reading, Long.getLong("lanewise.fuzz")).run(Files.readAllBytes(files.of(reading)), corpus(reading));
    }

    /// Where the files stand that every build tries with a reader.
    private static Path corpus(Reading reading) { return Path.of("src/test/resources/dev/lanewise/cli/fuzz", reading.name().toLowerCase(java.util.Locale.ROOT)); }

    private static List<byte[]> known(Reading reading) throws IOException {
        Path folder = corpus(reading);
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> inputs = Files.list(folder)) {
            return inputs.sorted().map(FuzzTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void check(Reading reading, Path file, byte[] content) throws IOException {
        Files.write(file, content);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();               // of this thread: others may keep the machine busy
        try {
            reading.read.accept(file);
        } catch (DataException | ShapeException | ConvergenceException e) {
            if (e.getMessage().isBlank() || e.getMessage().contains("\n")) fail(kept(reading, content) + ": expected one sentence, but got " + e.getMessage());
        } catch (Throwable e) {
            fail(kept(reading, content), e);
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (nanos > 20_000_000_000L) fail(kept(reading, content) + ": took longer than 20 seconds");
    }

    private static String kept(Reading reading, byte[] content) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/fuzz", reading.name().toLowerCase(java.util.Locale.ROOT)));
        return Files.write(folder.resolve(Integer.toHexString(java.util.Arrays.hashCode(content))), content).toString();
    }

    /// A reader and how to reach it.
    enum Reading {
        CSV(file -> command("train", "lda", "--data", file, "--target", "kind", "--out", file.resolveSibling("out.safetensors"))),
        CSV_TO_PREDICT(file -> command("predict", file.resolveSibling("model.safetensors"), "--data", file)),
        SERIES(file -> command("forecast", file.resolveSibling("model.safetensors"), "--data", file, "--time", "Month", "--steps", 2, "--test", 0)),
        JSON(file -> command("summary", file)),
        JSON_NETWORK(file -> command("summary", file)),
        JSON_OPTIONS(file -> Options.parseJson(new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8), "options.json").toJson()),
        NPY(Npy::read),
        IDX(file -> command("train", "lda", "--data", file.getParent(), "--set", "shrinkage=0.5", "--set", "solver=lsqr", "--out", file.resolveSibling("out.safetensors"))),
        IDX_GZIP(file -> command("train", "lda", "--data", file.getParent(), "--set", "shrinkage=0.5", "--set", "solver=lsqr", "--out", file.resolveSibling("out.safetensors"))),
        CIFAR(file -> command("predict", file.resolveSibling("model.safetensors"), "--data", file.getParent())),
        SAFETENSORS(Safetensors::read, bytes -> Mutation.withLength(bytes, 24)),
        MAPPED_SAFETENSORS(file -> MappedSafetensors.open(file).names(), bytes -> Mutation.withLength(bytes, 24)),
        MODEL(file -> command("predict", file, "--data", file.resolveSibling("data.csv")), bytes -> Mutation.withLength(bytes, FuzzFiles.MODEL_TENSORS)),
        REDUCER(file -> command("predict", file, "--data", file.resolveSibling("data.csv"))),
        LANGUAGE_MODEL(file -> command("generate", file, "--length", 5, "--quiet")),
        FORECAST_MODEL(file -> command("forecast", file, "--data", file.resolveSibling("series.csv"), "--time", "Month", "--steps", 2, "--test", 0)),
        TOKENIZER_JSON(file -> TokenizerFiles.read(file).encode("hello world")),
        VOCABULARY(file -> TokenizerFiles.read(file).encode("hello world")),
        MERGES(file -> TokenizerFiles.read(file).encode("hello world")),
        WORD_PIECES(file -> TokenizerFiles.read(file).encode("hello world")),
        LLAMA2C_TOKENIZER(file -> TokenizerFiles.read(file).encode("hello world")),
        LLAMA2C(file -> command("generate", file, "--tokenizer", file.resolveSibling("tokenizer.bin"), "--length", 3, "--quiet")),
        GPT2_CONFIG(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet")),
        GPT2_WEIGHTS(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet"), bytes -> Mutation.withLength(bytes, FuzzFiles.GPT2_TENSORS)),
        LLAMA_CONFIG(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet", "--weights", "int8")),
        LLAMA_INDEX(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet")),
        LLAMA_SHARD(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet"), bytes -> Mutation.withLength(bytes, FuzzFiles.SHARD_TENSORS)),
        DECODER_VOCABULARY(file -> command("generate", file.getParent(), "--prompt", "hello", "--length", 3, "--quiet")),
        BERT_CONFIG(Reading::encode),
        BERT_WEIGHTS(Reading::encode, bytes -> Mutation.withLength(bytes, FuzzFiles.BERT_TENSORS)),
        PICTURE(file -> command("predict", file.resolveSibling("model.safetensors"), "--data", file)),
        PLUGIN(file -> command("models", "--plugin-path", file));

        private final Consumer<Path> read;
        private final UnaryOperator<byte[]> repair;

        Reading(Consumer<Path> read) { this(read, UnaryOperator.identity()); }

        Reading(Consumer<Path> read, UnaryOperator<byte[]> repair) {
            this.read = read;
            this.repair = repair;
        }

        /// The vectors of a text, by the model and the word pieces in the file's folder.
        private static void encode(Path file) {
            BertEncoder.read(file.getParent(), WeightFormat.FLOAT32).encode(TokenizerFiles.read(file.getParent()).encode("hello world"));
        }

        private static void command(Object... arguments) {
            Cli.Result result = Cli.run(arguments);
            assertThat(result.err()).doesNotContain("mistake of its own", "\tat ");
            assertThat(result.code()).as(result.err()).isBetween(0, 2);
            if (result.code() != 0) assertThat(result.err()).isNotBlank();
        }
    }
}
