package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command with every kind of bad input, as `bad-input.txt` lists them: one sentence, the right exit code, no stack trace, and no file is other than before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTableTest {

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

    private BadFiles files;
    private Map<String, String> before;

    /// A line of the table.
    ///
    /// @param sentence a part of it
    record Case(int code, String sentence, String command) {

        static Case of(String line) {
            String[] cells = line.split(" \\| ", 3);
            return new Case(Integer.parseInt(cells[0]), cells[1], cells[2]);
        }

        /// `@name` is a file of [BadFiles].
        Object[] arguments(BadFiles files) {
            List<Object> all = new ArrayList<>();
            Matcher arguments = ARGUMENT.matcher(command);
            while (arguments.find()) {
                String text = arguments.group(1) == null ? arguments.group(2) : arguments.group(1);
                all.add(text.startsWith("@") ? files.path(text.substring(1)) : text.replace("=@", "=" + files.folder() + "/"));
            }
            return all.toArray();
        }

        @Override public String toString() { return command; }
    }

    static List<Case> cases() throws IOException {
        try (InputStream table = BadInputTableTest.class.getResourceAsStream("bad-input.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Case::of).toList();
        }
    }

    @BeforeAll void filesAreMade(@TempDir Path folder) throws IOException {
        files = BadFiles.in(folder);
        before = files.contents();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefused(Case bad) throws IOException {
        Cli.Result result = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Cli.run(bad.arguments(files)));

        assertThat(result.err()).contains(bad.sentence()).doesNotContain("mistake of its own", "\tat ", "Exception");
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.code()).as(result.err()).isEqualTo(bad.code());
        assertThat(result.out()).isEmpty();
        assertThat(files.contents()).isEqualTo(before);
    }

    @Test void everyCommandIsInTheTable() throws IOException {
        Map<String, Long> cases = cases().stream().collect(Collectors.groupingBy(bad -> bad.command().split(" ")[0], Collectors.counting()));
        Set<String> commands = Commands.all(new Lanewise(new Console(System.out, System.err, StandardCharsets.UTF_8, false))).getSubcommands().keySet();

        assertThat(cases().size()).isGreaterThan(60);
        assertThat(commands).filteredOn(command -> !Stream.of("help").toList().contains(command)).allSatisfy(command -> assertThat(cases.getOrDefault(command, 0L)).as(command).isGreaterThanOrEqualTo(3));
    }
}
