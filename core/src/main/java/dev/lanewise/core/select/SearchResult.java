package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What became of every candidate of a [Search], in the order in which they were tried.
public record SearchResult(List<Candidate> candidates, Criterion criterion) {

    /// @param options what was tried
    /// @param scores its folds; empty if one of them failed
    /// @param failure why the first one failed; empty if none did
    public record Candidate(Options options, Optional<Scores> scores, String failure) { }

    public SearchResult {
        candidates = List.copyOf(candidates);
    }

    /// The best candidate, the first of several equal ones.
    ///
    /// @throws DataException if all of them failed
    public Candidate best() {
        Candidate best = candidates.getFirst();
        for (Candidate candidate : candidates) if (criterion.isBetter(value(candidate), value(best))) best = candidate;
        if (best.scores().isEmpty()) throw new DataException("Search: expected a candidate that can learn from the data, but all " + candidates.size() + " failed, the first one so: " + best.failure());
        return best;
    }

    private double value(Candidate candidate) { return candidate.scores().map(scores -> scores.figure(criterion.figure()).mean()).orElse(Double.NaN); }

    /// How many candidates are better than each, plus one: equal ones share a rank.
    public List<Integer> ranks() {
        return candidates.stream().map(one -> 1 + (int) candidates.stream().filter(other -> criterion.isBetter(value(other), value(one))).count()).toList();
    }

    /// The same candidates, better ones first.
    public SearchResult bestFirst() {
        List<Integer> ranks = ranks();
        return new SearchResult(IntStream.range(0, candidates.size()).boxed().sorted(Comparator.comparing(ranks::get)).map(candidates::get).toList(), criterion);
    }

    /// One row a candidate: the options in which candidates differ, the mean and standard deviation of the figure, `rank`, `fit seconds` in all, `failure`.
    public Table table() {
        Table table = Table.empty();
        for (String name : differing()) table = table.with(name, candidates.stream().map(candidate -> candidate.options().value(name).map(Object::toString).orElse("")).toList());
        return table.with(criterion.figure(), candidates.stream().mapToDouble(this::value).toArray())
                .with("deviation", candidates.stream().mapToDouble(candidate -> candidate.scores().map(scores -> scores.figure(criterion.figure()).deviation()).orElse(Double.NaN)).toArray())
                .with("rank", ranks().stream().mapToDouble(Integer::doubleValue).toArray())
                .with("fit seconds", candidates.stream().mapToDouble(candidate -> candidate.scores().map(Scores::fitSeconds).orElse(Double.NaN)).toArray())
                .with("failure", candidates.stream().map(Candidate::failure).toList());
    }

    /// The names of the options in which candidates differ.
    public List<String> differing() {
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(candidate -> names.addAll(candidate.options().names()));
        List<String> differing = new ArrayList<>(names);
        differing.removeIf(name -> candidates.stream().map(candidate -> candidate.options().value(name)).distinct().count() < 2);
        return differing;
    }
}
