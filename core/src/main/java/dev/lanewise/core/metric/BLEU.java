package dev.lanewise.core.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much of what translations say stands in the true ones: `BLEU = e^min(0, 1 − r/c) · (p₁ p₂ p₃ p₄)^¼`, over all sentences together.
///
/// `pₙ` is the share of the runs of `n` tokens said that stand in the true sentence, each as often as there at most; `c` and `r` are the lengths of all that was
/// said and of all that is true. 1 for the very same, 0 where no run of some length is right.
///
/// Immutable: [#with] gives the score with one more sentence.
///
/// @param matches right runs of 1 to 4 tokens
/// @param runs all runs said
/// @param said the length of all that was said
/// @param truth the length of all that is true
/// @see <a href="https://aclanthology.org/P02-1040/">Papineni et al. (2002)</a>
public record BLEU(List<Long> matches, List<Long> runs, long said, long truth) {

    private static final int LONGEST = 4;

    public BLEU {
        matches = List.copyOf(matches);
        runs = List.copyOf(runs);
    }

    public static BLEU none() { return new BLEU(List.of(0L, 0L, 0L, 0L), List.of(0L, 0L, 0L, 0L), 0, 0); }

    /// The score of texts, whose tokens are words and signs between them.
    public static BLEU ofTexts(List<String> said, List<String> truth) {
        if (said.size() != truth.size()) throw new IllegalArgumentException("BLEU: expected as many translations as true ones, " + truth.size() + ", but got " + said.size());
        BLEU all = none();
        for (int i = 0; i < said.size(); i++) all = all.with(words(said.get(i)), words(truth.get(i)));
        return all;
    }

    private static List<String> words(String text) {
        String apart = text.replaceAll("([^\\p{L}\\p{N}\\s])", " $1 ").strip();
        return apart.isEmpty() ? List.of() : Arrays.asList(apart.split("\\s+"));
    }

    public <T> BLEU with(List<T> sentence, List<T> right) {
        Long[] matched = new Long[LONGEST], all = new Long[LONGEST];
        for (int n = 1; n <= LONGEST; n++) {
            Map<List<T>, Integer> left = counts(right, n);
            long hits = 0;
            for (int i = 0; i + n <= sentence.size(); i++) if (left.merge(List.copyOf(sentence.subList(i, i + n)), -1, Integer::sum) >= 0) hits++;
            matched[n - 1] = matches.get(n - 1) + hits;
            all[n - 1] = runs.get(n - 1) + Math.max(0, sentence.size() - n + 1);
        }
        return new BLEU(List.of(matched), List.of(all), said + sentence.size(), truth + right.size());
    }

    private static <T> Map<List<T>, Integer> counts(List<T> sentence, int n) {
        Map<List<T>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= sentence.size(); i++) counts.merge(List.copyOf(sentence.subList(i, i + n)), 1, Integer::sum);
        return counts;
    }

    /// Between 0 and 1; others print a hundred times that.
    public double score() {
        double logarithms = 0;
        for (int n = 0; n < LONGEST; n++) {
            if (matches.get(n) == 0) return 0;
            logarithms += Math.log((double) matches.get(n) / runs.get(n)) / LONGEST;
        }
        return Math.exp(Math.min(0, 1 - (double) truth / said) + logarithms);
    }
}
