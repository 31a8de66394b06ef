package dev.lanewise.cli;

import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.select.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `compare`: which of several models is the best on a data set, and whether the data can tell.
@Command(name = "compare", header = "Judge several models by the same parts of a data set.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise compare lda qda logistic-regression --data iris.csv --target species",
    "  lanewise compare small.json large.json --data mnist/ --folds 3 --lowest loss"})
final class CompareCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private DataOptions data;
    @Mixin private FoldOptions folds;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;

    @Parameters(arity = "1..*", paramLabel = "MODEL|FILE.json", completionCandidates = ModelNames.class, description = "Models that 'models' lists, or files that describe one.")
    private List<String> models;

    @Override public void run() {
        Map<String, Estimator> estimators = estimators();
        DataSource source = data.open();
        Comparison comparison = Comparison.of(estimators, folds.folds(), source.train(), run.run(lanewise.listener()), folds.criterion(source.train()));
        format.rows(lanewise.console().out(), "models", comparison.table());
        if (format.text()) lanewise.console().out().println("\n" + verdict(comparison));
    }

    private Map<String, Estimator> estimators() {
        Map<String, Estimator> all = new LinkedHashMap<>();
        for (String model : models) {
            Recipe recipe = Recipe.of(model, Map.of());
            if (recipe.savesCheckpoints()) throw new UsageException(model + ": expected a model without 'checkpoint', because all folds would write into one folder, but it has one");
            if (all.put(model, recipe.estimator()) != null) throw new UsageException("compare: expected different models, but got '" + model + "' twice");
        }
        return all;
    }

    /// Says who can't be told from the best.
    private static String verdict(Comparison comparison) {
        String best = comparison.best();
        List<String> near = comparison.scores().keySet().stream().filter(name -> !name.equals(best)).filter(name -> holdsZero(comparison, name)).toList();
        if (comparison.scores().size() == 1) return "Only one model, " + best + ", and nothing to compare it with.";
        if (near.isEmpty()) return "The best is " + best + "; every other one's difference to it is larger than chance explains at 95 %.";
        return "The best is " + best + ", but this data can't tell it from " + String.join(", ", near) + " at 95 %.";
    }

    private static boolean holdsZero(Comparison comparison, String name) {
        return !(comparison.behind(name).low() > 0 || comparison.behind(name).high() < 0);
    }
}
