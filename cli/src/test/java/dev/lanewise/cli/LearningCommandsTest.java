package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `train`, `evaluate`, `predict` and `summary` on small files.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearningCommandsTest {

    private Path folder;
    private Path flowers;
    private Path model;

    @BeforeAll void aModelOfFlowersIsTrained(@TempDir Path temporary) throws IOException {
        folder = temporary;
        flowers = Samples.flowers(folder.resolve("flowers.csv"));
        model = folder.resolve("flowers.safetensors");

        Cli.Result trained = Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=8", "--set", "learning-rate=0.02", "--epochs", 30, "--out", model);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).startsWith(model + ": mlp trained on 90 samples in ");
        assertThat(trained.err()).startsWith("Training mlp on 90 rows with 2 features from ");
    }

    @Test void evaluatePrintsFiguresForPeople() {
        Cli.Result result = Cli.run("evaluate", model, "--data", flowers);

        assertThat(result.code()).isZero();
        assertThat(result.lines().getFirst()).matches("samples +90");
        assertThat(result.out()).containsPattern("accuracy +(1|0\\.9)");
        assertThat(result.err()).isEmpty();
    }

    @Test void aPerceptronSaysWhatNoHyperplaneTellsApart() throws IOException {
        Path xor = Files.writeString(folder.resolve("xor.csv"), "a,b,out\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");

        Cli.Result trained = Cli.run("train", "perceptron", "--data", xor, "--target", "out", "--out", folder.resolve("xor.safetensors"));

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("NOT_LINEARLY_SEPARABLE after ").contains("No hyperplane tells the classes apart");
        assertThat(Cli.run("evaluate", folder.resolve("xor.safetensors"), "--data", xor).out()).contains("accuracy");
    }

    @Test void aPipelineInAFileIsTrainedLikeAnyModel() throws IOException {
        Path recipe = Files.writeString(folder.resolve("pipeline.json"),
                "{\"model\": \"pipeline\", \"steps\": [{\"model\": \"standard-scaler\"}, {\"model\": \"logistic-regression\", \"C\": 10}]}");
        Path learned = folder.resolve("pipeline.safetensors");

        assertThat(Cli.run("train", recipe, "--data", flowers, "--target", "kind", "--out", learned).code()).isZero();
        assertThat(Cli.run("evaluate", learned, "--data", flowers).out()).containsPattern("accuracy +1");
        assertThat(Cli.run("predict", learned, "--data", flowers, "--csv").out()).startsWith("class,probability,p(large)");
    }

    @Test void evaluatePrintsJsonForPipes() {
        Cli.Result result = Cli.run("evaluate", model, "--data", flowers, "--json");

        Options figures = Options.parseJson(result.out(), "output");
        assertThat(figures.integer("samples")).isEqualTo(90);
        assertThat(figures.number("accuracy")).isGreaterThan(0.9);
    }

    @Test void evaluateTellsWhichClassesAreTakenForWhich() {
        Cli.Result text = Cli.run("evaluate", model, "--data", flowers), json = Cli.run("evaluate", model, "--data", flowers, "--json");
        Options said = Options.parseJson(json.out(), "output");

        assertThat(text.out()).containsSubsequence("class   precision", "large", "middle", "small", "true ↓ predicted →  large  middle  small\n", "large ", "middle", "small");
        assertThat(said.list("classes")).hasSize(3).allSatisfy(each -> assertThat(each.integer("samples")).isEqualTo(30));
        assertThat((java.util.List<?>) said.value("confusion").orElseThrow()).hasSize(3);
    }

    @Test void aLossWithOptionsIsTrainedAndRead() {
        Path out = folder.resolve("smoothed.safetensors");

        Cli.Result trained = Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--epochs", 2, "--set", "loss={\"loss\": \"cross-entropy\", \"smoothing\": 0.1}", "--out", out);
        Cli.Result judged = Cli.run("evaluate", out, "--data", flowers, "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Options.parseJson(judged.out(), "output").number("loss")).isPositive();
        assertThat(Cli.run("models", "huber").out()).startsWith("huber (loss)").contains("delta");
    }

    @Test void evaluatePrintsCsvForPipes() {
        Cli.Result result = Cli.run("evaluate", model, "--data", flowers, "--csv");

        assertThat(result.lines()).hasSize(2);
        assertThat(result.lines().getFirst()).startsWith("samples,accuracy,loss");
    }

    @Test void trainDiagnosesAndLearnsTheSame() throws IOException {
        Path alone = folder.resolve("alone.safetensors"), watched = folder.resolve("watched.safetensors");
        Object[] arguments = {"train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=8", "--set", "learning-rate=0.02", "--epochs", 5, "--out"};

        Cli.run(with(arguments, alone));
        Cli.Result result = Cli.run(with(arguments, watched, "--diagnose"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines().getFirst()).startsWith("Diagnosis: ");
        assertThat(result.out()).contains("gradient of the loss by it", "Dense(8, relu)").contains(watched + ": mlp trained on 90 samples in ");
        assertThat(watched).hasSameBinaryContentAs(alone);
    }

    @Test void onlyNetworksAreDiagnosed() {
        Cli.Result result = Cli.run("train", "pca", "--data", "students", "--diagnose", "--out", folder.resolve("pca.safetensors"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("train: expected a network with --diagnose");
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more)).toArray();
    }

    @Test void predictPrintsOneRowASample() {
        Cli.Result result = Cli.run("predict", model, "--data", flowers);

        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSize(91);
        assertThat(result.lines().getFirst()).isEqualTo("class,probability,p(large),p(middle),p(small)");
        assertThat(result.lines().get(1)).startsWith("small,");
    }

    /// Four plain words are understood without reading what else there could be.
    @Test void predictSaysTheSameInWhateverOrderItIsAsked() {
        Cli.Result plain = Cli.run("predict", model, "--data", flowers), other = Cli.run("predict", "--data", flowers, model);

        assertThat(plain).isEqualTo(other);
        assertThat(Cli.run("predict", "none.safetensors", "--data", flowers)).isEqualTo(Cli.run("predict", "--data", flowers, "none.safetensors"));
    }

    @Test void predictPrintsJson() {
        Cli.Result result = Cli.run("predict", model, "--data", flowers, "--json");

        assertThat(Options.parseJson(result.out(), "output").list("predictions")).hasSize(90);
    }

    @Test void predictWritesAFile() throws IOException {
        Path said = folder.resolve("said.csv");

        Cli.Result result = Cli.run("predict", model, "--data", flowers, "--out", said);

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(said)).isEqualTo(Cli.run("predict", model, "--data", flowers).out());
    }

    @Test void columnsAreFoundByTheirNames() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "colour,width,length\nred,2,6\n");

        assertThat(Cli.run("predict", model, "--data", other).lines().get(1)).startsWith("large,");
    }

    @Test void theSameSeedGivesTheSameFileWithAnyNumberOfThreads() throws IOException {
        Path one = folder.resolve("one.safetensors"), two = folder.resolve("two.safetensors");

        for (Path file : new Path[] {one, two}) {
            int threads = file.equals(one) ? 1 : 2;
            Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--epochs", 2, "--seed", 7, "--threads", threads, "--out", file);
        }

        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test void picturesAreLearnedByTheirFoldersAndOneIsTold() throws IOException {
        Path pictures = Samples.pictures(folder.resolve("shades")), out = folder.resolve("shades.safetensors");

        Cli.Result trained = Cli.run("train", "cnn", "--data", pictures, "--epochs", 8, "--set", "architecture=tiny", "--set", "batch-size=4", "--out", out);
        Cli.Result judged = Cli.run("evaluate", out, "--data", pictures, "--json"), told = Cli.run("predict", out, "--data", pictures.resolve("dark/3.png"));
        Cli.Result explained = Cli.run("explain", out, "--data", pictures.resolve("dark/3.png"), "--out", folder.resolve("explained"));
        Files.delete(pictures.resolve("light/broken.png"));
        Cli.Result drawn = Cli.run("evaluate", out, "--data", pictures, "--picture", folder.resolve("confusion.png"));

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("Training cnn on 24 pictures [8, 8, 1] of 2 classes from " + pictures + "; 1 broken picture was left out, the first one: ");
        assertThat(judged.code()).isEqualTo(Main.FAILED);
        assertThat(judged.err()).contains("broken.png: expected a picture as PNG, JPEG or GIF, but it is none of them");
        assertThat(told.lines().getFirst()).isEqualTo("file,class,probability,p(dark),p(light)");
        assertThat(told.lines().get(1)).startsWith("3.png,dark,");
        assertThat(explained.out()).contains("Drawn: " + folder.resolve("explained") + ": filters, first-maps, last-maps, grad-cam, hires-cam, occlusion, patches");
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(folder.resolve("confusion.png")).isNotEmptyFile();
    }

    /// Two ways through a graph that meet, of which the last one gives maps.
    @Test void aGraphIsExplainedLikeLayersOneBehindTheOther() throws IOException {
        Path out = folder.resolve("graph.safetensors"), network = Files.writeString(folder.resolve("graph.json"), """
                {"model": "network", "epochs": 1, "network": {"layer": "graph", "sources": [{"layer": "input", "shape": [6, 6, 1]}], "steps": [
                  {"layer": {"layer": "conv2d", "filters": 3, "window": {"kernel": 3}, "activation": "relu"}, "from": [0]},
                  {"layer": {"layer": "conv2d", "filters": 2, "window": {"kernel": 3}}, "from": [0]},
                  {"layer": {"layer": "concatenate"}, "from": [1, 2]},
                  {"layer": {"layer": "flatten"}, "from": [3]},
                  {"layer": {"layer": "dense", "units": 10}, "from": [4]}]}}
                """);
        assertThat(Cli.run("train", network, "--data", Samples.images(folder.resolve("images")), "--out", out)).satisfies(trained -> assertThat(trained.code()).as(trained.err()).isZero());

        Cli.Result explained = Cli.run("explain", out, "--data", folder.resolve("images"), "--out", folder.resolve("explained"));

        assertThat(explained.out()).as(explained.err()).contains("filters, first-maps, last-maps, grad-cam, hires-cam, occlusion, patches");
        assertThat(folder.resolve("explained").resolve("grad-cam.png")).isNotEmptyFile();
    }

    @Test void networksThatGoStepByStepAreExplainedByTheirGatesAndHeads() throws IOException {
        Path images = Samples.images(folder.resolve("images")), gates = folder.resolve("gru.safetensors"), heads = folder.resolve("transformer.safetensors");
        assertThat(Cli.run("train", "gru", "--set", "units=3,2", "--epochs", 1, "--data", images, "--out", gates).code()).isZero();
        assertThat(Cli.run("train", "transformer-classifier", "--set", "dimension=8", "--set", "heads=2", "--set", "blocks=2", "--epochs", 1, "--data", images, "--out", heads).code()).isZero();

        assertThat(Cli.run("explain", gates, "--data", images, "--out", folder.resolve("one")).out()).contains("Drawn: " + folder.resolve("one") + ": gates-2, gates-3");
        assertThat(Cli.run("explain", heads, "--data", images, "--out", folder.resolve("two")).out()).contains("Drawn: " + folder.resolve("two") + ": attention-4-1, attention-4-2");
        assertThat(folder.resolve("one").resolve("gates-3.svg")).isNotEmptyFile();
    }

    @Test void imagesAreLearnedAndJudgedByTheirTestPart() throws IOException {
        Path images = Samples.images(folder.resolve("images")), out = folder.resolve("images.safetensors");

        Cli.Result trained = Cli.run("train", "mlp", "--data", images, "--epochs", 5, "--out", out);
        Cli.Result judged = Cli.run("evaluate", out, "--data", images, "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Options.parseJson(judged.out(), "output").integer("samples")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lda", "qda", "subspace", "learning-subspace", "difference-subspace"})
    void linearMethodsReadClassesByTheSameVerbs(String name) {
        Path out = folder.resolve(name + ".safetensors");
        String setting = name.endsWith("da") ? "priors=0.3,0.3,0.4" : "dimensions=1";

        Cli.Result trained = Cli.run("train", name, "--data", flowers, "--target", "kind", "--set", setting, "--out", out);
        Cli.Result judged = Cli.run("evaluate", out, "--data", flowers, "--json"), said = Cli.run("predict", out, "--data", flowers);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).startsWith(out + ": " + name + " trained on 90 samples in ");
        assertThat(Options.parseJson(judged.out(), "output").number("accuracy")).isGreaterThan(0.3);
        assertThat(said.lines()).hasSize(91).first().asString().startsWith("class,");
        assertThat(Cli.run("summary", out).out()).contains("model     " + name, "predicts  kind: large, middle, small");
        assertThat(Cli.run("models", name).out()).startsWith(name + " (reduction): ").contains(setting.replaceAll("=.*", ""));
    }

    @Test void linearMethodsReadImages() throws IOException {
        Path images = Samples.images(folder.resolve("linear")), out = folder.resolve("linear.safetensors");

        Cli.Result trained = Cli.run("train", "subspace", "--data", images, "--set", "dimensions=1", "--out", out);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Options.parseJson(Cli.run("evaluate", out, "--data", images, "--json").out(), "output").number("accuracy")).isEqualTo(1);
    }

    @Test void aFileDescribesAModel() throws IOException {
        Path net = Files.writeString(folder.resolve("net.json"), """
                {"model": "network", "epochs": 2, "network": {"layer": "sequential", "layers": [
                  {"layer": "input", "shape": [2]}, {"layer": "dense", "units": 4, "activation": "tanh"}, {"layer": "dense", "units": 3}]}}""");
        Path out = folder.resolve("net.safetensors");

        Cli.Result summary = Cli.run("summary", net);
        Cli.Result trained = Cli.run("train", net, "--data", flowers, "--target", "kind", "--out", out);

        assertThat(summary.out()).contains("Dense(4, tanh)").contains("27 parameters");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Cli.run("summary", out).out()).contains("Dense(4, tanh)").contains("seed      42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits.json", "digits-cnn.json"})
    void theExamplesDescribeNetworks(String example) {
        Cli.Result result = Cli.run("summary", Path.of("..", "examples", example));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("-> [batch, 10]");
    }

    @Test void settingsWinOverTheFile() throws IOException {
        Path net = Files.writeString(folder.resolve("mlp.json"), "{\"model\": \"mlp\", \"hidden\": [4]}");

        Cli.Result summary = Cli.run("summary", net, "--set", "hidden=5,6", "--data", flowers, "--target", "kind");

        assertThat(summary.out()).contains("Dense(5, relu)").contains("Dense(6, relu)");
    }

    @Test void summaryTellsWhereAModelCameFrom() {
        Cli.Result result = Cli.run("summary", model);

        assertThat(result.out()).contains("model     mlp", "samples   90", "takes     length, width", "predicts  kind: large, middle, small", "Dense(8, relu)");
        assertThat(Options.parseJson(Cli.run("summary", model, "--json").out(), "output").text("takes")).isEqualTo("length, width");
    }

    @Test void quietTellsOnlyResults() {
        Cli.Result result = Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--epochs", 1, "--quiet", "--out", folder.resolve("quiet.safetensors"));

        assertThat(result.err()).isEmpty();
    }
}
