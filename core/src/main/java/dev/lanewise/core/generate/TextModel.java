package dev.lanewise.core.generate;

import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.Tokenizer;
import java.util.List;

/// A language model of texts: it knows what its tokens stand for.
public interface TextModel extends LanguageModel {

    /// What takes its prompts apart and puts what it wrote together.
    Tokenizer tokenizer();

    /// The tokens that end a text: what the tokenizer says unless the model knows better.
    default List<Integer> ends() { return tokenizer().id(Special.EOS).stream().boxed().toList(); }
}
