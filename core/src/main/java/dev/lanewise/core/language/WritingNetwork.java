package dev.lanewise.core.language;

import dev.lanewise.core.generate.LanguageModel;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// What a family's network does with tokens, so that a [LearnedLanguage] can judge texts and write on.
public interface WritingNetwork extends LanguageModel {

    /// What a text costs, each token by those before it, or by as many of them as the network sees.
    TextCost cost(int... tokens);

    /// What a long text costs, perhaps piece by piece where that is faster.
    default TextCost costOfLong(int... tokens) { return cost(tokens); }

    /// How much each token looks at each other one, `[1, heads, tokens, tokens]` block by block; empty for a network that doesn't look back.
    ///
    /// @throws IllegalArgumentException if these are more tokens than it sees at once, or none
    default List<Tensor> attention(int... tokens) { return List.of(); }
}
