package dev.lanewise.cli;

import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.schedule.Schedules;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `models`: what can be trained, and the options of each.
@Command(name = "models", header = "List models, layers, losses, optimizers and schedules, or the options of one.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise models",
    "  lanewise models mlp",
    "  lanewise models adam",
    "  lanewise models dense --json"})
final class ModelsCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private OutputFormat format;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", completionCandidates = ModelNames.class, description = "A model, a layer, a loss, an optimizer or a schedule.")
    private Optional<String> name = Optional.empty();

    /// Things that are described in networks and trainings.
    ///
    /// @param heading above their names
    /// @param key what an object in a JSON file names one of them by
    private record Kind(String heading, String key, Collection<String> names, Function<String, List<Option>> options) { }

    private static List<Kind> kinds() {
        LayerRegistry layers = LayerRegistry.load();
        LossRegistry losses = LossRegistry.load();
        return List.of(new Kind("layers of networks in JSON files", "layer", layers.names(), layer -> layers.provider(layer).options()),
                new Kind("losses", "loss", losses.names(), loss -> losses.kind(loss).options()),
                new Kind("optimizers", "optimizer", Optimizers.names(), Optimizers::options),
                new Kind("schedules of the learning rate", "schedule", Schedules.names(), Schedules::options));
    }

    @Override public void run() {
        ModelRegistry models = ModelRegistry.load();
        if (name.isEmpty()) list(models, kinds());
        else describe(models, kinds(), name.get());
    }

    private void list(ModelRegistry models, List<Kind> kinds) {
        List<ModelProvider> all = models.names().stream().map(models::provider).sorted(Comparator.comparing(ModelProvider::family)).toList();
        PrintWriter out = lanewise.console().out();
        if (format.csv()) table(all).writeCsv(out);
        else if (format.text()) print(out, all, kinds);
        else {
            Options lists = Options.none().with("models", OutputFormat.objects(table(all)));
            for (Kind kind : kinds) lists = lists.with(kind.key.equals("loss") ? "losses" : kind.key + "s", List.copyOf(kind.names));
            out.println(lists.toJson());
        }
    }

    private static void print(PrintWriter out, List<ModelProvider> models, List<Kind> kinds) {
        int width = models.stream().mapToInt(model -> model.name().length()).max().orElse(0);
        String family = "";
        for (ModelProvider model : models) {
            if (!model.family().equals(family)) out.println((family.isEmpty() ? "" : "\n") + model.family());
            family = model.family();
            out.println("  " + model.name() + " ".repeat(width - model.name().length() + 2) + model.summary());
        }
        for (Kind kind : kinds) out.println("\n" + kind.heading + "\n  " + String.join(", ", kind.names));
        out.println("\n'lanewise models NAME' lists the options of any of these.");
    }

    private static Table table(List<ModelProvider> models) {
        return Table.empty().with("name", texts(models, ModelProvider::name)).with("family", texts(models, ModelProvider::family))
                .with("summary", texts(models, ModelProvider::summary));
    }

    /// Everything of this name, because a model may be called like the layer that it is made of; for the next program in a pipe the first.
    private void describe(ModelRegistry models, List<Kind> kinds, String wanted) {
        Map<String, List<Option>> found = new LinkedHashMap<>();
        if (models.names().contains(wanted)) found.put(wanted + " (" + models.provider(wanted).family() + "): " + models.provider(wanted).summary(), models.provider(wanted).options());
        for (Kind kind : kinds) {
            if (kind.names.contains(wanted)) found.put(wanted + " (" + kind.key + "), in JSON {\"" + kind.key + "\": \"" + wanted + "\", …}", kind.options.apply(wanted));
        }
        if (found.isEmpty()) throw unknown(models, kinds, wanted);
        PrintWriter out = lanewise.console().out();
        if (format.text()) out.println(String.join("\n", found.entrySet().stream().map(entry -> entry.getKey() + "\n\n" + explanation(entry.getValue())).toList()).stripTrailing());
        else format.rows(out, "options", optionTable(found.values().iterator().next()));
    }

    private static UsageException unknown(ModelRegistry models, List<Kind> kinds, String wanted) {
        TreeSet<String> known = new TreeSet<>(models.names());
        kinds.forEach(kind -> known.addAll(kind.names));
        return new UsageException(Names.unknown("model, layer, loss, optimizer or schedule", wanted, known));
    }

    private static String explanation(List<Option> options) {
        if (options.isEmpty()) return "It has no options.\n";
        int width = options.stream().mapToInt(option -> option.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Option option : options) {
            lines.add(option.name() + " ".repeat(width - option.name().length() + 2) + option.meaning());
            lines.add(" ".repeat(width + 2) + type(option) + ": " + option.range() + "; " + (option.standard().isEmpty() ? "must be set" : option.standard() + " unless set"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static Table optionTable(List<Option> options) {
        return Table.empty().with("option", texts(options, Option::name)).with("type", texts(options, ModelsCommand::type))
                .with("default", texts(options, Option::standard)).with("range", texts(options, Option::range)).with("meaning", texts(options, Option::meaning));
    }

    private static String type(Option option) { return option.type().name().toLowerCase(Locale.ROOT); }

    private static <T> List<String> texts(List<T> things, Function<T, String> text) { return things.stream().map(text).toList(); }
}
