package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `generate` and `translate`: from a text to a model that writes texts.
class TextCommandsTest {

    @TempDir Path folder;

    private Path language() throws IOException {
        Path text = Files.writeString(folder.resolve("song.txt"), "one two three four.\n".repeat(60)), file = folder.resolve("song.safetensors");
        Cli.Result trained = Cli.run("train", "char-lm", "--data", text, "--epochs", 12, "--set", "units=24", "--set", "batch-size=4", "--set", "chunk=20", "--set", "learning-rate=0.01", "--out", file);
        assertThat(trained.code()).as(trained.err()).isZero();
        return file;
    }

    private Path dictionary() throws IOException {
        Path text = Files.writeString(folder.resolve("pairs.txt"), "one\teins\ntwo\tzwei\nthree\tdrei\nfour\tvier\n".repeat(20)), file = folder.resolve("pairs.safetensors");
        Cli.Result trained = Cli.run("train", "seq2seq", "--data", text, "--epochs", 20, "--set", "units=16", "--set", "batch-size=8", "--set", "learning-rate=0.01", "--out", file);
        assertThat(trained.code()).as(trained.err()).isZero();
        return file;
    }

    @Test void aPromptIsWrittenOn() throws IOException {
        Path file = language();

        Cli.Result best = Cli.run("generate", file, "--prompt", "one two", "--length", 40, "--temperature", 0, "--stop", "\n");
        assertThat(best.code()).as(best.err()).isZero();
        assertThat(best.out()).isEqualTo("one two three four.\n");
        assertThat(Cli.run("generate", file, "--prompt", "one two", "--length", 12, "--beams", 3).out()).isEqualTo("one two three four.\n");
        assertThat(Cli.run("generate", file, "--seed", 3, "--temperature", 2).out()).isEqualTo(Cli.run("generate", file, "--seed", 3, "--temperature", 2).out());
        assertThat(Cli.run("evaluate", file, "--data", folder.resolve("song.txt")).out()).contains("perplexity");
    }

    @Test void aTextIsTranslatedAndItsAlignmentDrawn() throws IOException {
        Path file = dictionary(), plot = folder.resolve("a.svg");

        Cli.Result result = Cli.run("translate", file, "two", "four", "--plot", plot);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("zwei\nvier\n");
        assertThat(Files.readString(plot)).startsWith("<svg");
        assertThat(Cli.run("translate", file, "three", "--beams", 3).out()).isEqualTo("drei\n");
    }

    @Test void attentionIsDrawn() throws IOException {
        Path text = Files.writeString(folder.resolve("song.txt"), "one two three four.\n".repeat(20)), language = folder.resolve("gpt.safetensors"), pictures = folder.resolve("heads");
        String[] small = {"--set", "dimension=8", "--set", "heads=2", "--set", "blocks=2", "--epochs", "1", "--quiet"};
        assertThat(train("gpt", text, language, small).code()).isZero();

        Cli.Result result = Cli.run("generate", language, "--prompt", "one two", "--length", 3, "--looks", pictures);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(pictures).isDirectoryContaining("glob:**/{block1-head1,block1-head2,block2-head1,block2-head2}.png");
        assertThat(Cli.run("generate", language, "--prompt", "one ".repeat(40), "--length", 3, "--looks", pictures).err()).contains("--looks: GPT: expected a text of 1 … 64 tokens to look at, but got 160");
        assertThat(Cli.run("generate", language(), "--looks", pictures).err()).contains("--looks: expected a model that tells where it looked, such as 'train gpt' writes, but this one does not");
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "one\teins\ntwo\tzwei\n".repeat(4)), dictionary = folder.resolve("t.safetensors"), plot = folder.resolve("t.svg");
        assertThat(train("transformer", pairs, dictionary, small).code()).isZero();
        assertThat(Cli.run("translate", dictionary, "two", "--plot", plot).code()).isZero();
        assertThat(Files.readString(plot)).startsWith("<svg");
    }

    private static Cli.Result train(String model, Path data, Path out, String... more) {
        return Cli.run(java.util.stream.Stream.concat(java.util.stream.Stream.of("train", model, "--data", data, "--out", out), java.util.Arrays.stream(more)).toArray());
    }

    @Test void anotherModelIsRefused() throws IOException {
        Path language = language(), dictionary = dictionary();

        assertThat(Cli.run("translate", language, "one").err()).contains("expected a model that translates, such as 'train seq2seq' writes, but got char-lm");
        assertThat(Cli.run("generate", dictionary).err()).contains("expected a language model, such as 'train char-lm' writes, but got seq2seq");
        assertThat(Cli.run("generate", language, "--top-p", 2).err()).contains("Sampler: expected a top-p in (0, 1], but got 2.0");
        assertThat(Cli.run("generate", language, "--stop", "").code()).isEqualTo(Main.USAGE);
        assertThat(Cli.run("generate", language, "--prompt", "é~").code()).as("what it does not know is unknown").isZero();
        assertThat(Cli.run("generate", language, "--prompt", "").err()).contains("expected prompts of at least one token");
    }

    /// A decoder of llama2.c with five tokens and random weights, and its tokenizer.
    private Path decoder() throws IOException {
        ByteBuffer model = ByteBuffer.allocate(28 + 4 * (5 * 4 + 4 + 4 * 16 + 4 + 3 * 8 + 4 + 30 * 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (int size : new int[] {4, 2, 1, 1, 1, 5, 30}) model.putInt(size);
        for (int i = 0; model.hasRemaining(); i++) model.putFloat((float) Math.sin(i * i));
        ByteBuffer pieces = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN).putInt(5);
        for (String piece : new String[] {"<unk>", "<s>", "</s>", " ", "la"}) pieces.putFloat(0).putInt(piece.length()).put(piece.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("tok5.bin"), Arrays.copyOf(pieces.array(), pieces.position()));
        return Files.write(folder.resolve("model.bin"), model.array());
    }

    @Test void aDecoderFromElsewhereWritesAndTellsItsSpeed() throws IOException {
        Path file = decoder();

        Cli.Result result = Cli.run("generate", file, "--prompt", " ", "--length", 9, "--seed", 2, "--temperature", 3);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).containsPattern("\\d tokens(, \\d+\\.\\d tokens/s)?; the first one after \\d+\\.\\d\\d s");
        assertThat(Cli.run("generate", file, "--prompt", " ", "--length", 9, "--seed", 2, "--temperature", 3, "--threads", 2).out()).isEqualTo(result.out());
        assertThat(Cli.run("generate", file, "--prompt", " ", "--weights", "int8", "--beams", 2, "--length", 3).code()).isZero();
    }

    @Test void whatIsWrongWithADecoderIsTold() throws IOException {
        Path file = decoder();

        assertThat(Cli.run("generate", file, "--prompt", " ", "--weights", "int4").err()).contains("expected one of float32, bfloat16, int8 for 'weights', but got \"int4\"");
        assertThat(Cli.run("generate", file, "--prompt", " ".repeat(40)).err()).contains("prompt: expected at most 30 tokens, the context of this model, but got 42; shorten it");
        assertThat(Cli.run("generate", language(), "--weights", "int8").code()).isEqualTo(Main.USAGE);
        Files.delete(folder.resolve("tok5.bin"));
        assertThat(Cli.run("generate", file, "--prompt", " ").err()).contains("expected one tokenizer tok*.bin beside it, but got 0; say which with --tokenizer");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Cli.run("generate", empty, "--prompt", " ").err()).contains("empty: expected one of tokenizer.json, vocab.json, vocab.txt, tokenizer.bin, but there is none");
    }
}
