package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/// The `lanewise` command.
public final class Main {

    /// The run failed: bad data, a bad file, no memory.
    static final int FAILED = 1;

    /// The command was asked for wrongly: an unknown name, a missing argument.
    static final int USAGE = 2;

    private Main() { }

    public static void main(String... args) {
        Console console = Console.standard();
        Runtime.getRuntime().addShutdownHook(new Thread(console::finishWriting));
        System.setProperty("java.awt.headless", "true");                              // pictures are files
        System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");     // a warning of the library is one line
        System.exit(run(console, args));
    }

    /// Runs one command.
    ///
    /// @return 0, [#FAILED] or [#USAGE]
    static int run(Console console, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {        // scripts ask this often, and it needs nothing else
            console.out().println(Version.sentence());
            return console.flush() ? 0 : FAILED;
        }
        Lanewise lanewise = new Lanewise(console);
        int code = guarded(lanewise, () -> PredictCommand.plain(lanewise, args).map(predict -> run(lanewise, predict)).orElseGet(() -> execute(lanewise, args)));
        return console.flush() ? code : FAILED;
    }

    private static int run(Lanewise lanewise, Runnable command) {
        lanewise.openPlugins();
        command.run();
        return 0;
    }

    private static int execute(Lanewise lanewise, String... args) {
        Faults faults = new Faults(lanewise);
        return Commands.of(lanewise, args)
                .setOut(lanewise.console().out())
                .setErr(lanewise.console().err())
                .setExecutionStrategy(parsed -> {
                    openPlugins(lanewise, parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults)
                .execute(args);
    }

    private static void openPlugins(Lanewise lanewise, ParseResult parsed) {
        try {
            lanewise.openPlugins();
        } catch (DataException e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    private static int guarded(Lanewise lanewise, IntSupplier work) {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        try {
            return work.getAsInt();
        } catch (RuntimeException | Error e) {                 // no memory, a service that cannot be loaded
            return new Faults(lanewise).tell(e);
        } finally {
            Thread.currentThread().setContextClassLoader(program);
        }
    }
}
