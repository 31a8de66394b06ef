package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.model.TensorStatistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `inspect`: what stands in a model file.
@Command(name = "inspect", header = "Tell what stands in a model file: its description, where it comes from, and its tensors.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise inspect digits.safetensors",
    "  lanewise inspect digits.safetensors --json",
    "  lanewise inspect digits.safetensors --csv"})
final class InspectCommand implements Runnable {

    private static final int MOST_LINES = 60;

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file that 'train' wrote.")
    private Path file;

    @Mixin private OutputFormat format;

    @Override public void run() {
        ModelContent content = ModelFile.read(file);
        Map<String, TensorStatistics> tensors = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> tensors.put(name, TensorStatistics.of(tensor)));
        PrintWriter out = lanewise.console().out();
        if (format.json()) {
            out.println(json(content, tensors).toJson());
            return;
        }
        if (format.text()) out.println(TextTable.facts(facts(content, tensors)) + "\nsettings\n" + beginning(content.settings().toJson()) + "\n");
        format.rows(out, "tensors", table(tensors));
    }

    /// A vocabulary can be long.
    private static String beginning(String json) {
        List<String> lines = json.lines().toList();
        if (lines.size() <= MOST_LINES) return json;
        return String.join("\n", lines.subList(0, MOST_LINES)) + "\n… and " + Figures.count(lines.size() - MOST_LINES) + " lines more, which --json prints";
    }

    private Table facts(ModelContent content, Map<String, TensorStatistics> tensors) {
        return SummaryCommand.facts(content).with("size", List.of(Figures.bytes(size()) + ", of which " + Figures.bytes(tensors.values().stream().mapToLong(TensorStatistics::bytes).sum()) + " are numbers"))
                .with("plug-in", List.of(content.provenance().plugin().isEmpty() ? "none is needed" : content.provenance().plugin()));
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new DataException(file + ": could not be looked at: " + e.getMessage(), e);
        }
    }

    private static Table table(Map<String, TensorStatistics> tensors) {
        List<TensorStatistics> all = List.copyOf(tensors.values());
        return Table.empty().with("tensor", List.copyOf(tensors.keySet())).with("type", all.stream().map(TensorStatistics::type).toList()).with("shape", all.stream().map(tensor -> tensor.shape().toString()).toList())
                .with("bytes", column(all, TensorStatistics::bytes)).with("min", column(all, TensorStatistics::min)).with("max", column(all, TensorStatistics::max)).with("mean", column(all, TensorStatistics::mean))
                .with("NaN", column(all, TensorStatistics::notNumbers)).with("infinite", column(all, TensorStatistics::infinite));
    }

    private static double[] column(List<TensorStatistics> tensors, ToDoubleFunction<TensorStatistics> figure) { return tensors.stream().mapToDouble(figure).toArray(); }

    private Options json(ModelContent content, Map<String, TensorStatistics> tensors) {
        List<Options> all = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            Options options = Options.none().with("tensor", name).with("type", tensor.type()).with("shape", tensor.shape().extents()).with("bytes", tensor.bytes()).with("nan", tensor.notNumbers()).with("infinite", tensor.infinite());
            all.add(withNumber(withNumber(withNumber(options, "min", tensor.min()), "max", tensor.max()), "mean", tensor.mean()));
        });
        return Options.none().with("file", file.toString()).with("bytes", size()).with(content.description()).with("tensors", all);
    }

    /// JSON has no word for what is not finite.
    private static Options withNumber(Options options, String name, double number) { return options.with(name, Double.isFinite(number) ? (Object) number : Double.toString(number)); }
}
