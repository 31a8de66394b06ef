package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.plots.report.Block;
import dev.lanewise.plots.report.Judgement;
import dev.lanewise.plots.report.ProvenanceSection;
import dev.lanewise.plots.report.Report;
import dev.lanewise.plots.report.WorkSections;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `evaluate`: judges a model by data whose targets are known.
@Command(name = "evaluate", header = "Judge a model by data whose targets are known.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise evaluate digits.safetensors --data digits",
    "  lanewise evaluate digits.safetensors --data digits --picture confusion.png",
    "  lanewise evaluate digits.safetensors --data digits --report digits-report",
    "  lanewise evaluate iris.safetensors --data iris-test.csv --json"})
final class EvaluateCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private ModelOptions model;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;
    @Mixin private ReportOption report;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the confusion matrix: FILE.png or FILE.svg. Only for classes.")
    private Optional<Path> picture = Optional.empty();

    @Override public void run() {
        OutputFile.requirePicture("--picture", picture);
        OutputFile.require(model.names(), picture);
        report.require();
        ModelOptions.Task task = model.open();
        if (picture.isPresent() && !(task.model().content().schema().target().kind() == Schema.Target.Kind.CLASS)) throw new UsageException("--picture: expected a model of classes, but this one says numbers");
        Evaluation evaluation = task.model().evaluate(task.data(), run.run(lanewise.listener()));
        PrintWriter out = lanewise.console().out();
        if (format.json()) out.println(json(evaluation).toJson());
        else format.facts(out, table(evaluation));
        if (format.text()) evaluation.confusion().ifPresent(matrix -> out.print(Confusion.text(matrix)));
        picture.ifPresent(file -> draw(file, evaluation));
        report.write(lanewise, () -> page(task, evaluation));
    }

    private Report page(ModelOptions.Task task, Evaluation evaluation) {
        Run circumstances = run.run(Progress.Listener.silent());
        ModelContent content = task.model().content();
        return Judgement.of(task.model(), task.data(), evaluation, circumstances).report(content.model() + " judged by " + Figures.count(task.data().size()) + " samples")
                .with(WorkSections.of(task.model(), task.data()))
                .with(ProvenanceSection.of(content, circumstances, "Lanewise " + Version.number()).with(Block.facts(Map.of("hash of the samples that judge", task.data().fingerprint()))));
    }

    private void draw(Path file, Evaluation evaluation) {
        ConfusionMatrix matrix = evaluation.confusion().orElseThrow(() -> new UsageException("--picture: expected a model of classes, but this one says something else"));
        lanewise.console().write(() -> Confusion.picture(matrix).save(file));
    }

    private static Options json(Evaluation evaluation) {
        Options figures = OutputFormat.objects(table(evaluation)).getFirst();
        return evaluation.confusion().map(matrix -> figures.with(Confusion.json(matrix))).orElse(figures);
    }

    private static Table table(Evaluation evaluation) {
        Table table = Table.empty().with("samples", new double[] {evaluation.samples()});
        for (Map.Entry<String, Double> figure : evaluation.figures().entrySet()) {
            table = table.with(figure.getKey(), new double[] {figure.getValue()});
        }
        return table;
    }
}
