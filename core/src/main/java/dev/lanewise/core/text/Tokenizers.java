package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.text.BytePairs.Merge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Tokenizers as options, and back: so that a model file holds the one that its tokens come from.
///
/// | kind         | options                                                                  |
/// |--------------|--------------------------------------------------------------------------|
/// | `characters` | `specials` and `tokens`, texts in the order of their numbers             |
/// | `words`      | the same                                                                 |
/// | `byte-pairs` | `specials`, and `merges`: the numbers of all pairs one behind the other  |
public final class Tokenizers {

    private Tokenizers() { }

    /// @throws IllegalArgumentException if the tokenizer is none of Lanewise's
    public static Options describe(Tokenizer tokenizer) {
        return switch (tokenizer) {
            case Characters characters -> describe("characters", characters.vocabulary());
            case Words words -> describe("words", words.vocabulary());
            case BytePairs pairs -> describe("byte-pairs", pairs.specials()).with("merges", pairs.merges().stream().flatMap(merge -> java.util.stream.Stream.of(merge.left(), merge.right())).toList());
            default -> throw new IllegalArgumentException("Tokenizers: expected characters, words or byte pairs, but got " + tokenizer);
        };
    }

    private static Options describe(String kind, Vocabulary vocabulary) { return describe(kind, vocabulary.specials()).with("tokens", vocabulary.tokens()); }

    private static Options describe(String kind, List<Special> specials) {
        return Options.none().with("kind", kind).with("specials", specials.stream().map(special -> special.name().toLowerCase(Locale.ROOT)).toList());
    }

    /// The tokenizer that [#describe] described.
    ///
    /// @throws DataException if the options are no such description
    public static Tokenizer read(Options options) {
        List<Special> specials = texts(options, "specials").stream().map(name -> special(options, name)).toList();
        try {
            return switch (options.text("kind")) {
                case "characters" -> new Characters(Vocabulary.of(specials, texts(options, "tokens")));
                case "words" -> new Words(Vocabulary.of(specials, texts(options, "tokens")));
                case "byte-pairs" -> BytePairs.of(specials, merges(options));
                default -> throw new DataException(options.place() + ": expected a tokenizer of characters, words or byte-pairs, but got \"" + options.text("kind") + "\"");
            };
        } catch (IllegalArgumentException e) {
            throw new DataException(options.place() + ": " + e.getMessage(), e);
        }
    }

    private static Special special(Options options, String name) {
        return Arrays.stream(Special.values()).filter(special -> special.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new DataException(options.place() + ": expected special tokens pad, bos, eos or unk, but got \"" + name + "\""));
    }

    private static List<Merge> merges(Options options) {
        int[] numbers = options.integers("merges");
        if (numbers.length % 2 != 0) throw new DataException(options.place() + ": expected two numbers for each of the 'merges', but got " + numbers.length + " numbers");
        List<Merge> merges = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) merges.add(new Merge(numbers[i], numbers[i + 1]));
        return merges;
    }

    private static List<String> texts(Options options, String name) {
        if (options.value(name).orElse(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) return list.stream().map(String.class::cast).toList();
        throw new DataException(options.place() + ": expected a list of texts for '" + name + "'");
    }
}
