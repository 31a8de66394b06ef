package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs that documents show run, and print what stands below them: the same words, and numbers that differ by a hundredth or by 0.002 at most, because
/// another processor adds up in another order.
class DocumentedProgramsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String MODULE_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final Pattern PROGRAM = Pattern.compile("(?m)^```java\\R(import module dev\\.lanewise;\\R[\\s\\S]*?)^```$(?:\\R\\R```\\R([\\s\\S]*?)^```$)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:e[+-]?\\d+)?");
    private static final double RELATIVE = 0.01, ABSOLUTE = 0.002;

    @TempDir static Path classes;

    @TempDir Path directory;

    record Shown(String page, int number, String program, Optional<String> printed) {

        /// The name of its class.
        @Override public String toString() { return page.replace(".md", "").replace('-', '_') + number; }
    }

    static Stream<Shown> programs() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return pages.filter(page -> page.toString().endsWith(".md")).sorted().flatMap(DocumentedProgramsTest::programs).toList().stream();
        }
    }

    private static Stream<Shown> programs(Path page) {
        List<MatchResult> found = PROGRAM.matcher(read(page)).results().toList();
        return Stream.iterate(0, i -> i < found.size(), i -> i + 1)
                .map(i -> new Shown(page.getFileName().toString(), i + 1, found.get(i).group(1), Optional.ofNullable(found.get(i).group(2))));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of them at once, because a compiler that has just started is what takes the time.
    @BeforeAll static void compile() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Shown shown : programs().toList()) sources.add(Files.writeString(classes.resolve(shown + ".java"), shown.program()).toString());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        boolean compiled = compiler.getTask(complaints, files, null, List.of("--module-path", MODULE_PATH, "--add-modules", "dev.lanewise", "-d", classes.toString()),
                null, files.getJavaFileObjectsFromStrings(sources)).call();
        assertThat(compiled).as(complaints.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatThePageShows(Shown shown) throws Exception {
        String printed = run(shown);

        assertThat(shown.printed().isEmpty() || isLike(shown.printed().get(), printed)).as("%s shows%n%s%nbut it prints%n%s", shown, shown.printed().orElse(""), printed).isTrue();
    }

    private String run(Shown shown) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--module-path", MODULE_PATH, "--add-modules", "dev.lanewise",
                "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-cp", classes.toString(), shown.toString())
                .directory(directory.toFile()).redirectError(directory.resolve("errors").toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed + Files.readString(directory.resolve("errors"))).isZero();
        return printed;
    }

    private static boolean isLike(String shown, String printed) {
        return words(shown).equals(words(printed)) && areClose(numbers(shown), numbers(printed));
    }

    /// Spaces are as many as numbers leave.
    private static String words(String text) { return NUMBER.matcher(text).replaceAll("#").replaceAll(" +", " ").strip(); }

    private static double[] numbers(String text) {
        return NUMBER.matcher(text).results().mapToDouble(number -> Double.parseDouble(number.group().replace(",", ""))).toArray();
    }

    private static boolean areClose(double[] shown, double[] printed) {
        for (int i = 0; i < shown.length; i++) {
            if (Math.abs(shown[i] - printed[i]) > Math.max(ABSOLUTE, RELATIVE * Math.abs(shown[i]))) return false;
        }
        return shown.length == printed.length;
    }

    @Test void otherWordsAndOtherNumbersAreNoticed() {
        assertThat(isLike("accuracy 0.9500 over 1,000 samples\n", "accuracy 0.9510 over 1,000 samples\n")).isTrue();
        assertThat(isLike("error 3e-14\n", "error 0e+00\n")).isTrue();
        assertThat(isLike("accuracy 0.9500\n", "accuracy 0.9300\n")).isFalse();
        assertThat(isLike("accuracy 0.9500\n", "recall 0.9500\n")).isFalse();
        assertThat(isLike("1 2 3\n", "1 2\n")).isFalse();
    }
}
