package dev.lanewise.core.text;

/// Tokens that stand for no text.
public enum Special {

    /// Fills short rows; nothing is learned from it.
    PAD,
    /// Before the first token.
    BOS,
    /// After the last token.
    EOS,
    /// In the place of what is no token.
    UNK;

    /// `<pad>`
    @Override public String toString() { return "<" + name().toLowerCase(java.util.Locale.ROOT) + ">"; }
}
