package dev.lanewise.core.select;

import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Split;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.select.Scores.FoldScore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What an estimator is worth: it learns from a part of the data and is judged by the rest, fold by fold.
///
/// `CrossValidation.of(Folds.stratified(5)).score(estimator, data, run).figure("accuracy")`
///
/// Folds are worked on side by side, each on one thread, with the seed of the run; the figures are the same with any number of threads. What
/// prepares samples must learn with the model: put both into a [pipeline][dev.lanewise.core.prepare.Pipeline], or the rows to judge by are known beforehand.
/// To judge a [Search] itself, score it: it is an estimator (nested cross-validation).
public record CrossValidation(Folds folds) {

    public static CrossValidation of(Folds folds) { return new CrossValidation(folds); }

    /// @throws dev.lanewise.core.DataException if the data can't be divided so, or the estimator can't learn from a fold
    public Scores score(Estimator estimator, Dataset data, Run run) {
        List<Fold> all = folds.of(data, run.seed().child("folds"));
        FoldScore[] scores = new FoldScore[all.size()];
        AtomicInteger done = new AtomicInteger();
        run.backend().parallel(scores.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                scores[i] = score(estimator, all.get(i).of(data), run);
                run.listener().onProgress(new Progress("cross-validation", done.incrementAndGet(), scores.length, "folds", Double.NaN));
            }
        });
        return new Scores(List.of(scores));
    }

    /// [#score(Estimator, Dataset, Run)] in a [Run#standard()].
    public Scores score(Estimator estimator, Dataset data) { return score(estimator, data, Run.standard()); }

    /// One fold, on the calling thread and in silence.
    static FoldScore score(Estimator estimator, Split split, Run run) {
        Run alone = run.threads(1).listener(Progress.Listener.silent());
        long start = System.nanoTime();
        Model model = estimator.fit(split.train(), alone);
        long fitted = System.nanoTime();
        Evaluation evaluation = model.evaluate(split.test(), alone);
        return new FoldScore(split.train().size(), evaluation, (fitted - start) / 1e9, (System.nanoTime() - fitted) / 1e9);
    }
}
