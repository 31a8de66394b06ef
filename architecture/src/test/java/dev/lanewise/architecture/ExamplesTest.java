package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The programs of `examples/` run as they stand, and the README shows what they are.
class ExamplesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir Path directory;

    @Test void theFirstNetworkLearnsDigitsAndSavesItself() throws Exception {
        String printed = run("FirstNetwork.java");

        assertThat(printed).contains("Dense(128, relu)        -> [batch, 128]            100,480 parameters");
        assertThat(printed.lines().toList().getLast()).matches("accuracy 0\\.9\\d+, loss \\d\\.\\d+, balanced-accuracy 0\\.9\\d+ over 1,000 samples");
        assertThat(directory.resolve("digits.safetensors")).isNotEmptyFile();
    }

    @Test void thePrincipalAxesOfTheStudentsAreThePublishedOnes() throws Exception {
        assertThat(run("PrincipalAxes.java")).startsWith("PCA: 3 features -> 2 components, 98.0 % of the variance").contains("0.540070   0.602368   0.587773");
    }

    @Test void theAxesOfATableKeepItsVariance() throws Exception {
        TinyData.iris(directory.resolve("iris.csv"));

        assertThat(run("Iris.java")).startsWith("PCA: 4 features -> 2 components, ").contains("Matrix[60 × 2]");
    }

    @Test void aConvolutionalNetworkReadsTheFilesOfMnist() throws Exception {
        TinyData.mnist(directory.resolve("mnist"), 300, 100);

        String printed = run("DigitsCNN.java");

        assertThat(printed).contains("Conv2D(32, 3×3, relu)   -> [batch, 26, 26, 32]          320 parameters").contains("total 34,826 parameters, 139,304 bytes as float32").contains("accuracy 0.").contains("over 100 samples");
        assertThat(directory.resolve("digits.safetensors")).isNotEmptyFile();
    }

    @Test void aForecastStandsBesideWhatItHasToBeat() throws Exception {
        TinyData.oil(directory.resolve("ETTh1.csv"), 400);

        assertThat(run("Oil.java")).contains("persistence").contains("linear").contains("2016-07-17 16:00");
    }

    @Test void aTransformerWritesOn() throws Exception {
        Files.writeString(directory.resolve("shakespeare.txt"), "ROMEO: But, soft! what light through yonder window breaks?\nJULIET: O Romeo, Romeo! wherefore art thou Romeo?\n".repeat(20));

        assertThat(run("Plays.java")).startsWith("ROMEO:").hasSizeGreaterThan(400);
        assertThat(directory.resolve("plays.safetensors")).isNotEmptyFile();
    }

    @ParameterizedTest @ValueSource(strings = {"FirstNetwork", "Iris", "DigitsCNN", "Oil", "Plays"})
    void theReadmeShowsTheProgramsAsTheyStand(String program) throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + Files.readString(ROOT.resolve("examples").resolve(program + ".java")) + "```");
    }

    /// One import of one module, on the module path: what `lanewise run` does.
    private String run(String example) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dstdout.encoding=UTF-8", "--module-path", classPath, "--add-modules", "dev.lanewise",
                ROOT.resolve("examples").resolve(example).toString()))
                .directory(directory.toFile()).redirectError(directory.resolve("errors").toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(directory.resolve("errors"))).isZero();
        return printed;
    }
}
