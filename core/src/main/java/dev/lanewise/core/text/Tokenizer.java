package dev.lanewise.core.text;

import java.util.OptionalInt;

/// Takes text apart into tokens, which are numbers `0 … size − 1`, and puts it together again.
///
/// Immutable and safe to use from many threads at once.
public interface Tokenizer {

    /// The tokens of a text, without special ones.
    ///
    /// @throws dev.lanewise.core.DataException if something stands in it that is no token, and there is no [Special#UNK]
    int[] encode(String text);

    /// The text of tokens; special ones say nothing.
    ///
    /// @throws dev.lanewise.core.DataException if a number is none of the tokens
    String decode(int... tokens);

    /// How many tokens there are, special ones included.
    int size();

    /// The number of a special token, if there is such a one.
    default OptionalInt id(Special special) { return OptionalInt.empty(); }
}
