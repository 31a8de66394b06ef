package dev.lanewise.core.generate;

import java.util.List;

/// A model of sequences of tokens: it says of each token how likely it is to come next.
///
/// The tokens are numbered `0 … vocabulary − 1`; a [Generator] writes with it, whatever it is made of.
public interface LanguageModel {

    /// How many tokens there are.
    int vocabulary();

    /// Sequences that begin with these tokens, side by side, ready to be asked what comes next.
    ///
    /// @param prompts at least one; they may be of unlike lengths, and empty where the model knows how to begin
    /// @throws IllegalArgumentException if there is none, or the model cannot begin with nothing
    /// @throws dev.lanewise.core.DataException if a token is none of the vocabulary
    Decoding begin(List<int[]> prompts);
}
