package dev.lanewise.core.generate;

import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.Tokenizer;
import java.util.List;

/// A language model of texts: it knows what its tokens stand for.
public interface TextModel extends LanguageModel {

    /// What takes its prompts apart and puts what it wrote together.
    Tokenizer tokenizer();

    /// How much each piece of a text looks at each other one, head by head in each block; empty for a model that doesn't look back.
    ///
    /// @param text of at least one token, and no more than the model sees at once
    default List<List<Alignment>> attention(String text) { return List.of(); }

    /// The tokens that end a text: what the tokenizer says unless the model knows better.
    default List<Integer> ends() { return tokenizer().id(Special.EOS).stream().boxed().toList(); }
}
