package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Npy;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A sound file for each reader, with what it needs in the same folder.
record FuzzFiles(Path folder) {

    /// The bytes of the tensors of [FuzzTest.Reading#MODEL].
    static final int MODEL_TENSORS = 124;

    /// The bytes of the tensors of a decoder, of one of the two files of another, and of an encoder.
    static final int GPT2_TENSORS = 14960, SHARD_TENSORS = 3744, BERT_TENSORS = 13088;

    private static final int VOCABULARY = 259;
    private static final Path PRETRAINED = Path.of("../nn-attention/src/test/resources/dev/lanewise/nn/attention/pretrained");

    static FuzzFiles in(Path folder, FuzzTest.Reading... readings) throws IOException {
        FuzzFiles files = new FuzzFiles(folder);
        for (FuzzTest.Reading reading : readings) {
            Files.createDirectories(folder.resolve(reading.name()));
            files.make(reading, files.of(reading));
        }
        return files;
    }

    Path of(FuzzTest.Reading reading) {
        return folder.resolve(reading.name()).resolve(switch (reading) {
            case CSV, CSV_TO_PREDICT, SERIES -> "table.csv";
            case JSON, JSON_NETWORK, JSON_OPTIONS -> "model.json";
            case NPY -> "matrix.npy";
            case IDX -> "train-images-idx3-ubyte";
            case IDX_GZIP -> "train-images-idx3-ubyte.gz";
            case CIFAR -> "data_batch_1.bin";
            case SAFETENSORS, MAPPED_SAFETENSORS, MODEL, REDUCER, LANGUAGE_MODEL, FORECAST_MODEL -> "file.safetensors";
            case TOKENIZER_JSON -> "tokenizer.json";
            case VOCABULARY -> "vocab.json";
            case MERGES -> "merges.txt";
            case WORD_PIECES -> "vocab.txt";
            case LLAMA2C_TOKENIZER -> "tokenizer.bin";
            case LLAMA2C -> "stories.bin";
            case GPT2_CONFIG, LLAMA_CONFIG, BERT_CONFIG -> "config.json";
            case GPT2_WEIGHTS, BERT_WEIGHTS -> "model.safetensors";
            case LLAMA_INDEX -> "model.safetensors.index.json";
            case LLAMA_SHARD -> "model-00001-of-00002.safetensors";
            case DECODER_VOCABULARY -> "vocab.txt";
            case PICTURE -> "picture.png";
            case PLUGIN -> "plugin.jar";
        });
    }

    private void make(FuzzTest.Reading reading, Path file) throws IOException {
        switch (reading) {
            case CSV -> Samples.flowers(file);
            case CSV_TO_PREDICT -> {
                Samples.flowers(file);
                train("mlp", file, file.resolveSibling("model.safetensors"), "--target", "kind", "--set", "hidden=4", "--epochs", 1);
            }
            case SERIES -> forecast(series(file), file.resolveSibling("model.safetensors"));
            case JSON, JSON_OPTIONS -> Files.writeString(file, """
                    {
                      "model": "pipeline",
                      "steps": [{"model": "standard-scaler"}, {"model": "logistic-regression", "C": 0.5, "tolerance": 1e-4}]
                    }
                    """);
            case JSON_NETWORK -> Files.writeString(file, """
                    {
                      "model": "network", "epochs": 3, "batch-size": 16, "learning-rate": 0.01, "optimizer": "adam",
                      "network": {"layer": "sequential", "layers": [
                        {"layer": "input", "shape": [8, 8, 1]},
                        {"layer": "conv2d", "filters": 4, "kernelHeight": 3, "kernelWidth": 3},
                        {"layer": "flatten"}, {"layer": "dropout", "rate": 0.2},
                        {"layer": "dense", "units": 10, "activation": "relu"}, {"layer": "dense", "units": 3}
                      ]}
                    }
                    """);
            case NPY -> Npy.write(file, Shape.of(3, 4), new float[12]);
            case IDX, IDX_GZIP -> images(file);
            case CIFAR -> cifar(file);
            case SAFETENSORS, MAPPED_SAFETENSORS -> new Safetensors(Map.of("a", StoredTensor.of(Shape.of(2, 2), new float[] {1, 2, 3, 4}), "b", StoredTensor.of(Shape.of(2), new float[] {5, 6})), Map.of("who", "nobody")).write(file);
            case MODEL -> train("mlp", Samples.flowers(file.resolveSibling("data.csv")), file, "--target", "kind", "--set", "hidden=4", "--epochs", 1);
            case REDUCER -> train("pca", Samples.flowers(file.resolveSibling("data.csv")), file, "--drop", "kind");
            case LANGUAGE_MODEL -> train("char-lm", Files.writeString(file.resolveSibling("text.txt"), "the cat sat on the mat.\n".repeat(200)), file, "--set", "units=4", "--epochs", 1);
            case FORECAST_MODEL -> forecast(series(file.resolveSibling("series.csv")), file);
            case TOKENIZER_JSON -> Files.writeString(file, """
                    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [{"id": 8, "content": "<end>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}],
                     "normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}, "post_processor": null,
                     "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
                     "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null, "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
                      "vocab": {%s, "he": 256, "ll": 257, "hell": 259, "hello": 260, "<end>": 8888}, "merges": ["h e", "l l", "he ll", "hell o"]}}
                    """.formatted(byteVocabulary()));
            case VOCABULARY, MERGES -> {
                Files.writeString(file.resolveSibling("vocab.json"), "{" + byteVocabulary() + ", \"he\": 256, \"ll\": 257, \"hell\": 258, \"hello\": 259}");
                Files.writeString(file.resolveSibling("merges.txt"), "#version: 0.2\nh e\nl l\nhe ll\nhell o\n");
            }
            case WORD_PIECES -> wordPieces(file);
            case GPT2_CONFIG, GPT2_WEIGHTS, DECODER_VOCABULARY -> pretrained("gpt2", file.getParent());
            case LLAMA_CONFIG, LLAMA_INDEX, LLAMA_SHARD -> pretrained("llama", file.getParent());
            case BERT_CONFIG, BERT_WEIGHTS -> pretrained("bert", file.getParent());
            case LLAMA2C_TOKENIZER -> Files.write(file, tokenizer());
            case LLAMA2C -> {
                Files.write(file.resolveSibling("tokenizer.bin"), tokenizer());
                Files.write(file, llama());
            }
            case PICTURE -> {
                Path pictures = Samples.pictures(Files.createDirectory(file.resolveSibling("pictures")));
                train("mlp", pictures, file.resolveSibling("model.safetensors"), "--set", "hidden=4", "--epochs", 1);
                Files.copy(pictures.resolve("dark/0.png"), file);
            }
            case PLUGIN -> plugin(file);
        }
    }

    private static void wordPieces(Path file) throws IOException {
        Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\nwor\n##ld\nh\n##e\n##l\n##o\n");
    }

    /// A model as others save theirs, with few tokens.
    private static void pretrained(String name, Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(PRETRAINED.resolve(name))) {
            for (Path part : parts.toList()) Files.copy(part, folder.resolve(part.getFileName()));
        }
        wordPieces(folder.resolve("vocab.txt"));
    }

    private static void train(String model, Path data, Path out, Object... more) {
        Object[] command = {"train", model, "--quiet", "--data", data, "--out", out};
        Cli.Result result = Cli.run(Stream.concat(java.util.Arrays.stream(command), java.util.Arrays.stream(more)).toArray());
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static Path series(Path file) throws IOException {
        StringBuilder text = new StringBuilder("Month,sold\n");
        for (int i = 0; i < 40; i++) text.append(String.format("%d-%02d,%d%n", 2000 + i / 12, 1 + i % 12, 100 + i % 12));
        return Files.writeString(file, text);
    }

    private static void forecast(Path series, Path out) {
        Cli.Result result = Cli.run("forecast", "mlp", "--quiet", "--data", series, "--time", "Month", "--look-back", 6, "--steps", 2, "--epochs", 1, "--set", "hidden=4", "--test", 0, "--save", out);
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static void images(Path file) throws IOException {
        Path whole = Samples.images(file.resolveSibling("whole"));
        Files.copy(whole.resolve("train-labels-idx1-ubyte.gz"), file.resolveSibling("train-labels-idx1-ubyte.gz"));
        byte[] images = Samples.idxImages(40, 40);
        Files.write(file, file.toString().endsWith(".gz") ? gzip(images) : images);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static void cifar(Path file) throws IOException {
        byte[] records = new byte[4 * 3073];
        for (int i = 0; i < records.length; i++) records[i] = (byte) (i % 3073 == 0 ? i / 3073 % 2 : i * 31);
        Files.write(file, records);
        train("mlp", file.getParent(), file.resolveSibling("model.safetensors"), "--set", "hidden=2", "--epochs", 1);
    }

    /// The 256 bytes by the names that GPT-2 gave them.
    private static String byteVocabulary() {
        StringBuilder text = new StringBuilder();
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean shown = value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
            char letter = (char) (shown ? value : next++);
            text.append(value == 0 ? "" : ", ").append('"').append(letter == '"' || letter == '\\' ? "\\" : "").append(letter).append("\": ").append(value);
        }
        return text.toString();
    }

    private static byte[] tokenizer() {
        ByteBuffer bytes = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN).putInt(7);
        for (int token = 0; token < VOCABULARY; token++) {
            byte[] text = (token == 0 ? "<unk>" : token == 1 ? "\n<s>\n" : token == 2 ? "\n</s>\n" : String.format("<0x%02X>", token - 3)).getBytes(StandardCharsets.UTF_8);
            bytes.putFloat(-token).putInt(text.length).put(text);
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// The old form: seven numbers, then all weights in their order.
    private static byte[] llama() {
        int width = 4, hidden = 6, layers = 1, heads = 2, steps = 16, head = width / heads;
        int weights = VOCABULARY * width + layers * (2 * width + 4 * width * width + 3 * width * hidden) + width + steps * head;
        ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * weights).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(width).putInt(hidden).putInt(layers).putInt(heads).putInt(heads).putInt(VOCABULARY).putInt(steps);
        for (int i = 0; i < weights; i++) bytes.putFloat((i % 13 - 6) * 0.05f);
        return bytes.array();
    }

    private static void plugin(Path file) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            jar.write("Manifest-Version: 1.0\nImplementation-Title: nothing\n\n".getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new ZipEntry("META-INF/services/dev.lanewise.core.spi.ModelProvider"));
            jar.write("com.example.Missing\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
