package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `models`, `doctor`, `demo`, `reduce` and help.
class TellingCommandsTest {

    @Test void modelsAreGroupedByFamily() {
        Cli.Result result = Cli.run("models");

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsSubsequence("dense networks\n", "  mlp ", "reduction\n", "  pca ", "layers", "dense, ");
    }

    @Test void modelsPrintsOptionsOfAModel() {
        Cli.Result result = Cli.run("models", "mlp");

        assertThat(result.out()).contains("mlp (dense networks): A multilayer perceptron").containsPattern("\nhidden +The widths of the hidden layers\\.\n +integers: each ≥ 1; 256 unless set");
    }

    @Test void modelsPrintsOptionsOfALayer() {
        assertThat(Cli.run("models", "dense").out()).contains("dense (layer)", "units", "must be set");
        assertThat(Cli.run("models", "flatten").out()).contains("It has no options.");
    }

    @Test void modelsPrintsOptionsOfOptimizersAndSchedules() {
        assertThat(Cli.run("models", "adam").out()).startsWith("adam (optimizer), in JSON {\"optimizer\": \"adam\", …}").containsPattern("\nepsilon .+\\.\n +number: ≥ 0; 1e-8 unless set");
        assertThat(Cli.run("models", "plateau").out()).startsWith("plateau (schedule)").contains("How many epochs in a row may be no better.", "integer: ≥ 0; 10 unless set");
        assertThat(Cli.run("models", "scaled-rate").out()).contains("must be set");
        assertThat(Options.parseJson(Cli.run("models", "--json").out(), "output").value("schedules").orElseThrow().toString()).contains("cosine");
    }

    @Test void modelsTellsOfAModelAndOfALayerOfOneName() {
        assertThat(Cli.run("models", "lstm").out()).containsSubsequence("lstm (recurrent networks): ", "lstm (layer)", "forgetBias");
    }

    @Test void modelsPrintsJsonAndCsv() {
        assertThat(Options.parseJson(Cli.run("models", "--json").out(), "output").list("models")).isNotEmpty();
        assertThat(Options.parseJson(Cli.run("models", "pca", "--json").out(), "output").list("options").getFirst().text("option")).isEqualTo("components");
        assertThat(Cli.run("models", "--csv").lines().getFirst()).isEqualTo("name,family,summary");
        assertThat(Cli.run("models", "dense", "--csv").lines().getFirst()).isEqualTo("option,type,default,range,meaning");
    }

    @Test void doctorTellsKernelsAndSpeed() {
        Cli.Result result = Cli.run("doctor", "--threads", 1);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Java ", "vectors ", "kernels scalar", "threads", "GFLOP/s float32, 1 thread", "GFLOP/s float64, 1 thread", "chosen: ");
    }

    @Test void doctorMeasuresTheKernelsItIsTold() {
        Options facts = Options.parseJson(Cli.run("doctor", "--kernels", "scalar", "--threads", 1, "--json").out(), "output");

        assertThat(facts.text("kernels scalar")).startsWith("chosen");
        assertThat(facts.text("vectors")).startsWith("none");
    }

    @Test void reducePrintsThePublishedVariances() {
        Cli.Result result = Cli.run("reduce", "pca", "--data", "students");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines().getFirst()).isEqualTo("component  variance   ratio  cumulative");
        assertThat(result.lines().get(1)).contains("153.4530", "0.8126");
    }

    @Test void reduceKeepsAShareOfTheVariance() {
        Options result = Options.parseJson(Cli.run("reduce", "pca", "--data", "students", "--components", 0.95, "--json").out(), "output");

        assertThat(result.list("components")).hasSize(2);
    }

    @Test void reduceWritesRowsOrAModel(@TempDir Path folder) throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv")), rows = folder.resolve("rows.csv"), model = folder.resolve("pca.safetensors");

        Cli.Result first = Cli.run("reduce", "pca", "--data", flowers, "--drop", "kind", "--components", 1, "--out", rows);
        Cli.Result second = Cli.run("reduce", "pca", "--data", flowers, "--drop", "kind", "--components", 1, "--out", model);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(Files.readAllLines(rows)).hasSize(91);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(Cli.run("predict", model, "--data", flowers).out()).isEqualTo(Files.readString(rows));
    }

    @Test void reduceTakesOneClass(@TempDir Path folder) throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv")), rows = folder.resolve("rows.csv");

        Cli.Result result = Cli.run("reduce", "pca", "--data", flowers, "--target", "kind", "--only", "small", "--components", 1, "--out", rows, "--pictures", folder);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEqualTo(rows + ": 30 rows of 1 component\n" + folder + ": scree, pairs as .png and .svg\n");
        assertThat(Files.readAllLines(rows)).hasSize(31);
    }

    @Test void reduceDrawsATable(@TempDir Path folder) throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv")), pictures = folder.resolve("pictures");

        Cli.Result result = Cli.run("reduce", "pca", "--data", flowers, "--target", "kind", "--pictures", pictures);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEqualTo(pictures + ": scree, pairs, biplot as .png and .svg\n");
        assertThat(pictures.toFile().list()).containsExactlyInAnyOrder("scree.png", "scree.svg", "pairs.png", "pairs.svg", "biplot.png", "biplot.svg");
        assertThat(Files.lines(pictures.resolve("pairs.svg")).filter(line -> line.contains(">pca: 90 samples, ellipses for 95 % of each class<"))).hasSize(1);
        assertThat(Files.lines(pictures.resolve("pairs.svg")).filter(line -> line.contains(">large<"))).hasSize(1);
    }

    @Test void reduceDrawsImages(@TempDir Path folder) throws IOException {
        Path images = Samples.images(folder.resolve("images")), pictures = Files.createDirectory(folder.resolve("pictures"));

        Cli.Result result = Cli.run("reduce", "pca", "--data", images, "--components", 3, "--pictures", pictures);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEqualTo(pictures + ": scree, pairs, axes, reconstructions as .png and .svg\n");
        assertThat(Files.lines(pictures.resolve("reconstructions.svg")).filter(line -> line.contains(">from 3 axes: 0.0 % of the squared brightness is lost<"))).hasSize(1);
        assertThat(pictures.resolve("axes.png")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "explain", "reduce", "models", "summary", "doctor", "demo"})
    void everyCommandHelps(String command) {
        Cli.Result result = Cli.run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: lanewise " + command);
    }

    @Test void versionIsANumber() {
        assertThat(Cli.run("--version").out()).matches("lanewise \\d+\\.\\d+.* on Java \\d+.*\\s+");
    }

    @Test void withoutACommandUsageIsShown() {
        Cli.Result result = Cli.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Usage: lanewise", "train", "doctor");
    }
}
