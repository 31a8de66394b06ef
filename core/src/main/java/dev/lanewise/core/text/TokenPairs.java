package dev.lanewise.core.text;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Pairs of texts as tokens for an encoder and a decoder: sources end with a sign, what was written before begins with one, and what comes next ends with one.
///
/// @param sources `[pairs, time]`
/// @param before `[pairs, steps]`
/// @param next `[pairs, steps]`
/// @param tokens how many target tokens there are
public record TokenPairs(Tensor sources, Tensor before, Tensor next, int tokens) {

    /// The token that fills up.
    public static final int PAD = 0;

    /// Those of a data set of pairs of texts; both tokenizers have a [Special#EOS], that of the targets a [Special#BOS] too.
    public static TokenPairs of(Tokenizer from, Tokenizer to, Dataset data) {
        List<int[]> sources = new ArrayList<>(), before = new ArrayList<>(), next = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            int[] target = to.encode(TextDataset.target(data, row));
            sources.add(ended(from, TextDataset.text(data, row)));
            before.add(IntStream.concat(to.id(Special.BOS).stream(), IntStream.of(target)).toArray());
            next.add(IntStream.concat(IntStream.of(target), to.id(Special.EOS).stream()).toArray());
        }
        return new TokenPairs(TokenBatch.of(sources, PAD).ids(), TokenBatch.of(before, PAD).ids(), TokenBatch.of(next, PAD).ids(), to.size());
    }

    /// A source with the sign for its end.
    public static int[] ended(Tokenizer from, String text) { return IntStream.concat(IntStream.of(from.encode(text)), from.id(Special.EOS).stream()).toArray(); }

    /// The most steps of a target, the sign for its end included.
    public int steps() { return next.shape().extent(1); }

    /// Sources and what was written before as inputs, what comes next as the target.
    public TensorDataset dataset() { return TensorDataset.of(sources, before).target(Target.classes("next", IntStream.range(0, tokens).mapToObj(Integer::toString).toList()), next); }
}
