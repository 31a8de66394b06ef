package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `compare` and `search`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChoosingCommandsTest {

    private Path folder;
    private Path flowers;

    @BeforeAll void thereAreFlowers(@TempDir Path temporary) throws IOException {
        folder = temporary;
        flowers = Samples.flowers(folder.resolve("flowers.csv"));
    }

    private Cli.Result run(String command, Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        System.arraycopy(new Object[] {"--data", flowers, "--target", "kind"}, 0, all, arguments.length + 1, 4);
        return Cli.run(all);
    }

    private static void refuses(Cli.Result result, int code, String sentence) {
        assertThat(result.err()).contains(sentence);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    @Test void modelsAreComparedOnTheSameFolds() {
        Cli.Result result = run("compare", "lda", "logistic-regression", "--folds", 3);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines().getFirst()).matches("model +accuracy +low +high +minus best +from +to +fit seconds");
        assertThat(result.lines()).hasSize(5);
        assertThat(result.lines().getLast()).startsWith("The best is ");
    }

    @Test void aComparisonIsForProgramsToo() {
        assertThat(run("compare", "lda", "--folds", 3, "--json").out()).contains("\"models\"").contains("\"minus best\" : 0");
        assertThat(run("compare", "lda", "--folds", 3, "--csv").lines()).hasSize(2);
    }

    @Test void whatIsTriedIsJudgedAndTheBestIsLearned() {
        Path best = folder.resolve("best.safetensors");

        Cli.Result result = run("search", "logistic-regression", "--try", "C=0.001", "--try", "C=10", "--folds", 3, "--out", best);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines().get(1)).startsWith("10.0");
        assertThat(result.lines().getLast()).startsWith("Best: C=10.0, accuracy ").endsWith("judge it by other data");
        assertThat(Cli.run("summary", best).out()).contains("logistic-regression");
    }

    @Test void combinationsAreDrawn() {
        Cli.Result result = run("search", "logistic-regression", "--between-log", "C=1e-3..1e3", "--try", "intercept=true", "--try", "intercept=false", "--draws", 5, "--folds", 3, "--csv");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines()).hasSize(6);
    }

    @Test void theOptionsOfAStepAreTried() throws IOException {
        Path file = Files.writeString(folder.resolve("pipe.json"), "{\"model\": \"pipeline\", \"steps\": [{\"model\": \"standard-scaler\"}, {\"model\": \"logistic-regression\", \"C\": 1}]}");

        Cli.Result result = run("search", file, "--try", "steps.1.C=0.01", "--try", "steps.1.C=1", "--folds", 3);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test void nothingToTry() { refuses(run("search", "lda"), 2, "search: expected something to try"); }

    @Test void aRangeWithoutDraws() { refuses(run("search", "logistic-regression", "--between", "C=1..2"), 2, "expected --draws N with --between"); }

    @Test void aRangeThatIsNone() { refuses(run("search", "logistic-regression", "--between", "C=1-2", "--draws", 2), 2, "expected KEY=LOW..HIGH with two numbers, but got 'C=1-2'"); }

    @Test void anUnknownOptionToTry() { refuses(run("search", "logistic-regression", "--try", "D=1"), 2, "No option of logistic-regression is named 'D'"); }

    @Test void aTryWithoutAValue() { refuses(run("search", "logistic-regression", "--try", "C"), 2, "--try: expected KEY=VALUE, but got 'C'"); }

    @Test void anUnknownModelToCompare() { refuses(run("compare", "lda", "qad"), 2, "No model is named 'qad'"); }

    @Test void aModelTwice() { refuses(run("compare", "lda", "lda"), 2, "compare: expected different models, but got 'lda' twice"); }

    @Test void anUnknownFigure() { refuses(run("compare", "lda", "--highest", "beauty"), 2, "No figure is named 'beauty'"); }

    @Test void tooManyFolds() { refuses(run("compare", "lda", "--folds", 100_000), 1, "Stratified folds: expected"); }
}
