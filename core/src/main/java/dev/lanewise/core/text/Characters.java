package dev.lanewise.core.text;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Every character (a code point of Unicode) is a token.
///
/// @param vocabulary of single characters
public record Characters(Vocabulary vocabulary) implements Tokenizer {

    public Characters {
        for (String token : vocabulary.tokens()) {
            if (token.codePointCount(0, token.length()) != 1) throw new IllegalArgumentException("Characters: expected tokens of one character, but got \"" + token + "\"");
        }
    }

    /// The characters of a text in the order of Unicode.
    public static Characters of(String text, Special... specials) {
        List<String> tokens = text.codePoints().distinct().sorted().mapToObj(Character::toString).toList();
        return new Characters(Vocabulary.of(ImmutableList.copyOf(specials), tokens));
    }

    @Override public int[] encode(String text) { return text.codePoints().map(character -> vocabulary.id(Character.toString(character))).toArray(); }

    @Override public String decode(int... tokens) { return vocabulary.texts(tokens).collect(Collectors.joining()); }

    @Override public int size() { return vocabulary.size(); }

    @Override public OptionalInt id(Special special) { return vocabulary.id(special); }

    @Override public String toString() { return "Characters, " + size() + " tokens"; }
}
