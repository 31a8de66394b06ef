package dev.lanewise.core.generate;

/// Sequences on their way, side by side: what comes next is asked and said, token by token.
///
/// | method    | what it does                                                                                       |
/// |-----------|----------------------------------------------------------------------------------------------------|
/// | `scores`  | how the tokens score that may come next, `[rows, vocabulary]`                                      |
/// | `append`  | one token goes to the end of each row: states take a step, caches grow by one                       |
/// | `select`  | row `i` goes on from where row `rows[i]` stood: rows that ended leave, beams are copied             |
///
/// Whatever is known of a sequence (the states of recurrent layers, keys and values of attention) lives in here. Not thread-safe.
public interface Decoding {

    /// How many sequences there are.
    int rows();

    /// How many tokens there are.
    int vocabulary();

    /// Logarithms of probabilities up to a constant for each row: what a network gives before its softmax.
    ///
    /// @return `[rows, vocabulary]` in its first elements; it may be overwritten by the next [#append] or [#select]
    float[] scores();

    /// One more token for each row.
    ///
    /// @param tokens as many as there are rows
    void append(int... tokens);

    /// The rows with these numbers, in this order; a number may stand there several times or not at all.
    void select(int... rows);
}
