package dev.lanewise.cli;

import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `summary`: what a model is made of, trained or not.
@Command(name = "summary", header = "Tell what a model is made of, trained or not.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise summary digits.safetensors",
    "  lanewise summary net.json",
    "  lanewise summary mlp --set hidden=128,64 --data digits"})
final class SummaryCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE|FILE.json|MODEL", completionCandidates = ModelNames.class, description = "A model file, a file that describes a model, or a model that 'models' lists.")
    private String what;

    @Option(names = "--data", paramLabel = "PATH", description = "Data that a model which isn't trained yet would learn from.")
    private Optional<String> data = Optional.empty();

    @Option(names = "--target", paramLabel = "COLUMN", defaultValue = "", description = "The column it would predict.")
    private String target;

    @Option(names = "--drop", paramLabel = "COLUMN", description = "A column to leave out; may be given several times.")
    private List<String> drop = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "An option of a model that isn't trained yet; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin private OutputFormat format;

    @Override public void run() {
        boolean trained = what.endsWith(".safetensors") || !Recipe.isFile(what) && Files.exists(Path.of(what));
        if (trained && !(settings.isEmpty() && data.isEmpty())) throw new UsageException("summary: expected " + what + " alone: --set and --data are for models that aren't trained yet");
        if (trained) learned(Path.of(what));
        else described(Recipe.of(what, settings));
    }

    private void learned(Path file) {
        ModelContent content = ModelFile.read(file);
        Model model = ModelRegistry.load().restore(content);
        PrintWriter out = lanewise.console().out();
        format.facts(out, facts(content));
        if (model instanceof TrainedNetwork network && format.text()) out.println("\n" + network.network().summary());
    }

    private void described(Recipe recipe) {
        Estimator estimator = recipe.estimator();
        if (!(estimator instanceof NetworkEstimator networks)) {
            lanewise.console().out().println(estimator);
        } else {
            lanewise.console().out().println(network(networks, recipe).summary());
        }
    }

    /// A network that is written out needs no data; one that fits itself to data does.
    private Network network(NetworkEstimator estimator, Recipe recipe) {
        if (data.isPresent()) return estimator.network(Datasets.open(data.get(), target, drop.toArray(String[]::new)).train().schema());
        if (recipe.options().has("network")) return estimator.network(new Schema(List.of(), List.of(), Schema.Target.none()));
        throw new UsageException(recipe.model() + ": expected --data, because this network takes its first and last width from the data");
    }

    static Table facts(ModelContent content) {
        long numbers = content.tensors().values().stream().mapToLong(tensor -> tensor.shape().size()).sum();
        Schema.Target target = content.schema().target();
        return Table.empty()
                .with("model", List.of(content.model()))
                .with("samples", new double[] {content.provenance().samples()})
                .with("seed", List.of(Long.toString(content.provenance().seed())))
                .with("data", List.of(content.provenance().fingerprint()))
                .with("takes", List.of(content.schema().features().isEmpty() ? content.schema().inputs().toString() : String.join(", ", content.schema().features())))
                .with("predicts", List.of(target.kind() == Schema.Target.Kind.CLASS ? target.name() + ": " + String.join(", ", target.classes()) : target.name()))
                .with("tensors", new double[] {content.tensors().size()})
                .with("numbers", new double[] {numbers});
    }
}
