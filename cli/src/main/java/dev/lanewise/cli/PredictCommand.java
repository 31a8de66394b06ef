package dev.lanewise.cli;

import dev.lanewise.core.data.Table;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `predict`: what a model says of each sample.
@Command(name = "predict", header = "Print what a model says of each sample: CSV unless told otherwise.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise predict iris.safetensors --data new-flowers.csv",
    "  lanewise predict digits.safetensors --data digits --out said.csv"})
final class PredictCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private ModelOptions model;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;

    @Option(names = "--out", paramLabel = "CSV", description = "A file to write instead of standard output.")
    private Optional<Path> out = Optional.empty();

    @Override public void run() {
        out.ifPresent(OutputFile::require);
        ModelOptions.Task task = model.open();
        Table said = task.model().predict(task.data(), run.run(lanewise.listener()));
        if (out.isPresent()) lanewise.console().write(() -> said.writeCsv(out.get()));
        else if (format.json()) format.rows(lanewise.console().out(), "predictions", said);
        else said.writeCsv(lanewise.console().out());
    }
}
