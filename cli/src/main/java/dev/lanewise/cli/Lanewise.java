package dev.lanewise.cli;

import dev.lanewise.core.Progress;
import dev.lanewise.core.spi.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command behind all commands: what they share.
@Command(name = "lanewise", mixinStandardHelpOptions = true, versionProvider = Version.Provider.class, scope = ScopeType.INHERIT, usageHelpWidth = 100,
        header = "Machine learning in pure Java.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo",
    "  lanewise train mlp --data digits --epochs 5 --out digits.safetensors",
    "  lanewise evaluate digits.safetensors --data digits",
    "  lanewise train --help"})
final class Lanewise implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Draw no progress and tell only results and errors.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @Option(names = "--plugin-path", paramLabel = "PATH", scope = ScopeType.INHERIT,
            description = "A jar with models, layers or losses, or a folder of such; may be given several times. The folder 'plugins' of the installation is always looked at.")
    private List<Path> pluginPath = new ArrayList<>();

    Lanewise(Console console) {
        this.console = console;
    }

    Console console() { return console; }

    boolean debug() { return debug; }

    /// Lets in the plug-ins, for as long as this thread's commands run; what is wrong with one is told, and keeps nothing else from working.
    void openPlugins() {
        List<Path> places = new ArrayList<>(pluginPath);
        Optional.ofNullable(System.getProperty("lanewise.plugins")).map(Path::of).filter(Files::isDirectory).ifPresent(places::add);
        if (places.isEmpty()) return;
        Plugins plugins = Plugins.in(places);
        plugins.complaints().forEach(console.err()::println);
        Thread.currentThread().setContextClassLoader(plugins.loader());
    }

    /// What was typed, as a shell takes it.
    String command() { return "lanewise " + spec.commandLine().getParseResult().originalArgs().stream().map(Lanewise::quoted).collect(Collectors.joining(" ")); }

    private static String quoted(String argument) { return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'"; }

    /// Tells what goes on, to whoever watches.
    void say(String sentence) {
        if (!quiet) console.err().println(sentence);
    }

    Progress.Listener listener() { return quiet || !console.isTerminal() ? Progress.Listener.silent() : new ProgressLine(console.err()); }

    /// Without a command there is nothing to do.
    @Override public Integer call() {
        spec.commandLine().usage(console.err());
        return Main.USAGE;
    }
}
