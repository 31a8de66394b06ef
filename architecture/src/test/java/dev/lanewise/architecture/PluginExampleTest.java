package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// `examples/plugin-rbf`, a project of somebody else: its contracts hold, and its jar works on the command line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginExampleTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("plugin-rbf");
    private static final String CLASS_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String NETWORK = """
            {"model": "network", "epochs": 30, "network": {"layer": "sequential", "layers": [
                {"layer": "input", "shape": [2]}, {"layer": "rbf", "units": 8}, {"layer": "dense", "units": 2}]}}""";

    private Path directory;
    private Path jar;
    private Path data;

    /// What a command left behind.
    private record Result(int code, String out, String err) { }

    @BeforeAll void thePluginIsMade(@TempDir Path temporary) throws IOException {
        directory = temporary;
        PluginJar maker = new PluginJar(directory);
        Path classes = maker.compile("plugin", CLASS_PATH, PluginJar.filesIn(PROJECT.resolve("src/main/java")));
        jar = new PluginJar(Files.createDirectory(directory.resolve("plugins"))).jar("plugin-rbf-1.0", List.of(classes, PROJECT.resolve("src/main/resources")), Map.of());
        data = directory.resolve("rings.csv");
        StringBuilder rows = new StringBuilder("x,y,ring\n");
        for (int i = 0; i < 80; i++) rows.append(Math.cos(i) * (1 + 2 * (i % 2))).append(',').append(Math.sin(i) * (1 + 2 * (i % 2))).append(',').append(i % 2 == 0 ? "inner" : "outer").append('\n');
        Files.writeString(data, rows);
    }

    private Result lanewise(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", CLASS_PATH, "dev.lanewise.cli.Main"));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(errors).replaceAll("(?m)^WARNING: .*\\R", ""));
    }

    @Test void itsContractsHold() throws IOException {
        Path classes = new PluginJar(directory).compile("plugin-tests", CLASS_PATH + System.getProperty("path.separator") + jar, PluginJar.filesIn(PROJECT.resolve("src/test/java")));
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL(), classes.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(loader, "com.example.rbf.ContractsTest")).build(), summary);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(summary.getSummary().getFailures()).extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThanOrEqualTo(30);
    }

    @Test void itsModelIsListedTrainsAndLoads() throws Exception {
        assertThat(lanewise("models", "--plugin-path", jar).out()).contains("plug-ins").contains("nearest-mean").contains("rbf");
        assertThat(lanewise("models", "nearest-mean", "--plugin-path", jar).out()).contains("sharpness");

        Result trained = lanewise("train", "nearest-mean", "--data", data, "--target", "ring", "--set", "sharpness=2", "--out", "mean.safetensors", "--plugin-path", jar.getParent());
        assertThat(trained.code()).as(trained.err()).isZero();

        assertThat(lanewise("predict", "mean.safetensors", "--data", data, "--plugin-path", jar).out().lines()).hasSize(81);
        Result without = lanewise("predict", "mean.safetensors", "--data", data);
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).isEqualTo("The model 'nearest-mean' came from plugin-rbf-1.0.jar, which is not there. Put it where it was, or name it with --plugin-path on the command line\n");
    }

    @Test void itsLayerLearnsWhatALineCannotDivide() throws Exception {
        Files.writeString(directory.resolve("net.json"), NETWORK);

        Result trained = lanewise("train", "net.json", "--data", data, "--target", "ring", "--set", "learning-rate=0.05", "--out", "rings.safetensors", "--plugin-path", jar);
        assertThat(trained.code()).as(trained.err()).isZero();

        assertThat(lanewise("evaluate", "rings.safetensors", "--data", data, "--plugin-path", jar).out()).containsPattern("accuracy\\s+(1|0\\.9)");
        Result without = lanewise("evaluate", "rings.safetensors", "--data", data);
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("The layer 'rbf' came from plugin-rbf-1.0.jar, which is not there").doesNotContain("Exception");
    }

    @Test void thePluginOfTheDocumentIsOne() throws Exception {
        Map<String, String> files = DocumentedFiles.of(PROJECT.getParent().resolveSibling("docs").resolve("plugins.md"));
        PluginJar maker = new PluginJar(directory);
        Path classes = maker.compile("squares", CLASS_PATH, Map.of("com.example.Squares", files.get("src/main/java/com/example/Squares.java")));
        String service = "META-INF/services/dev.lanewise.core.spi.LayerProvider";
        Path squares = maker.jar("squares", List.of(classes), Map.of(service, files.get("src/main/resources/" + service)));
        Files.writeString(directory.resolve("squares.json"), NETWORK.replace("{\"layer\": \"rbf\", \"units\": 8}", "{\"layer\": \"squares\"}"));

        Result summary = lanewise("train", "squares.json", "--data", data, "--target", "ring", "--set", "learning-rate=0.05", "--out", "squares.safetensors", "--plugin-path", squares);

        assertThat(summary.code()).as(summary.err()).isZero();
        assertThat(files.values().stream().mapToLong(text -> text.lines().count()).sum()).as("lines of a plug-in with its build file").isLessThan(60);
    }

    @Test void aBrokenPluginDoesNotTakeTheToolDown() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.jar"), "no jar");

        Result result = lanewise("models", "--plugin-path", broken, "--plugin-path", jar);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("nearest-mean").contains("mlp");
        assertThat(result.err()).isEqualTo("The plug-in " + broken + " is left out: broken.jar is no jar or is damaged (zip END header not found)\n");
    }
}
