package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test void theReadmeShowsTheFirstNetworkAsItStands() throws IOException {
        String program = Files.readString(ROOT.resolve("examples/FirstNetwork.java"));

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + program + "```");
    }

    private String run(String example) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ROOT.resolve("examples").resolve(example).toString()))
                .directory(directory.toFile()).redirectError(directory.resolve("errors").toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(directory.resolve("errors"))).isZero();
        return printed;
    }
}
