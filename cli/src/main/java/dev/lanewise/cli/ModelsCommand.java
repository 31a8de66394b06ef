package dev.lanewise.cli;

import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.LossProvider;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `models`: what can be trained, and the options of each.
@Command(name = "models", header = "List the models, layers and losses, or the options of one of them.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise models",
    "  lanewise models mlp",
    "  lanewise models dense --json"})
final class ModelsCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private OutputFormat format;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", completionCandidates = ModelNames.class, description = "A model, a layer or a loss.")
    private Optional<String> name = Optional.empty();

    @Override public void run() {
        ModelRegistry models = ModelRegistry.load();
        LayerRegistry layers = LayerRegistry.load();
        LossRegistry losses = LossRegistry.load();
        if (name.isEmpty()) list(models, layers, losses);
        else if (models.names().contains(name.get())) describe(models.provider(name.get()));
        else if (layers.names().contains(name.get())) describe(layers.provider(name.get()));
        else if (losses.names().contains(name.get())) describe(losses.kind(name.get()));
        else throw unknown(models, layers, losses);
    }

    private UsageException unknown(ModelRegistry models, LayerRegistry layers, LossRegistry losses) {
        TreeSet<String> known = new TreeSet<>(models.names());
        known.addAll(layers.names());
        known.addAll(losses.names());
        return new UsageException(Names.unknown("model, layer or loss", name.orElseThrow(), known));
    }

    private void list(ModelRegistry models, LayerRegistry layers, LossRegistry losses) {
        List<ModelProvider> all = models.names().stream().map(models::provider).sorted(Comparator.comparing(ModelProvider::family)).toList();
        PrintWriter out = lanewise.console().out();
        if (format.json()) {
            out.println(Options.none().with("models", OutputFormat.objects(table(all))).with("layers", List.copyOf(layers.names())).with("losses", List.copyOf(losses.names())).toJson());
        }
        else if (format.csv()) table(all).writeCsv(out);
        else print(out, all, layers, losses);
    }

    private static void print(PrintWriter out, List<ModelProvider> models, LayerRegistry layers, LossRegistry losses) {
        int width = models.stream().mapToInt(model -> model.name().length()).max().orElse(0);
        String family = "";
        for (ModelProvider model : models) {
            if (!model.family().equals(family)) out.println((family.isEmpty() ? "" : "\n") + model.family());
            family = model.family();
            out.println("  " + model.name() + " ".repeat(width - model.name().length() + 2) + model.summary());
        }
        out.println("\nlayers of networks in JSON files");
        out.println("  " + String.join(", ", layers.names()));
        out.println("\nlosses");
        out.println("  " + String.join(", ", losses.names()));
        out.println("\n'lanewise models NAME' lists the options of a model, a layer or a loss.");
    }

    private static Table table(List<ModelProvider> models) {
        return Table.empty().with("name", texts(models, ModelProvider::name)).with("family", texts(models, ModelProvider::family))
                .with("summary", texts(models, ModelProvider::summary));
    }

    private void describe(ModelProvider model) {
        if (format.text()) lanewise.console().out().println(model.name() + " (" + model.family() + "): " + model.summary() + "\n");
        options(model.options());
    }

    private void describe(LayerProvider layer) {
        if (format.text()) lanewise.console().out().println(layer.name() + " (layer)\n");
        options(layer.options());
    }

    private void describe(LossProvider.Kind loss) {
        if (format.text()) lanewise.console().out().println(loss.name() + " (loss)\n");
        options(loss.options());
    }

    private void options(List<Option> options) {
        PrintWriter out = lanewise.console().out();
        if (!format.text()) format.rows(out, "options", optionTable(options));
        else if (options.isEmpty()) out.println("It has no options.");
        else explain(out, options);
    }

    private static void explain(PrintWriter out, List<Option> options) {
        int width = options.stream().mapToInt(option -> option.name().length()).max().orElse(0);
        for (Option option : options) {
            out.println(option.name() + " ".repeat(width - option.name().length() + 2) + option.meaning());
            out.println(" ".repeat(width + 2) + type(option) + ": " + option.range() + "; " + (option.standard().isEmpty() ? "must be set" : option.standard() + " unless set"));
        }
    }

    private static Table optionTable(List<Option> options) {
        return Table.empty().with("option", texts(options, Option::name)).with("type", texts(options, ModelsCommand::type))
                .with("default", texts(options, Option::standard)).with("range", texts(options, Option::range)).with("meaning", texts(options, Option::meaning));
    }

    private static String type(Option option) { return option.type().name().toLowerCase(Locale.ROOT); }

    private static <T> List<String> texts(List<T> things, Function<T, String> text) { return things.stream().map(text).toList(); }
}
