package dev.lanewise.core.generate;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/// Looks for the most likely texts by following several beginnings at a time.
///
/// Texts of unlike lengths are compared by `log P / ((5 + length) / 6)^penalty`: with 0 short ones win, with 1 it is nearly the mean of each token.
/// The length counts the stop. One beam is the greedy choice.
///
/// @param beams how many beginnings are followed, at least 1
/// @param length how many tokens are written at most, at least 1
/// @param lengthPenalty ≥ 0
/// @param stops sequences of tokens at whose end a text ends; the one that ended it is left out
/// @see <a href="https://arxiv.org/abs/1609.08144">Wu et al. (2016), §7: the penalty</a>
public record BeamSearch(int beams, int length, double lengthPenalty, List<List<Integer>> stops) {

    public BeamSearch {
        stops = stops.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
        if (beams < 1) throw new IllegalArgumentException("BeamSearch: expected beams ≥ 1, but got " + beams);
        if (length < 1) throw new IllegalArgumentException("BeamSearch: expected a length ≥ 1, but got " + length);
        if (!(lengthPenalty >= 0 && Double.isFinite(lengthPenalty))) throw new IllegalArgumentException("BeamSearch: expected a length penalty ≥ 0, but got " + lengthPenalty);
        if (stops.stream().anyMatch(List::isEmpty)) throw new IllegalArgumentException("BeamSearch: expected stops of at least one token, but got " + stops);
    }

    /// So many beams without a stop, texts compared by their probabilities alone.
    public static BeamSearch of(int beams, int length) { return new BeamSearch(beams, length, 0, List.of()); }

    public BeamSearch lengthPenalty(double penalty) { return new BeamSearch(beams, length, penalty, stops); }

    /// One more sequence of tokens that ends a text.
    public BeamSearch stoppingAt(int... tokens) {
        return new BeamSearch(beams, length, lengthPenalty, ImmutableList.<List<Integer>>builder().addAll(stops).add(Arrays.stream(tokens).boxed().toList()).build());
    }

    /// At most as many texts as there are beams, the best first.
    ///
    /// @param decoding a single row
    /// @throws IllegalArgumentException if there are several
    public List<Generation> search(Decoding decoding) {
        if (decoding.rows() != 1) throw new IllegalArgumentException("BeamSearch: expected a single row, but got " + decoding.rows());
        return new Searching(this, decoding).search();
    }

    /// At most as many texts behind the prompt as there are beams, the best first.
    public List<Generation> search(LanguageModel model, int... prompt) { return search(model.begin(List.of(prompt))); }

    double score(double logLikelihood, int tokens) { return logLikelihood / Math.pow((5 + tokens) / 6.0, lengthPenalty); }
}
