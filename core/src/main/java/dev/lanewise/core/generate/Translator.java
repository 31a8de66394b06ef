package dev.lanewise.core.generate;

import dev.lanewise.core.Seed;
import dev.lanewise.core.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model that says texts in other texts.
public interface Translator {

    /// How many texts are translated side by side.
    int ROWS = 64;

    /// What puts together what it writes; it has a [dev.lanewise.core.text.Special#EOS].
    Tokenizer tokenizer();

    /// One row for each text, ready to be asked for the first token of what it becomes.
    ///
    /// @param texts at least one
    /// @throws dev.lanewise.core.DataException if a text holds what is no token
    Decoding translating(List<String> texts);

    /// How many tokens are written at most.
    int longest();

    /// How much each piece of a text weighs for each piece of a translation, if the model looks back.
    default Optional<Alignment> alignment(String text, String translation) { return Optional.empty(); }

    /// A translation without a choice: the best token at each step.
    default Generator greedy() { return Generator.of(Sampler.greedy(), longest()).stoppingAt(end()); }

    /// A translation that is looked for with several beams.
    default BeamSearch beams(int beams) { return BeamSearch.of(beams, longest()).lengthPenalty(1).stoppingAt(end()); }

    /// What a text is in other words, the best token at each step.
    default String translate(String text) { return translate(List.of(text)).getFirst(); }

    /// The same for several texts, some of them side by side.
    default List<String> translate(List<String> texts) {
        List<String> all = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += ROWS) {
            Decoding rows = translating(texts.subList(from, Math.min(texts.size(), from + ROWS)));
            greedy().generate(rows, Seed.of(0), TokenListener.silent()).forEach(said -> all.add(tokenizer().decode(said.toArray())));
        }
        return all;
    }

    private int end() { return tokenizer().id(dev.lanewise.core.text.Special.EOS).orElseThrow(() -> new IllegalArgumentException("Translator: expected a token for the end of a text, but there is none")); }
}
