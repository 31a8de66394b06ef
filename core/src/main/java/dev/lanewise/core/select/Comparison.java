package dev.lanewise.core.select;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Estimator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Several estimators judged on the same folds, and how far each is from the best of them.
///
/// Estimators that learn from the same rows err on the same rows, so what counts is the difference fold by fold: its interval is often much narrower than
/// those of the figures themselves. An interval that holds 0 says that the data can't tell the two apart.
///
/// ```java
/// Comparison.of(Map.of("lda", LDA.standard(), "qda", QDA.standard()), Folds.standard(10), iris, Run.standard()).table()
/// ```
///
/// @param scores the folds of each, by name
/// @param criterion what is best
public record Comparison(Map<String, Scores> scores, Criterion criterion) {

    public Comparison {
        scores = ImmutableMap.copyOf(scores);
        if (scores.isEmpty()) throw new IllegalArgumentException("Comparison: expected at least one estimator, but got none");
    }

    /// By [Criterion#standard].
    ///
    /// @throws dev.lanewise.core.DataException if the data can't be divided so, or one of the estimators can't learn from them
    public static Comparison of(Map<String, Estimator> estimators, Folds folds, Dataset data, Run run) {
        return of(estimators, folds, data, run, Criterion.standard(data.schema().target()));
    }

    /// By a figure of one's own.
    public static Comparison of(Map<String, Estimator> estimators, Folds folds, Dataset data, Run run, Criterion criterion) {
        Map<String, Scores> scores = new LinkedHashMap<>();
        estimators.forEach((name, estimator) -> scores.put(name, CrossValidation.of(folds).score(estimator, data, run)));
        return new Comparison(scores, criterion);
    }

    /// The name of the best, the first of several equal ones.
    public String best() {
        String best = scores.keySet().iterator().next();
        for (String name : scores.keySet()) if (criterion.isBetter(figure(name).mean(), figure(best).mean())) best = name;
        return best;
    }

    /// The figure of one of them over its folds.
    public Scores.Summary figure(String name) { return scores.get(name).figure(criterion.figure()); }

    /// One's figure minus the best one's, fold by fold.
    public Scores.Summary behind(String name) { return scores.get(name).difference(scores.get(best()), criterion.figure()); }

    /// One row each: `model`, the figure with its 95 % interval, the difference to the best with its interval, `fit seconds` in all.
    public Table table() {
        List<String> names = List.copyOf(scores.keySet());
        return Table.empty().with("model", names)
                .with(criterion.figure(), column(names, name -> figure(name).mean())).with("low", column(names, name -> figure(name).low())).with("high", column(names, name -> figure(name).high()))
                .with("minus best", column(names, name -> behind(name).mean())).with("from", column(names, name -> behind(name).low())).with("to", column(names, name -> behind(name).high()))
                .with("fit seconds", column(names, name -> scores.get(name).fitSeconds()));
    }

    private static double[] column(List<String> names, ToDoubleFunction<String> value) { return names.stream().mapToDouble(value).toArray(); }
}
