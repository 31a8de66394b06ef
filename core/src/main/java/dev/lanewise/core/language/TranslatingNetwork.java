package dev.lanewise.core.language;

import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// What a family's network does with pairs of token sequences, so that a [LearnedTranslation] can say texts in others.
public interface TranslatingNetwork {

    /// One row for each source, ready to be asked for the first token of what it becomes.
    ///
    /// @param ids `[rows, time]`, padded
    /// @param first the sign for the beginning
    /// @param longest how many tokens are written at most
    Decoding begin(Tensor ids, int first, int longest);

    /// How much each token of a source weighs for each token of a translation and for its end, `[target + 1, source]`, block by block; empty for a network that
    /// doesn't look back.
    ///
    /// @param source with the sign for its end, if the network reads it
    /// @param first the sign for the beginning of a translation
    /// @param target without signs
    List<Matrix> looks(int[] source, int first, int... target);
}
