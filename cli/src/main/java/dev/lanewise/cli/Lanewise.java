package dev.lanewise.cli;

import dev.lanewise.core.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command behind all commands: what they share.
@Command(name = "lanewise", mixinStandardHelpOptions = true, versionProvider = Version.class, scope = ScopeType.INHERIT, usageHelpWidth = 100,
        header = "Machine learning in pure Java.",
        subcommands = {DemoCommand.class, TrainCommand.class, EvaluateCommand.class, PredictCommand.class, ReduceCommand.class, ForecastCommand.class, SummaryCommand.class,
            ModelsCommand.class, DoctorCommand.class, HelpCommand.class})
final class Lanewise implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Draw no progress and tell only results and errors.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    Lanewise(Console console) {
        this.console = console;
    }

    Console console() { return console; }

    boolean debug() { return debug; }

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
