package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `predict`: what a model says of each sample.
@Command(name = "predict", header = "Print what a model says of each sample: CSV unless told otherwise.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise predict iris.safetensors --data new-flowers.csv",
    "  lanewise predict digits.safetensors --data digits --out said.csv",
    "  lanewise predict pets.safetensors --data whose-is-it.jpg"})
final class PredictCommand implements Runnable {

    private static final String NAME = "[\\w./][\\w./-]*";       // of a file, beyond doubt

    @ParentCommand private Lanewise lanewise;
    @Mixin private ModelOptions model = new ModelOptions();
    @Mixin private RunOptions run = new RunOptions();
    @Mixin private OutputFormat format = new OutputFormat();

    @Option(names = "--out", paramLabel = "CSV", description = "A file to write instead of standard output.")
    private Optional<Path> out = Optional.empty();

    /// `predict FILE --data PATH` and nothing else, what scripts ask for again and again: to read the descriptions of all that it could take would be half of the work.
    static Optional<Runnable> plain(Lanewise lanewise, String... args) {
        boolean plain = args.length == 4 && args[0].equals("predict") && args[1].matches(NAME) && args[2].equals("--data") && args[3].matches(NAME);
        if (!plain) return Optional.empty();
        PredictCommand command = new PredictCommand();
        command.lanewise = lanewise;
        command.model = new ModelOptions(Path.of(args[1]), args[3]);
        return Optional.of(command);
    }

    /// With the names of the samples in front, if they have any.
    private static Table named(Dataset data, Table said) {
        List<String> names = IntStream.range(0, data.size()).mapToObj(data::name).toList();
        if (names.stream().allMatch(String::isEmpty)) return said;
        Table table = Table.empty().with("file", names);
        for (String name : said.names()) table = said.isNumber(name) ? table.with(name, said.column(name)) : table.with(name, said.texts(name));
        return table;
    }

    @Override public void run() {
        OutputFile.require(model.names(), out);
        ModelOptions.Task task = model.open();
        Table said = named(task.data(), task.model().predict(task.data(), run.run(lanewise.listener())));
        if (out.isPresent()) lanewise.console().write(() -> said.writeCsv(out.get()));
        else if (format.json()) format.rows(lanewise.console().out(), "predictions", said);
        else said.writeCsv(lanewise.console().out());
    }
}
