package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A folder with everything that can be wrong with a file, and a few files that are right.
record BadFiles(Path folder) {

    /// Makes the files; what is right is trained for a moment.
    static BadFiles in(Path folder) throws IOException {
        BadFiles files = new BadFiles(folder);
        files.right();
        files.tables();
        files.texts();
        files.descriptions();
        files.binaries();
        files.imageFolders();
        return files;
    }

    Path path(String name) { return folder.resolve(name); }

    private void right() throws IOException {
        Samples.flowers(path("flowers.csv"));
        Samples.images(path("images"));
        write("numbers.csv", "a,b,y\n" + lines(30, i -> i + "," + i % 7 + "," + 2 * i));
        write("series.csv", "Month,sold,rain\n" + lines(60, i -> String.format("%d-%02d,%d,%d", 2000 + i / 12, 1 + i % 12, 100 + i % 12, i % 5)));
        write("text.txt", "the cat sat on the mat.\n".repeat(200));
        train("mlp", "flowers.csv", "flowers.safetensors", "--target", "kind", "--set", "hidden=4", "--epochs", 1);
        train("mlp", "numbers.csv", "numbers.safetensors", "--target", "y", "--set", "hidden=4", "--epochs", 1);
        train("mlp", "images", "images.safetensors", "--set", "hidden=4", "--epochs", 1);
        train("pca", "numbers.csv", "pca.safetensors");
        train("char-lm", "text.txt", "text.safetensors", "--set", "units=4", "--epochs", 1);
        assertThat(Cli.run("forecast", "mlp", "--data", path("series.csv"), "--time", "Month", "--look-back", 6, "--steps", 3, "--epochs", 1, "--set", "hidden=4", "--test", 0,
                "--save", path("series.safetensors")).code()).isZero();
    }

    private void train(String model, String data, String out, Object... more) {
        Object[] command = {"train", model, "--quiet", "--data", path(data), "--out", path(out)};
        Cli.Result result = Cli.run(Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray());
        assertThat(result.code()).as(result.err()).isZero();
    }

    private void tables() throws IOException {
        write("empty.csv", "");
        write("blank.csv", "\n\n\n");
        write("header.csv", "length,width,kind\n");
        write("one-row.csv", "length,width,kind\n1,2,small\n");
        write("ragged.csv", "length,width,kind\n1,2,small\n1,2\n");
        write("wide-row.csv", "length,width,kind\n1,2,small\n1,2,small,4\n");
        write("words.csv", "length,width,kind\n1,2,small\n1,n/k,large\n");
        write("nan.csv", "length,width,kind\n1,2,small\nNaN,1,large\n3,2,large\n");
        write("infinite.csv", "length,width,kind\n1,2,small\n1e999,1,large\n3,2,large\n");
        write("missing.csv", "length,width,kind\n1,2,small\n,1,large\n3,2,large\n");
        write("doubled.csv", "length,length,kind\n1,2,small\n3,1,large\n");
        write("quote.csv", "length,width,kind\n1,2,small\n1,\"2,large\n");
        write("one-class.csv", "length,width,kind\n" + lines(20, i -> i + ",1,small"));
        write("constant.csv", "a,b\n" + lines(20, _ -> "1,2"));
        write("only-target.csv", "kind\nsmall\nlarge\nsmall\n");
        write("narrow.csv", "length,kind\n1,small\n2,large\n");
        write("strange.csv", "length,width,kind\n1,2,huge\n");
        write("blind.csv", "length,width\n1,2\n");
        write("series-gap.csv", "Month,sold\n2000-01,1\n2000-02,2\n2000-04,3\n2000-05,4\n");
        write("series-back.csv", "Month,sold\n2000-03,1\n2000-02,2\n2000-01,3\n");
        write("series-twice.csv", "Month,sold\n2000-01,1\n2000-02,2\n2000-02,3\n");
        write("series-words.csv", "Month,sold\nJanuary,1\nsoon,2\nlater,3\n");
        write("series-short.csv", "Month,sold\n2000-01,1\n2000-02,2\n2000-03,3\n");
    }

    private void texts() throws IOException {
        write("empty.txt", "");
        write("short.txt", "ab");
        write("latin1.txt", "caf\u00e9 ol\u00e9\n".repeat(30).getBytes(StandardCharsets.ISO_8859_1));
        write("latin1.csv", "length,width,kind\n1,2,gro\u00df\n2,3,klein\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private void descriptions() throws IOException {
        write("empty.json", "");
        write("list.json", "[1, 2]");
        write("syntax.json", "{\"model\": \"mlp\",\n \"hidden\": [3}");
        write("cut.json", "{\"model\": \"mlp\",\n \"hidden\": [3");
        write("comma.json", "{\"model\": \"mlp\",\n \"hidden\": [3],\n}");
        write("twice.json", "{\"model\": \"mlp\",\n \"hidden\": [3],\n \"hidden\": [4]}");
        write("more.json", "{\"model\": \"mlp\"}\n{}");
        write("no-model.json", "{\"hidden\": [3]}");
        write("unknown-model.json", "{\n  \"model\": \"mpl\"\n}");
        write("unknown-key.json", "{\n  \"model\": \"mlp\",\n  \"hiden\": [3]\n}");
        write("wrong-type.json", "{\n  \"model\": \"mlp\",\n  \"hidden\": [3],\n  \"epochs\": \"many\"\n}");
        write("wrong-list.json", "{\n  \"model\": \"mlp\",\n  \"hidden\": [3, \"x\"]\n}");
        write("null.json", "{\n  \"model\": \"mlp\",\n  \"epochs\": null\n}");
        write("out-of-range.json", "{\n  \"model\": \"mlp\",\n  \"dropout\": 2\n}");
        write("model-number.json", "{\n  \"model\": 3\n}");
        write("huge-number.json", "{\n  \"model\": \"mlp\",\n  \"epochs\": 1e999\n}");
        write("unknown-layer.json", network("{\"layer\": \"input\", \"shape\": [2]},\n    {\"layer\": \"dens\", \"units\": 3}"));
        write("unknown-layer-key.json", network("{\"layer\": \"input\", \"shape\": [2]},\n    {\"layer\": \"dense\", \"unit\": 3}"));
        write("wrong-layer-type.json", network("{\"layer\": \"input\", \"shape\": [2]},\n    {\"layer\": \"dense\", \"units\": \"three\"}"));
        write("no-layer.json", network("{\"layer\": \"input\", \"shape\": [2]},\n    {\"units\": 3}"));
        write("misfit.json", network("{\"layer\": \"input\", \"shape\": [28, 28, 1]},\n    {\"layer\": \"dense\", \"units\": 3}"));
        write("no-input.json", network("{\"layer\": \"dense\", \"units\": 3}"));
        write("zero-units.json", network("{\"layer\": \"input\", \"shape\": [2]},\n    {\"layer\": \"dense\", \"units\": 0}"));
        write("deep.json", "{\"model\": " + "[".repeat(3000) + "]".repeat(3000) + "}");
    }

    private static String network(String layers) { return "{\n  \"model\": \"network\",\n  \"network\": {\"layer\": \"sequential\", \"layers\": [\n    " + layers + "\n  ]}\n}\n"; }

    private void binaries() throws IOException {
        Files.createDirectory(path("folder"));
        for (String ending : new String[] {"csv", "json", "safetensors", "txt", "png", "jar", "bin"}) write("rubbish." + ending, rubbish());
        byte[] model = Files.readAllBytes(path("flowers.safetensors"));
        write("empty.safetensors", "");
        write("cut.safetensors", Arrays.copyOf(model, model.length - 9));
        write("cut-header.safetensors", Arrays.copyOf(model, 100));
        write("long-header.safetensors", Samples.safetensors("{}", 10_000_000_000L, 0));
        write("foreign.safetensors", Samples.safetensors("{}", 2, 0));
        write("text.safetensors.txt", "no model");
        write("renamed.safetensors", "length,width,kind\n1,2,small\n");
        String text = new String(model, StandardCharsets.ISO_8859_1);
        write("absent.safetensors", text.replace("\\\"model\\\":\\\"mlp\\\"", "\\\"model\\\":\\\"rbf\\\"").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] rubbish() {
        byte[] bytes = new byte[3000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private void imageFolders() throws IOException {
        byte[] whole = Samples.idxImages(40, 40);
        Path cut = imagesWithout("images-cut");
        Files.write(cut.resolve("train-images-idx3-ubyte"), Arrays.copyOf(whole, whole.length - 5));
        Path magic = imagesWithout("images-magic");
        byte[] wrong = whole.clone();
        wrong[3] = 9;
        Files.write(magic.resolve("train-images-idx3-ubyte"), wrong);
        Path fewer = imagesWithout("images-fewer");
        Files.write(fewer.resolve("train-images-idx3-ubyte"), Samples.idxImages(30, 30));
        Path alone = imagesWithout("images-alone");
        Files.write(alone.resolve("train-images-idx3-ubyte"), whole);
        Files.delete(alone.resolve("train-labels-idx1-ubyte.gz"));
        Path zipped = imagesWithout("images-gzip");
        Files.write(zipped.resolve("train-images-idx3-ubyte.gz"), Arrays.copyOf(gzip(whole), 30));
        Files.createDirectories(path("pictures/dark"));
        Files.write(path("pictures/dark/broken.png"), rubbish());
    }

    private Path imagesWithout(String name) throws IOException {
        Path images = Samples.images(path(name));
        Files.delete(images.resolve("train-images-idx3-ubyte.gz"));
        return images;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String lines(int count, java.util.function.IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(line.apply(i)).append('\n');
        return text.toString();
    }

    private void write(String name, String text) throws IOException { write(name, text.getBytes(StandardCharsets.UTF_8)); }

    private void write(String name, byte[] bytes) throws IOException { Files.write(path(name), bytes); }

    /// What stands where, byte for byte: names to the content of files, in which directories have none.
    Map<String, String> contents() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                all.put(folder.relativize(path).toString(), Files.isDirectory(path) ? "directory" : Files.size(path) + " bytes, " + Arrays.hashCode(Files.readAllBytes(path)));
            }
        }
        return all;
    }
}
