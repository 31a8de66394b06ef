package dev.lanewise.core.train;

import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.text.BytePairs;
import dev.lanewise.core.text.Characters;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.Words;
import java.util.List;

/// What the tokens of a language model are, and how many make a chunk.
///
/// @param kind what a token is
/// @param vocabulary how many of them there are at most, for words and byte pairs
/// @param chunk over how many a gradient flows back, at least 1
public record TokenSetting(Kind kind, int vocabulary, int chunk) {

    /// What a token is.
    public enum Kind { CHARACTERS, WORDS, BYTE_PAIRS }

    public TokenSetting {
        if (vocabulary < 2) throw new IllegalArgumentException("TokenSetting: expected a vocabulary ≥ 2, but got " + vocabulary);
        if (chunk < 1) throw new IllegalArgumentException("TokenSetting: expected chunks of at least one token, but got " + chunk);
    }

    /// Characters in chunks of 64.
    public static TokenSetting characters() { return new TokenSetting(Kind.CHARACTERS, 1000, 64); }

    /// So many words in chunks of 32.
    public static TokenSetting words(int vocabulary) { return new TokenSetting(Kind.WORDS, vocabulary, 32); }

    /// So many byte pairs in chunks of 64.
    public static TokenSetting bytePairs(int vocabulary) { return new TokenSetting(Kind.BYTE_PAIRS, vocabulary, 64); }

    public TokenSetting chunk(int chunk) { return new TokenSetting(kind, vocabulary, chunk); }

    /// What takes texts like this one apart; characters and words that don't stand in it become unknown ones.
    public Tokenizer tokenizer(String text) { return kind == Kind.BYTE_PAIRS ? tokenizer(text, new Special[0]) : tokenizer(text, Special.UNK); }

    /// The same with these special tokens.
    public Tokenizer tokenizer(String text, Special... specials) {
        return switch (kind) {
            case CHARACTERS -> Characters.of(text, specials);
            case WORDS -> Words.of(text, vocabulary, specials);
            case BYTE_PAIRS -> BytePairs.train(text, vocabulary, specials);
        };
    }

    /// The options that [#of(Options)] reads.
    public static List<Option> declared() {
        return List.of(new Option("tokens", Type.TEXT, "characters", "characters, words, byte-pairs", "What a token is."),
                new Option("vocabulary", Type.INTEGER, "1000", "≥ 2; with byte pairs ≥ 256", "How many tokens there are at most, where they are words or byte pairs."),
                new Option("chunk", Type.INTEGER, "64", "≥ 1", "Over how many tokens a gradient flows back."));
    }

    public static TokenSetting of(Options options) { return new TokenSetting(options.choice("tokens", Kind.CHARACTERS), options.integer("vocabulary", 1000), options.integer("chunk", 64)); }

    /// What [#of(Options)] reads back.
    public Options options() { return Options.none().with("tokens", kind).with("vocabulary", vocabulary).with("chunk", chunk); }
}
