package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What `--help`, `completion` and `man` tell is what the commands take.
class HelpTest {

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static CommandLine lanewise() { return Commands.all(new Lanewise(new Console(System.out, System.err, StandardCharsets.UTF_8, false))); }

    static Stream<CommandLine> commands() { return all(lanewise()).filter(command -> !command.getCommandSpec().helpCommand()); }

    private static Stream<CommandLine> all(CommandLine command) { return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all)); }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasExamplesThatItTakes(CommandLine command) {
        List<String> examples = Stream.of(command.getCommandSpec().usageMessage().footer()).map(String::strip).filter(line -> line.startsWith("lanewise ")).toList();

        assertThat(examples).as(command.getCommandSpec().qualifiedName()).isNotEmpty();
        for (String example : examples) {
            String[] arguments = arguments(example.substring("lanewise ".length()).replaceFirst(" > .*", ""));
            assertThatCode(() -> lanewise().parseArgs(arguments)).as(example).doesNotThrowAnyException();
        }
    }

    private static String[] arguments(String line) {
        List<String> all = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(line);
        while (matcher.find()) all.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({"lanewise tr, train", "lanewise train ml, mlp", "lanewise reduce pc, pca", "lanewise train mlp --epo, --epochs", "lanewise demo pe, perceptron"})
    void bashCompletes(String line, String expected, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
        Path script = Files.writeString(folder.resolve("complete.sh"), Cli.run("completion").out()
                + "\nCOMP_WORDS=(" + line + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_complete_lanewise\necho \"${COMPREPLY[@]}\"\n");

        Process bash = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said.strip().split("\\s+")).contains(expected);
    }

    @Test void everyCommandHasAManualPage(@TempDir Path folder) throws IOException {
        Cli.Result result = Cli.run("man", "--out", folder.resolve("man1"), "--quiet");

        assertThat(result.code()).as(result.err()).isZero();
        List<String> names = commands().map(command -> command.getCommandSpec().qualifiedName("-") + ".1").toList();
        assertThat(folder.resolve("man1").toFile().list()).containsExactlyInAnyOrderElementsOf(names);
        String page = Files.readString(folder.resolve("man1/lanewise-train.1"));
        assertThat(page).startsWith(".TH LANEWISE-TRAIN 1 ").contains(".SH NAME\nlanewise\\-train \\- Learn from data", ".SH OPTIONS", "\\fB\\-\\-epochs=N\\fR", ".SH EXAMPLES", "lanewise train mlp \\-\\-data digits");
        assertThat(page.lines().filter(line -> line.startsWith("."))).allMatch(line -> line.matches("\\.(TH|SH|TP|nf|fi)( .*)?"));
    }
}
