package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A module can be used without those that it doesn't need: programs with one of them each, with nothing else on the class path or the module path, and what docs/modules.md says of them.
class OneModuleTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> CORE = Set.of("dev.lanewise.core", "dev.lanewise.linalg", "com.google.common", "com.google.common.util.concurrent.internal", "com.fasterxml.jackson.core",
            "de.siegmar.fastcsv");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"dev.lanewise.linalg, OnlyLinalg, '4.7320508'", "dev.lanewise.reduction, OnlyReduction, 'PCA: 3 features -> 2 components'", "dev.lanewise.nn.conv, OnlyConv, 'accuracy '"})
    void aModuleRunsWithNothingElse(String module, String program, String printed) throws Exception {
        String jars = modules(module).values().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));

        assertThat(run(program, "-cp", jars, "--add-modules", "jdk.incubator.vector")).contains(printed);
        assertThat(run(program, "--module-path", jars, "--add-modules", module)).contains(printed);
    }

    @Test void linalgBringsNothing() { assertThat(modules("dev.lanewise.linalg").keySet()).containsExactly("dev.lanewise.linalg"); }

    @ParameterizedTest @CsvSource({"dev.lanewise.reduction", "dev.lanewise.nn.dense", "dev.lanewise.nn.conv", "dev.lanewise.nn.recurrent", "dev.lanewise.nn.attention", "dev.lanewise.images"})
    void aFamilyBringsCoreAndItsLibraries(String family) {
        assertThat(modules(family).keySet()).containsExactlyInAnyOrderElementsOf(Stream.concat(CORE.stream(), Stream.of(family)).toList());
    }

    @Test void theDocumentListsThemAll() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/modules.md"));

        assertThat(Stream.concat(CORE.stream(), ModulesTest.MODULES.stream())).allSatisfy(module -> assertThat(page).contains("`" + module + "`"));
    }

    /// The modules outside of the JDK that one of them needs when it runs, and where they stand.
    private static Map<String, Path> modules(String root) {
        Path[] places = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        Map<String, Path> found = new TreeMap<>();
        Configuration resolved = Configuration.resolve(ModuleFinder.of(places), List.of(ModuleLayer.boot().configuration()), ModuleFinder.ofSystem(), Set.of(root));
        resolved.modules().forEach(module -> place(module.reference()).ifPresent(place -> found.put(module.name(), place)));
        return found;
    }

    private static java.util.Optional<Path> place(ModuleReference module) { return module.location().filter(place -> place.getScheme().equals("file")).map(Path::of); }

    private String run(String program, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.add(ROOT.resolve("examples/one-module").resolve(program + ".java").toString());
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectError(directory.resolve("errors").toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(directory.resolve("errors"))).isZero();
        return printed;
    }
}
