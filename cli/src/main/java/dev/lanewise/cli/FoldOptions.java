package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.select.Criterion;
import dev.lanewise.core.select.Folds;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How models are judged by data that they also learn from, as options.
final class FoldOptions {

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "Parts that the data is divided into (${DEFAULT-VALUE}); each is judged by what was learned from the others. Every part has its share of every class.")
    private int folds;

    @Option(names = "--in-order", description = "The rows are in the order of time: each part is judged by what was learned from all rows before it.")
    private boolean inOrder;

    @ArgGroup private Choice choice = new Choice();

    static final class Choice {
        @Option(names = "--highest", paramLabel = "FIGURE", description = "The figure that should be high, as 'evaluate' names it (accuracy, for classes).")
        private Optional<String> highest = Optional.empty();

        @Option(names = "--lowest", paramLabel = "FIGURE", description = "The figure that should be low (rmse, for numbers).")
        private Optional<String> lowest = Optional.empty();
    }

    Folds folds() { return inOrder ? Folds.timeSeries(folds) : Folds.standard(folds); }

    Criterion criterion(Dataset data) {
        return choice.highest.map(Criterion::highest).or(() -> choice.lowest.map(Criterion::lowest)).orElseGet(() -> Criterion.standard(data.schema().target()));
    }
}
