package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.text.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a checkpoint or a prompt is told in a sentence.
class BadCheckpointsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("gpt2", "llama")) {
            try (Stream<Path> files = Files.list(HuggingFaceLayoutsTest.folder(name))) {
                Files.createDirectory(folder.resolve(name));
                for (Path file : files.toList()) Files.copy(file, folder.resolve(name).resolve(file.getFileName()));
            }
        }
    }

    private void assertSentence(Path path, String sentence) {
        assertThatThrownBy(() -> CausalLM.read(path, WeightFormat.FLOAT32)).isInstanceOf(DataException.class).hasMessage(sentence);
    }

    @Test
    void whatIsNoCheckpoint() throws IOException {
        Path nowhere = folder.resolve("nowhere"), text = Files.writeString(folder.resolve("a.txt"), "text"), empty = Files.createDirectory(folder.resolve("empty"));
        assertSentence(nowhere, nowhere + ": expected a folder with a config.json, or a file *.bin of llama2.c, but there is nothing");
        assertSentence(text, text + ": expected a folder with a config.json, or a file *.bin of llama2.c, but this is another file");
        assertSentence(empty, empty.resolve("config.json") + ": there is no such file");
        Files.writeString(empty.resolve("config.json"), "{\"model_type\": \"bert\"}");
        assertSentence(empty, empty + ": expected model.safetensors or model.safetensors.index.json, but there is neither");
    }

    @Test
    void tensorsThatDontFitAreListed() {
        Path file = folder.resolve("gpt2/model.safetensors");
        Map<String, StoredTensor> tensors = new TreeMap<>(Safetensors.read(file).tensors());
        tensors.remove("transformer.h.1.ln_2.bias");
        tensors.put("transformer.h.2.ln_2.bias", StoredTensor.of(1.0));
        tensors.put("transformer.ln_f.bias", StoredTensor.of(1.0, 2));
        tensors.put("transformer.h.0.attn.bias", StoredTensor.of(1.0));                       // GPT-2's mask, which old files hold
        new Safetensors(tensors, Map.of()).write(file);

        assertSentence(folder.resolve("gpt2"), file + ": expected the 28 tensors of a GPT-2 with 2 blocks, but got 29, of which some have other shapes: "
                + "transformer.ln_f.bias is [2] instead of [12]; missing: transformer.h.1.ln_2.bias; too much: transformer.h.2.ln_2.bias");
    }

    @Test
    void weightsThatAreNoNumbers() {
        Path file = folder.resolve("gpt2/model.safetensors");
        Map<String, StoredTensor> tensors = new TreeMap<>(Safetensors.read(file).tensors());
        tensors.put("transformer.ln_f.bias", StoredTensor.of(Shape.of(12), new float[] {0, 0, Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        new Safetensors(tensors, Map.of()).write(file);

        assertSentence(folder.resolve("gpt2"), file + ", tensor 'transformer.ln_f.bias': expected finite numbers, but element 2 is NaN");
    }

    @Test
    void configurationsThatDontFit() throws IOException {
        Path config = folder.resolve("llama/config.json");
        String sound = Files.readString(config);
        Map<String, String> changes = Map.of("\"llama\"", "\"t5\"", "\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3", "\"silu\"", "\"relu\"", "\"llama3\"", "\"yarn\"",
                "\"hidden_size\": 12", "\"hidden_size\": 0");
        Map<String, String> sentences = Map.of("\"llama\"", ", model_type: expected a decoder, which is gpt2, llama, mistral or qwen2, but got 't5'",
                "\"num_key_value_heads\": 2", ": expected heads that are a multiple of num_key_value_heads and an even head_dim, but got 4, 3 and 6",
                "\"silu\"", ", hidden_act: expected silu, but got 'relu'", "\"llama3\"", ", rope_scaling, rope_type: expected default, linear or llama3, but got 'yarn'",
                "\"hidden_size\": 12", ", hidden_size: expected a whole number ≥ 1, but got 0");
        for (String old : changes.keySet()) {
            Files.writeString(config, sound.replace(old, changes.get(old)));
            assertSentence(folder.resolve("llama"), config + sentences.get(old));
        }
        Files.writeString(config, "{");
        assertThatThrownBy(() -> CausalLM.read(folder.resolve("llama"), WeightFormat.FLOAT32)).isInstanceOf(DataException.class).hasMessageContaining(config + ", line 1");
    }

    @Test
    void shardsThatAreNotThere() throws IOException {
        Path index = folder.resolve("llama/model.safetensors.index.json");
        String sound = Files.readString(index);
        Files.writeString(index, sound.replaceFirst("model-00001-of-00002", "../llama2/model-00001"));
        assertSentence(folder.resolve("llama"), index + ": expected the names of files beside it, but got '../llama2/model-00001.safetensors'");
        Files.writeString(index, sound.replaceFirst("model-00001-of-00002", "model-00002-of-00002"));
        assertThatThrownBy(() -> CausalLM.read(folder.resolve("llama"), WeightFormat.FLOAT32)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(index + ": expected tensor 'lm_head.weight' in ");
        Files.writeString(index, sound);
        Files.delete(folder.resolve("llama/model-00002-of-00002.safetensors"));
        assertSentence(folder.resolve("llama"), folder.resolve("llama/model-00002-of-00002.safetensors") + ": there is no such file");
    }

    @Test
    void promptsThatAModelCannotRead() {
        CausalLM model = HuggingFaceLayoutsTest.model("gpt2");
        assertThatThrownBy(() -> model.begin(List.of(new int[17]))).isInstanceOf(DataException.class)
                .hasMessage("prompt: expected at most 16 tokens, the context of this model, but got 17; shorten it");
        assertThatThrownBy(() -> model.begin(List.of(new int[] {1, 13}))).isInstanceOf(DataException.class)
                .hasMessage("prompt, token 2: expected a number from 0 to 12, but got 13; does the tokenizer belong to this model?");
        assertThatThrownBy(() -> model.begin(List.of())).isInstanceOf(IllegalArgumentException.class).hasMessage("CausalLM: expected at least one prompt, but got none");
        assertThatThrownBy(() -> model.begin(List.of(new int[1])).append(1, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CausalLM: expected 1 tokens, one for each row, but got 2");

        Options silent = Options.parseForeignJson(read(folder.resolve("gpt2/config.json")), "config.json").without("bos_token_id");
        CausalLM nameless = CausalLM.of(silent, Safetensors.read(folder.resolve("gpt2/model.safetensors")).tensors(), WeightFormat.FLOAT32);
        assertThatThrownBy(() -> nameless.begin(List.of(new int[0]))).isInstanceOf(DataException.class)
                .hasMessage("prompt: expected at least one token, because this model has none that a text begins with, but got none");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTokenizerOfAnotherModel() {
        Tokenizer large = new Tokenizer() {
            @Override public int[] encode(String text) { return new int[0]; }

            @Override public String decode(int... tokens) { return ""; }

            @Override public int size() { return 14; }

            @Override public String toString() { return "14 tokens"; }
        };
        assertThatThrownBy(() -> new PretrainedText(HuggingFaceLayoutsTest.model("gpt2"), large)).isInstanceOf(DataException.class)
                .hasMessage("PretrainedText: expected a tokenizer of at most 13 tokens, as many as the model knows, but got 14 tokens; does it belong to this model?");
    }

    @Test
    void filesOfLlama2cThatLie() throws IOException {
        byte[] sound = llama2c();
        Path file = folder.resolve("model.bin");
        assertThat(CausalLM.read(Files.write(file, sound), WeightFormat.FLOAT32).scores(0, 1)).hasSize(2 * 5);

        assertSentence(Files.write(file, Arrays.copyOf(sound, 10)), file + ": expected a header of 28 bytes, but got 10. It was cut off, or is no file of llama2.c");
        assertSentence(Files.write(file, Arrays.copyOf(sound, sound.length - 4)), file + ": expected the " + sound.length + " bytes that its header asks for, but got " + (sound.length - 4)
                + ". The file was cut off");
        assertThatThrownBy(() -> CausalLM.read(Files.write(file, "not a model, but a text of some length".getBytes(StandardCharsets.UTF_8)), WeightFormat.FLOAT32))
                .isInstanceOf(DataException.class).hasMessageStartingWith(file + ": expected sizes > 0, a width that is an even multiple of the heads, and heads that are a multiple of those of keys, but got width 544501614, ")
                .hasMessageEndingWith(". It is damaged, or no file of llama2.c");
        assertSentence(Files.write(file, ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN).putInt(0x616b3432).putInt(2).array()),
                file + ": expected version 0 or 1 of llama2.c's format, but got 2, whose weights were rounded to bytes; export it as version 1");
    }

    /// Width 4, one head, one layer, five tokens, three positions.
    private static byte[] llama2c() {
        int floats = 5 * 4 + 4 + 4 * 16 + 4 + 3 * 8 + 4 + 3 * 4;
        ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
        for (int size : new int[] {4, 2, 1, 1, 1, 5, 3}) bytes.putInt(size);
        for (int i = 0; i < floats; i++) bytes.putFloat((float) Math.sin(i));
        return bytes.array();
    }

    /// Whatever bytes a file has: it is read, or something is told about it.
    @Test
    void damagedFilesAreReadOrTold() throws IOException {
        Random random = new Random(1);
        byte[] bin = llama2c(), model = Files.readAllBytes(folder.resolve("gpt2/model.safetensors")), config = Files.readAllBytes(folder.resolve("gpt2/config.json"));
        for (int round = 0; round < 150; round++) {
            assertReadOrTold(Files.write(folder.resolve("model.bin"), damaged(bin, 40, random)));
            Files.write(folder.resolve("gpt2/model.safetensors"), damaged(model, 3000, random));
            assertReadOrTold(folder.resolve("gpt2"));
            Files.write(folder.resolve("gpt2/model.safetensors"), model);
            Files.write(folder.resolve("gpt2/config.json"), damaged(config, config.length, random));
            assertReadOrTold(folder.resolve("gpt2"));
            Files.write(folder.resolve("gpt2/config.json"), config);
        }
    }

    /// Cut off or with flipped bits among the first `front` bytes.
    private static byte[] damaged(byte[] sound, int front, Random random) {
        byte[] bytes = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) bytes[random.nextInt(Math.min(front, bytes.length))] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static void assertReadOrTold(Path path) {
        try {
            CausalLM.read(path, WeightFormat.INT8).scores(0, 1);
        } catch (DataException told) {
            assertThat(told).hasMessageContaining(path.toString().replace("/gpt2", ""));
        }
    }
}
