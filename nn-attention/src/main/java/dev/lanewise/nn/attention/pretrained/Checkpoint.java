package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// What others saved of a model: how it is put together, and its tensors.
///
/// @param config as in Hugging Face's `config.json`
record Checkpoint(Options config, Tensors tensors) {

    private static final String CONFIG = "config.json";

    static Checkpoint open(Path path) {
        if (Files.isDirectory(path)) return new Checkpoint(JsonFiles.read(path.resolve(CONFIG)), Shards.open(path));
        if (path.toString().endsWith(".bin")) {
            Llama2c file = Llama2c.open(path);
            return new Checkpoint(file.config(), file);
        }
        throw new DataException(path + ": expected a folder with a " + CONFIG + ", or a file *.bin of llama2.c" + (Files.exists(path) ? ", but this is another file" : ", but there is nothing"));
    }

    Decoder decoder(WeightFormat format) {
        String type = config.text("model_type");
        return switch (type) {
            case "gpt2" -> new GPT2Layout(config, tensors, format).decoder();
            case "llama", "mistral", "qwen2" -> new LlamaLayout(config, tensors, format).decoder();
            default -> throw new DataException(config.place() + ", model_type: expected a decoder, which is gpt2, llama, mistral or qwen2, but got '" + type + "'");
        };
    }

    /// Llama and Mistral learned every text behind the token that begins it; GPT-2 and Qwen2 did not.
    CausalLM.Tokens tokens() {
        OptionalInt begin = config.has("bos_token_id") ? OptionalInt.of(config.integer("bos_token_id")) : OptionalInt.empty();
        List<Integer> ends = config.has("eos_token_id") ? Arrays.stream(config.integers("eos_token_id")).boxed().toList() : List.of();
        return new CausalLM.Tokens(begin, config.text("model_type").equals("llama") || config.text("model_type").equals("mistral"), ends);
    }
}
