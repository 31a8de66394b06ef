package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.generate.TextModel;
import java.nio.file.Path;
import java.util.List;

/// Reads language models of one kind that other programs wrote, tokenizer included.
///
/// Implement it as a public class with a public no-argument constructor, name it in `provides` of the module and in `META-INF/services`;
/// [TextModelRegistry] finds it.
public interface TextModelReader {

    /// What it is called: lower-case letters, digits and hyphens.
    String name();

    /// What it reads, in a few words for a message: `a folder with a config.json`.
    String files();

    /// Whether a path looks like one of these; nothing is read yet but names.
    boolean suits(Path path);

    /// Every option that [#read] understands.
    List<Option> options();

    /// @param run kernels and threads that the model computes with
    /// @throws dev.lanewise.core.DataException if a file is missing or broken
    TextModel read(Path path, Options options, Run run);
}
