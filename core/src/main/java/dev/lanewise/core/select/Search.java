package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.select.Scores.FoldScore;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.ConvergenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Tries options, judges each by cross-validation, and takes the best.
///
/// ```java
/// Search.over("logistic-regression", Options.none(), Grid.of("C", 0.01, 1, 100)).fit(data, run)
/// ```
///
/// All candidates meet the same folds and the same seed. Candidates and folds are worked on side by side; the result is the same with any number of threads. A
/// candidate that fails is noted with its reason and is no failure of the search. A search is an estimator: cross-validate it to learn what the best candidate is worth
/// (nested cross-validation), because its own score was chosen for being high.
///
/// @param make the estimator with given options
/// @param base the options that all candidates have in common
/// @param folds to judge by
/// @param criterion what is best; empty for [Criterion#standard]
public record Search(Function<Options, Estimator> make, Options base, Candidates candidates, Folds folds, Optional<Criterion> criterion) implements Estimator {

    /// Over the options of a model that is known by name, in five shuffled parts.
    ///
    /// @throws DataException if no model has this name
    public static Search over(String model, Options base, Candidates candidates) {
        ModelRegistry registry = ModelRegistry.load();
        registry.provider(model);
        return over(options -> registry.create(model, options), candidates).base(base);
    }

    /// Over whatever makes an estimator out of options.
    public static Search over(Function<Options, Estimator> make, Candidates candidates) {
        return new Search(make, Options.none(), candidates, Folds.k(5).shuffled(true), Optional.empty());
    }

    public Search base(Options base) { return new Search(make, base, candidates, folds, criterion); }

    public Search folds(Folds folds) { return new Search(make, base, candidates, folds, criterion); }

    public Search by(Criterion criterion) { return new Search(make, base, candidates, folds, Optional.of(criterion)); }

    /// The model of the best candidate, learned from all data.
    ///
    /// @throws DataException if all candidates failed
    @Override public Model fit(Dataset data, Run run) { return make.apply(result(data, run).best().options()).fit(data, run); }

    /// What became of every candidate.
    ///
    /// @throws DataException if the data can't be divided so
    public SearchResult result(Dataset data, Run run) {
        Criterion by = criterion.orElseGet(() -> Criterion.standard(data.schema().target()));
        List<Options> tried = candidates.of(base, run.seed().child("candidates"));
        if (tried.isEmpty()) throw new DataException("Search: expected at least one candidate, but got none");
        tried.forEach(Search::requireNoFiles);
        List<Fold> parts = folds.of(data, run.seed().child("folds"));
        Attempt[] attempts = new Attempt[tried.size() * parts.size()];
        AtomicInteger done = new AtomicInteger();
        run.backend().parallel(attempts.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                attempts[i] = attempt(tried.get(i / parts.size()), parts.get(i % parts.size()), data, run, by);
                run.listener().onProgress(new Progress("search", done.incrementAndGet(), attempts.length, "fits", Double.NaN));
            }
        });
        List<SearchResult.Candidate> results = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) results.add(candidate(tried.get(i), List.of(attempts).subList(i * parts.size(), (i + 1) * parts.size())));
        return new SearchResult(results, by);
    }

    /// Trainings side by side can't write into one folder or one log.
    private static void requireNoFiles(Options options) {
        for (String name : List.of("checkpoint", "log")) {
            if (options.has(name)) throw new DataException("Search: expected options without '" + name + "', because all candidates would write there, but got '" + options.text(name) + "'. Name it when the best one is trained");
        }
        for (String name : options.names()) {
            Object value = options.value(name).orElse("");
            if (value instanceof Options inner) requireNoFiles(inner);
            if (value instanceof List<?> parts) parts.forEach(part -> { if (part instanceof Options inner) requireNoFiles(inner); });
        }
    }

    /// One candidate and one fold.
    private record Attempt(Optional<FoldScore> score, String failure) { }

    private Attempt attempt(Options options, Fold fold, Dataset data, Run run, Criterion by) {
        try {
            FoldScore score = CrossValidation.score(make.apply(options), fold.of(data), run);
            score.evaluation().figure(by.figure());                            // complains if it has none
            return new Attempt(Optional.of(score), "");
        } catch (DataException | IllegalArgumentException | ConvergenceException e) {
            return new Attempt(Optional.empty(), e.getMessage());
        }
    }

    private static SearchResult.Candidate candidate(Options options, List<Attempt> attempts) {
        Optional<Attempt> failed = attempts.stream().filter(attempt -> attempt.score().isEmpty()).findFirst();
        if (failed.isPresent()) return new SearchResult.Candidate(options, Optional.empty(), failed.get().failure());
        return new SearchResult.Candidate(options, Optional.of(new Scores(attempts.stream().map(attempt -> attempt.score().orElseThrow()).toList())), "");
    }
}
