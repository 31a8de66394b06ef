package dev.lanewise.nn.recurrent;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.Padding;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Pairs of texts as tokens for an [EncoderDecoder]: sources end with a sign, what was written before begins with one, and what comes next ends with one.
///
/// @param sources `[pairs, time]`
/// @param before `[pairs, steps]`
/// @param next `[pairs, steps]`
/// @param tokens how many target tokens there are
record Pairs(Tensor sources, Tensor before, Tensor next, int tokens) {

    static final int PAD = 0;

    static Pairs of(Tokenizer from, Tokenizer to, Dataset data) {
        List<int[]> sources = new ArrayList<>(), before = new ArrayList<>(), next = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            int[] target = to.encode(TextDataset.target(data, row));
            sources.add(ended(from, TextDataset.text(data, row)));
            before.add(IntStream.concat(to.id(Special.BOS).stream(), IntStream.of(target)).toArray());
            next.add(IntStream.concat(IntStream.of(target), to.id(Special.EOS).stream()).toArray());
        }
        return new Pairs(Padding.of(sources, PAD).ids(), Padding.of(before, PAD).ids(), Padding.of(next, PAD).ids(), to.size());
    }

    /// A source with the sign for its end.
    static int[] ended(Tokenizer from, String text) { return IntStream.concat(IntStream.of(from.encode(text)), from.id(Special.EOS).stream()).toArray(); }

    int steps() { return next.shape().extent(1); }

    TensorDataset dataset() { return TensorDataset.of(sources, before).target(Target.classes("next", IntStream.range(0, tokens).mapToObj(Integer::toString).toList()), next); }
}
