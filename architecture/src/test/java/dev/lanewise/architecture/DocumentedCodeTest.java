package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Java that documents show compiles: whole programs as they stand, statements in a method beside data, a trainer and a network.
class DocumentedCodeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String CLASS_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final Pattern BLOCK = Pattern.compile("(?m)^```java\\R([\\s\\S]*?)^```$");
    private static final String IMPORTS = "import module dev.lanewise; import dev.lanewise.plots.*;";

    @TempDir Path directory;

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void itsJavaCompiles(Path document) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(document));
        for (int number = 1; block.find(); number++) {
            if (block.group(1).contains("package ")) continue;                          // a file of a project, which PluginExampleTest makes
            if (block.group(1).startsWith("import module dev.lanewise;")) continue;     // a program that DocumentedProgramsTest runs
            String name = "Block" + number;
            new PluginJar(directory).compileProgram(name, CLASS_PATH, program(block.group(1)));
        }
        assertThat(document).isNotEmptyFile();
    }

    private static String program(String block) {
        if (block.contains("void main(")) return block;
        return IMPORTS + "\nDataset data; Dataset iris; Trainer trainer; Network network;\nvoid main() { }\nvoid block() throws Exception {\n" + block + "\n}\n";
    }
}
