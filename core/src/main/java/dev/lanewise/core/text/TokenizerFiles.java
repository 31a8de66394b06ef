package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Tokenizers in files that others wrote.
///
/// | file                        | what stands in it                                                                                     |
/// |-----------------------------|-------------------------------------------------------------------------------------------------------|
/// | `tokenizer.json`            | Hugging Face's: byte-pair encoding over bytes or over characters with bytes to fall back on, word pieces |
/// | `vocab.json`, `merges.txt`  | GPT-2's byte pairs                                                                                     |
/// | `vocab.txt`                 | BERT's word pieces, a line each                                                                        |
/// | `*.bin`                     | llama2.c's: sentence pieces with scores                                                                |
///
/// The numbers of tokens are those of the files. Texts of added tokens, such as `<|endoftext|>`, are found in a text and become those tokens; nothing is put before or
/// behind a text: what a model begins with, it knows itself.
public final class TokenizerFiles {

    private TokenizerFiles() { }

    /// The tokenizer in a file, or in a folder with one of these files.
    ///
    /// @throws DataException if there is none, or it is broken
    public static Tokenizer read(Path path) {
        if (Files.isDirectory(path)) return read(inside(path));
        if (!Files.exists(path)) throw new DataException(path + ": there is no such file");
        String name = path.getFileName().toString();
        if (name.endsWith(".bin")) return ScoredPieces.read(path);
        if (name.endsWith(".txt")) return name.equals("merges.txt") ? read(path.resolveSibling("vocab.json")) : VocabularyFiles.wordPieces(path, lines(path));
        Options content = Options.parseForeignJson(text(path), path.toString());
        if (content.has("model")) return new HuggingFaceTokenizer(content).tokenizer();
        return VocabularyFiles.bytePairs(content, lines(path.resolveSibling("merges.txt")));
    }

    private static Path inside(Path folder) {
        List<String> names = List.of("tokenizer.json", "vocab.json", "vocab.txt", "tokenizer.bin");
        return names.stream().map(folder::resolve).filter(Files::exists).findFirst()
                .orElseThrow(() -> new DataException(folder + ": expected one of " + String.join(", ", names) + ", but there is none"));
    }

    private static List<String> lines(Path file) { return text(file).lines().toList(); }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": expected text in UTF-8, but it is damaged", e);
        } catch (IOException e) {
            throw new DataException(file + (Files.exists(file) ? ": could not be read: " + e.getMessage() : ": there is no such file"), e);
        }
    }
}
