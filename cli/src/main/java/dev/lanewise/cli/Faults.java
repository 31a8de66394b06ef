package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Names;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.ConvergenceException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Whatever goes wrong, as one sentence and an exit code.
record Faults(Lanewise lanewise) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String sentence = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched().getFirst())
                : e.getMessage().startsWith("Unknown subcommand") ? Names.unknown("command", args[args.length - 1], command.getCommandSpec().root().subcommands().keySet())
                : e.getMessage().replaceFirst("^Error: ", "").replace("option option", "option") + ". '" + command.getCommandSpec().qualifiedName() + " --help' shows what it takes";
        return tell(e, sentence, Main.USAGE);
    }

    @Override public int handleExecutionException(Exception e, CommandLine command, ParseResult result) { return tell(e); }

    int tell(Throwable e) {
        return switch (e) {
            case UsageException _ -> tell(e, e.getMessage(), Main.USAGE);
            case DataException _, ShapeException _, ConvergenceException _ -> tell(e, e.getMessage(), Main.FAILED);
            case OutOfMemoryError _ -> tell(e, outOfMemory(), Main.FAILED);
            case ServiceConfigurationError _ -> tell(e, e.getMessage(), Main.FAILED);
            case Throwable _ when e.getClass() == IllegalArgumentException.class -> tell(e, e.getMessage(), Main.USAGE);
            default -> tell(e, "Lanewise made a mistake of its own: " + e + ". Run it again with --debug and report what it prints", Main.FAILED);
        };
    }

    private int tell(Throwable e, String sentence, int code) {
        lanewise.console().err().println(sentence.replaceAll("\\p{Cntrl}+", " "));          // what a file says stands in some sentences
        if (lanewise.debug()) e.printStackTrace(lanewise.console().err());
        return code;
    }

    private static String unmatched(CommandLine command, String argument) {
        String name = command.getCommandSpec().qualifiedName();
        if (argument.startsWith("-")) return Names.unknown("option of " + name, argument.replaceFirst("=.*", ""), options(command));
        if (!command.getSubcommands().isEmpty()) return Names.unknown("command", argument, command.getSubcommands().keySet());
        return name + ": expected no further argument, but got '" + argument + "'. '" + name + " --help' shows what it takes";
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names())).filter(name -> name.startsWith("--")).toList();
    }

    private static String outOfMemory() {
        return "Out of memory: the heap ends at " + Figures.bytes(Runtime.getRuntime().maxMemory())
                + ". Allow more with LANEWISE_JAVA_OPTS=-Xmx8g, or use fewer samples or a smaller batch";
    }
}
