package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--report` of the commands that have it.
class ReportOptionTest {

    @TempDir private Path folder;

    private String page(Object... arguments) throws IOException {
        Cli.Result result = Cli.run(arguments);

        assertThat(result.code()).as(result.err()).isZero();
        String page = Files.readString(folder.resolve("report").resolve("report.html"));
        assertThat(page).contains("Where it comes from", "Lanewise ", "hash of the training data").endsWith("</html>\n");
        return page;
    }

    @Test void trainTellsOfItsCourseItsDoctorAndItsOptions() throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv")), model = folder.resolve("a model.safetensors"), twin = folder.resolve("twin.safetensors");

        String page = page("train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=4", "--set", "validate=stratified", "--epochs", 3, "--out", model, "--report", folder.resolve("report"));

        assertThat(page).contains("How training went", "What the doctor says", "Receiver operating characteristic", "hidden", "The network", "judged by what it learned from",
                "lanewise train mlp --data " + flowers + " --target kind --set hidden=4 --set validate=stratified --epochs 3 --out '" + model + "' --report " + folder.resolve("report") + "</pre>");
        assertThat(Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=4", "--set", "validate=stratified", "--epochs", 3, "--out", twin).code()).isZero();
        assertThat(twin).hasSameBinaryContentAs(model);
    }

    @Test void evaluateShowsMistakesAsPictures() throws IOException {
        Path model = folder.resolve("digits.safetensors");
        assertThat(Cli.run("train", "mlp", "--set", "hidden=2", "--epochs", 1, "--data", Samples.images(folder.resolve("images")), "--out", model).code()).isZero();

        assertThat(page("evaluate", model, "--data", folder.resolve("images"), "--report", folder.resolve("report"))).contains("How well each class is found", "area under the curve", "Mistakes", "hash of the samples that judge");
    }

    @Test void labelsAreNeverMarkup() throws IOException {
        String rows = IntStream.range(0, 30).mapToObj(i -> i + "," + i * i % 7 + "," + (i % 2 == 0 ? "<script>alert(1)</script>" : "\"a \"\"b\"\" & c\"")).collect(Collectors.joining("\n", "<i>x</i>,y,kind\n", "\n"));
        Path data = Files.writeString(folder.resolve("labels.csv"), rows);

        String page = page("train", "logistic-regression", "--data", data, "--target", "kind", "--out", folder.resolve("m.safetensors"), "--report", folder.resolve("report"));

        assertThat(page).doesNotContain("<script", "<i>").contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a &quot;b&quot; &amp; c");
    }

    @Test void reduceDrawsAxes() throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv"));

        assertThat(page("reduce", "pca", "--data", flowers, "--target", "kind", "--components", 2, "--report", folder.resolve("report"))).contains("of the variance", "What each axis holds", "features as arrows", "What is known of each axis");
    }

    @Test void forecastStandsBesideBaselines() throws IOException {
        String rows = IntStream.range(0, 80).mapToObj(i -> Double.toString(Math.sin(i / 3.0) + 0.1 * (i * 7 % 5))).collect(Collectors.joining("\n", "y\n", "\n"));
        Path data = Files.writeString(folder.resolve("series.csv"), rows);

        String page = page("forecast", "linear-regression", "--data", data, "--look-back", 6, "--steps", 4, "--report", folder.resolve("report"));

        assertThat(page).contains("the next 4 steps", "persistence", "steps ahead");
    }

    @Test void networksThatGoStepByStepShowTheirGates() throws IOException {
        Path model = folder.resolve("m.safetensors"), images = Samples.images(folder.resolve("images"));

        assertThat(page("train", "lstm", "--set", "units=3", "--epochs", 1, "--data", images, "--out", model, "--report", folder.resolve("report"))).contains("Gates and states, step by step", "how much of the state c is kept");
        assertThat(page("evaluate", model, "--data", images, "--report", folder.resolve("report"))).contains("Gates and states, step by step");
        assertThat(page("train", "gru", "--set", "units=3", "--epochs", 1, "--data", images, "--out", folder.resolve("g.safetensors"), "--report", folder.resolve("report"))).contains("instead of the candidate");
    }

    @Test void networksThatLookAroundShowWhere() throws IOException {
        Path model = folder.resolve("m.safetensors"), images = Samples.images(folder.resolve("images"));

        String page = page("train", "transformer-classifier", "--set", "dimension=8", "--set", "heads=2", "--set", "blocks=2", "--epochs", 1, "--data", images, "--out", model, "--report", folder.resolve("report"));

        assertThat(page).contains("Where it looks", "The picture in which it looks: the first sample.", "attention 1, the first sample", "attention 2, the first sample", "one map for each head");
        assertThat(page("evaluate", model, "--data", images, "--report", folder.resolve("report"))).contains("Where it looks");
    }

    @Test void modelsOfTextsShowTheirCourseAndWhatTheyWrite() throws IOException {
        Path tales = Files.writeString(folder.resolve("tales.txt"), "Once upon a time there was a fox.\n".repeat(60));

        String writer = page("train", "char-lm", "--set", "units=4", "--set", "chunk=16", "--epochs", 2, "--data", tales, "--out", folder.resolve("c.safetensors"), "--report", folder.resolve("report"));
        String gpt = page("train", "gpt", "--set", "dimension=8", "--set", "heads=2", "--set", "blocks=1", "--set", "chunk=16", "--epochs", 2, "--data", tales, "--out", folder.resolve("g.safetensors"), "--report", folder.resolve("report"));

        assertThat(writer).contains("How training went", "The mean loss of each epoch", "perplexity", "What it writes", "Once upon a time", "Gates and states, step by step", "judged by what it learned from");
        assertThat(gpt).contains("How training went", "What it writes", "Where it looks", "Block 1 of 1");
        assertThat(page("evaluate", folder.resolve("g.safetensors"), "--data", tales, "--report", folder.resolve("report"))).contains("What it writes", "Where it looks");
    }

    @Test void translationsStandBesideWhatTheyShouldBe() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), IntStream.range(0, 40).mapToObj(i -> i % 10 + " and " + i / 10 + "\t" + i % 10 + "+" + i / 10).collect(Collectors.joining("\n")));

        String page = page("train", "seq2seq", "--set", "units=4", "--epochs", 2, "--data", pairs, "--out", folder.resolve("s.safetensors"), "--report", folder.resolve("report"));

        assertThat(page).contains("How training went", "bleu", "should become", "3 and 0", "3+0", "the more it looked there");
    }

    @Test void nothingIsLeftOfAFailure() throws IOException {
        Path flowers = Samples.flowers(folder.resolve("flowers.csv"));

        assertThat(Cli.run("reduce", "pca", "--data", flowers, "--target", "kind", "--components", 7, "--report", folder.resolve("report")).code()).isNotZero();
        assertThat(folder.resolve("report")).doesNotExist();
    }
}
