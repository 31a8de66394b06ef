package dev.lanewise.core.generate;

/// Hears of each token as soon as it is chosen.
@FunctionalInterface
public interface TokenListener {

    /// One more token.
    ///
    /// @param row the number of the prompt it belongs to, counted from 0
    /// @return whether this row should go on
    boolean wrote(int row, int token);

    /// Lets every row go on.
    static TokenListener silent() { return (_, _) -> true; }
}
