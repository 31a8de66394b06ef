package dev.lanewise.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/// The commands behind `lanewise`.
///
/// To read what each of them takes costs more time than most of them need: when the first argument says which one is meant, only that one is read. The class
/// of a command is called like it: `predict` is a `PredictCommand`.
final class Commands {

    private Commands() { }

    /// In the order in which help lists them.
    private static List<Class<?>> types() {
        return List.of(DemoCommand.class, TrainCommand.class, EvaluateCommand.class, CompareCommand.class, SearchCommand.class, PredictCommand.class, ReduceCommand.class,
                ForecastCommand.class, GenerateCommand.class, TranslateCommand.class, ExplainCommand.class, SummaryCommand.class,
                InspectCommand.class, ExportCommand.class, ImportCommand.class,
                ModelsCommand.class, DoctorCommand.class, BenchCommand.class, RunCommand.class, CompletionCommand.class, ManCommand.class, HelpCommand.class);
    }

    private static String name(Class<?> type) { return type.getSimpleName().replaceFirst("Command$", "").toLowerCase(Locale.ROOT); }

    private static boolean tellsOfOthers(String name) { return List.of("help", "completion", "man").contains(name); }

    /// All of them.
    static CommandLine all(Lanewise lanewise) {
        CommandLine line = new CommandLine(lanewise);
        types().forEach(line::addSubcommand);
        return line;
    }

    /// As many as these arguments need.
    static CommandLine of(Lanewise lanewise, String... args) {
        if (args.length == 0 || tellsOfOthers(args[0])) return all(lanewise);
        for (Class<?> type : types()) {
            if (name(type).equals(args[0])) return new CommandLine(lanewise).addSubcommand(type);
        }
        return all(lanewise);
    }
}
