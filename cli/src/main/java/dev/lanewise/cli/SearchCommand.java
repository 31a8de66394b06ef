package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.select.Search;
import dev.lanewise.core.select.SearchResult;
import dev.lanewise.core.spi.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `search`: which options of a model are the best on a data set.
@Command(name = "search", header = "Try options of a model and judge each by cross-validation.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise search logistic-regression --data iris.csv --try C=0.1 --try C=1 --try C=10 --out best.safetensors",
    "  lanewise search mlp --data digits --try hidden=32 --try hidden=64,32 --between-log learning-rate=1e-4..1e-1 --draws 20",
    "  lanewise search scaled-svm.json --data wine.csv --try steps.1.C=1 --try steps.1.C=100"})
final class SearchCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private RecipeOptions model;
    @Mixin private CandidateOptions candidates;
    @Mixin private DataOptions data;
    @Mixin private FoldOptions folds;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "A model file to write: the best candidate, learned from all data.")
    private Optional<Path> out = Optional.empty();

    @Override public void run() {
        OutputFile.require(List.of(model.name(), data.name()), out);
        Recipe recipe = model.recipe();
        recipe.provider();
        Search search = Search.over(recipe.model(), recipe.options(), candidates.of(recipe)).folds(folds.folds());
        DataSource source = data.open();
        Run circumstances = run.run(lanewise.listener());
        SearchResult result = search.by(folds.criterion(source.train())).result(source.train(), circumstances).bestFirst();
        SearchResult.Candidate best = result.best();
        format.rows(lanewise.console().out(), "candidates", result.table());
        if (format.text()) lanewise.console().out().println("\n" + verdict(result, best));
        if (out.isPresent()) save(recipe, best.options(), source.train(), circumstances);
    }

    /// The best candidate's score was chosen for being high, which is why it is not what the model is worth.
    private static String verdict(SearchResult result, SearchResult.Candidate best) {
        String settings = result.differing().stream().map(name -> name + "=" + best.options().value(name).map(Object::toString).orElse("")).collect(Collectors.joining(" "));
        return "Best: " + (settings.isEmpty() ? "the only candidate" : settings) + ", " + result.criterion().figure() + " " + best.scores().orElseThrow().figure(result.criterion().figure())
                + ". It was chosen for this figure: judge it by other data";
    }

    private void save(Recipe recipe, Options options, Dataset data, Run circumstances) {
        Model learned = ModelRegistry.load().create(recipe.model(), options).fit(data, circumstances);
        lanewise.console().write(() -> learned.save(out.orElseThrow()));
        lanewise.say(out.orElseThrow() + ": " + recipe.model() + " trained on " + Figures.count(data.size()) + " samples");
    }
}
