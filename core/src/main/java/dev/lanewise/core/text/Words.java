package dev.lanewise.core.text;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every word and every other sign that is no space is a token; [#decode] puts one space between two of them, but none before what closes a phrase.
///
/// Words are letters, digits, marks and apostrophes; `don't` is one.
///
/// @param vocabulary of words and signs
public record Words(Vocabulary vocabulary) implements Tokenizer {

    private static final Pattern PIECE = Pattern.compile("[\\p{L}\\p{N}\\p{M}'’]+|\\S");
    private static final Pattern CLOSING = Pattern.compile("[.,;:!?)\\]}…]");

    /// The most frequent words of a text.
    ///
    /// @param size how many tokens there are at most, special ones included; others become [Special#UNK] if there is such a one
    public static Words of(String text, int size, Special... specials) {
        Map<String, Integer> counts = new TreeMap<>();
        pieces(text).forEach(piece -> counts.merge(piece, 1, Integer::sum));
        return new Words(Vocabulary.ofMostFrequent(counts, size, ImmutableList.copyOf(specials)));
    }

    private static Stream<String> pieces(String text) { return PIECE.matcher(text).results().map(java.util.regex.MatchResult::group); }

    @Override public int[] encode(String text) { return pieces(text).mapToInt(vocabulary::id).toArray(); }

    @Override public String decode(int... tokens) {
        StringBuilder text = new StringBuilder();
        vocabulary.texts(tokens).forEach(piece -> text.append(text.isEmpty() || CLOSING.matcher(piece).matches() ? "" : " ").append(piece));
        return text.toString();
    }

    @Override public int size() { return vocabulary.size(); }

    @Override public OptionalInt id(Special special) { return vocabulary.id(special); }

    @Override public String toString() { return "Words, " + size() + " tokens"; }
}
