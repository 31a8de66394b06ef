package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The shell script, in a distribution that the test makes: `bin/` and `lib/` in a folder whose name has a space.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherTest {

    private Path folder;
    private Path launcher;

    @BeforeAll void aDistributionIsMade(@TempDir Path temporary) throws IOException {
        folder = temporary;
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        Path home = Files.createDirectories(folder.resolve("lane wise")), scripts = Path.of("..", "bin");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        for (String script : List.of("lanewise", "find-jdk.sh")) Files.copy(scripts.resolve(script), home.resolve("bin", script));
        launcher = home.resolve("bin", "lanewise");
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (entry.matches(".*(lanewise|picocli|guava|failureaccess|jackson|fastcsv|target.classes).*") && !entry.contains("test-classes")) pack(Path.of(entry), home.resolve("lib", number++ + ".jar"));
        }
    }

    private static void pack(Path entry, Path jar) throws IOException {
        if (Files.isRegularFile(entry)) {
            Files.copy(entry, jar);
            return;
        }
        if (!Files.isDirectory(entry)) return;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(entry.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, (OutputStream) zip);
            }
        }
    }

    private static Cli.Result start(Path script, Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Cli.Result(process.exitValue(), out, err);
    }

    private static Map<String, String> jdk() { return Map.of("LANEWISE_JAVA_HOME", System.getProperty("java.home")); }

    @Test void itStartsFromAFolderWithASpace() throws Exception {
        Cli.Result result = start(launcher, jdk(), "--version");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("lanewise ");
        assertThat(result.err()).isEmpty();
    }

    @Test void itStartsThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);

        assertThat(start(link, jdk(), "--version").out()).startsWith("lanewise ");
    }

    @Test void itHandsOnExitCodes() throws Exception { assertThat(start(launcher, jdk(), "trian").code()).isEqualTo(2); }

    @Test void itSaysInOneSentenceThatThereIsNoJdk() throws Exception {
        Path demanding = launcher.resolveSibling("demanding");
        Files.writeString(demanding, Files.readString(launcher).replace("find_jdk 25 ", "find_jdk 998 "));
        demanding.toFile().setExecutable(true);

        Cli.Result result = start(demanding, jdk(), "--version");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).containsExactly(
                "No JDK 25 or newer with the module jdk.incubator.vector was found: install one, or name its directory in LANEWISE_JAVA_HOME.");
    }

    @Test void itRefusesADirectoryThatIsNoJdk() throws Exception {
        Cli.Result result = start(launcher, Map.of("LANEWISE_JAVA_HOME", folder.toString()), "--version");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).singleElement().asString().startsWith("LANEWISE_JAVA_HOME: expected the directory of a JDK 25");
    }

    /// What can be said of the script for Windows without Windows: it starts Java as the other one does, and nothing in it depends on how a path is spelt.
    @Test void theScriptForWindowsIsSoundAndSaysTheSame() throws IOException {
        String windows = Files.readString(Path.of("..", "bin", "lanewise.cmd")), other = Files.readString(Path.of("..", "bin", "lanewise"));

        assertThat(windows.lines().count()).isEqualTo(windows.chars().filter(c -> c == '\r').count());
        assertThat(found("(?<=goto |call :)\\w+", windows)).isSubsetOf(found("(?<=\n:)\\w+", windows));
        assertThat(windows.lines()).as("a block ends at a parenthesis in a path").noneMatch(line -> line.endsWith("("));
        assertThat(found("-(XX:[+\\w]+|Xlog:\\w+|-add-modules [\\w.]+|Dlanewise.plugins)", windows)).isEqualTo(found("-(XX:[+\\w]+|Xlog:\\w+|-add-modules [\\w.]+|Dlanewise.plugins)", other));
        assertThat(other).contains("help | models | run | completion | man) short");
        assertThat(windows).contains("(help models run completion man) do");
    }

    private static Set<String> found(String pattern, String text) { return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).collect(Collectors.toSet()); }

    @Test void withoutTheVectorApiItComputesSlowlyAndSaysSoOnce() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        Cli.Result result = start(java, Map.of(), "-cp", launcher.getParent().resolveSibling("lib") + "/*", "dev.lanewise.cli.Main", "reduce", "pca", "--data", "students");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("153.4530");
        assertThat(result.err().lines()).singleElement().asString().startsWith("Lanewise computes with the slow scalar kernels: ").contains("--add-modules jdk.incubator.vector");
    }
}
