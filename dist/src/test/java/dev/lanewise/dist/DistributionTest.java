package dev.lanewise.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The zip, unpacked into a folder whose name has a space.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributionTest {

    private static final String NAME = "lanewise-" + System.getProperty("lanewise.version");
    private static final Path ZIP = Path.of("target", NAME + ".zip");

    /// What all jars of Lanewise together may weigh: 3 MiB.
    private static final long LARGEST = 3 << 20;

    private Path folder;
    private Path launcher;

    private record Result(int code, String out, String err) { }

    @BeforeAll void itIsUnpacked(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectories(temporary.resolve("lane wise"));
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (file.getParent().endsWith("bin")) assertThat(file.toFile().setExecutable(true)).isTrue();
            }
        }
        launcher = folder.resolve(NAME).resolve("bin/lanewise");
    }

    private Result start(Path directory, Path script, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(folder.resolve("errors").toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("LANEWISE_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(folder.resolve("errors")));
    }

    @Test void itHoldsWhatItSays() {
        Path home = folder.resolve(NAME);

        for (String name : List.of("LICENSE", "README.md", "bin/lanewise", "bin/lanewise.cmd", "bin/find-jdk.sh", "lib/lanewise.jar", "lib/lanewise-cli.jar", "lib/picocli.jar", "plugins/README.txt",
                "docs/plugins.md", "examples/FirstNetwork.java", "sbom.json")) {
            assertThat(home.resolve(name)).isNotEmptyFile();
        }
        assertThat(home.resolve("lib/junit-jupiter-api.jar")).doesNotExist();
    }

    @Test void everyPartIsListedInTheBillOfMaterials() throws IOException {
        String parts = Files.readString(folder.resolve(NAME).resolve("sbom.json"));

        try (var jars = Files.list(folder.resolve(NAME).resolve("lib"))) {
            assertThat(jars.map(jar -> "\"" + jar.getFileName().toString().replaceFirst("\\.jar$", "") + "\"")).allSatisfy(name -> assertThat(parts).contains(name));
        }
    }

    @Test void allJarsOfLanewiseTogetherAreSmall() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (var jars = Files.list(folder.resolve(NAME).resolve("lib"))) {
            for (Path jar : jars.filter(jar -> jar.getFileName().toString().startsWith("lanewise")).toList()) sizes.put(jar.getFileName().toString(), Files.size(jar));
        }

        assertThat(sizes).hasSizeGreaterThanOrEqualTo(11);
        assertThat(sizes.values().stream().mapToLong(size -> size).sum()).as(sizes.toString()).isLessThan(LARGEST);
    }

    @Test void itsTimesAreThoseOfTheProject() throws IOException {
        Set<Long> times = new HashSet<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            zip.stream().forEach(entry -> times.add(entry.getLastModifiedTime().toMillis()));
        }

        assertThat(times).as("two builds give the same bytes").hasSize(1);
    }

    @Test void itStartsFromAnyDirectory() throws Exception {
        Result result = start(folder, launcher, "--version");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("lanewise " + System.getProperty("lanewise.version") + " on Java ");
    }

    @Test void itStartsThroughLinks() throws Exception {
        Path link = folder.resolve("link"), other = folder.resolve("other link");
        Files.createSymbolicLink(link, launcher);
        Files.createSymbolicLink(other, Path.of("link"));

        assertThat(start(folder, other, "--version").out()).startsWith("lanewise ");
    }

    /// What the first start keeps for the next one changes nothing of what is said.
    @Test void theSecondStartSaysWhatTheFirstDid() throws Exception {
        Result first = start(folder, launcher, "models", "mlp"), second = start(folder, launcher, "models", "mlp");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second).isEqualTo(first);
        try (var kept = Files.list(folder.resolve("cache/lanewise"))) {
            assertThat(kept.toList()).isNotEmpty();
        }
    }

    @Test void aProgramRunsWithItsModules() throws Exception {
        Result result = start(folder, launcher, "run", folder.resolve(NAME).resolve("examples/PrincipalAxes.java").toString());

        assertThat(result.out()).as(result.err()).startsWith("PCA: 3 features -> 2 components");
    }
}
