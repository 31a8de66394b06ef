package dev.lanewise.core.generate;

import dev.lanewise.core.text.Tokenizer;

/// A language model of texts: it knows what its tokens stand for.
public interface TextModel extends LanguageModel {

    /// What takes its prompts apart and puts what it wrote together.
    Tokenizer tokenizer();
}
