package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.spi.TextModelReader;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A [CausalLM] with its tokenizer: texts in, texts out.
///
/// Where the model begins its texts with a token (Llama does, GPT-2 doesn't), prompts get it in front.
///
/// @param model what scores tokens
/// @param tokenizer what takes texts apart
public record PretrainedText(CausalLM model, Tokenizer tokenizer) implements TextModel {

    /// @throws DataException if the tokenizer has tokens that the model doesn't know
    public PretrainedText {
        if (tokenizer.size() > model.vocabulary()) {
            throw new DataException("PretrainedText: expected a tokenizer of at most " + model.vocabulary() + " tokens, as many as the model knows, but got " + tokenizer
                    + "; does it belong to this model?");
        }
    }

    /// A model and the tokenizer that stands beside it.
    ///
    /// @param path a folder with `config.json`, weights and tokenizer; or a file `*.bin` of llama2.c with its tokenizer as `tok*.bin` in the same folder
    /// @throws DataException if one is missing or broken
    public static PretrainedText read(Path path, WeightFormat format) { return new PretrainedText(CausalLM.read(path, format), TokenizerFiles.read(tokenizer(path))); }

    private static Path tokenizer(Path path) {
        if (Files.isDirectory(path)) return path;
        try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
            List<Path> found = files.filter(file -> file.getFileName().toString().matches("tok.*\\.bin")).sorted().toList();
            if (found.size() == 1) return found.getFirst();
            throw new DataException(path + ": expected one tokenizer tok*.bin beside it, but got " + found.size() + "; say which with --tokenizer");
        } catch (IOException e) {
            throw new DataException(path + ": could not look for a tokenizer beside it: " + e.getMessage(), e);
        }
    }

    @Override public int vocabulary() { return model.vocabulary(); }

    @Override public List<Integer> ends() { return model.ends().isEmpty() ? TextModel.super.ends() : model.ends(); }

    @Override public Decoding begin(List<int[]> prompts) { return model.begin(prompts.stream().map(this::begun).toList()); }

    private int[] begun(int[] prompt) {
        if (!model.beginsTexts() || model.begin().isEmpty()) return prompt;
        int begin = model.begin().getAsInt();
        if (prompt.length > 0 && prompt[0] == begin) return prompt;
        int[] begun = new int[prompt.length + 1];
        begun[0] = begin;
        System.arraycopy(prompt, 0, begun, 1, prompt.length);
        return begun;
    }

    /// Reads it by name: options `weights` and `tokenizer`.
    public static final class Reader implements TextModelReader {

        public Reader() { }

        @Override public String name() { return "pretrained"; }

        @Override public String files() { return "a folder with a config.json, or a file *.bin of llama2.c"; }

        @Override public boolean suits(Path path) { return Files.isDirectory(path) || path.toString().endsWith(".bin"); }

        @Override public List<Option> options() {
            return List.of(new Option("weights", Type.TEXT, "float32", "float32, bfloat16, int8", "How weights are kept in memory."),
                    new Option("tokenizer", Type.TEXT, "beside the model", "a path", "The file or folder of the tokenizer."));
        }

        @Override public TextModel read(Path path, Options options, Run run) {
            WeightFormat format = options.choice("weights", WeightFormat.FLOAT32);
            Path tokenizer = options.has("tokenizer") ? Path.of(options.text("tokenizer")) : tokenizer(path);
            Tokenizer tokens = TokenizerFiles.read(tokenizer);
            return new PretrainedText(CausalLM.read(path, format).on(run), tokens);
        }
    }
}
