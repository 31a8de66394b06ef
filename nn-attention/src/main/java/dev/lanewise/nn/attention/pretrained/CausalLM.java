package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.LanguageModel;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.attention.BoundCausalTransformer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A decoder-only transformer with weights from elsewhere that writes text as fast as memory can be read.
///
/// | layout                                                      | read from                                                                |
/// |-------------------------------------------------------------|--------------------------------------------------------------------------|
/// | Llama (also Mistral): RMS norms, rotary positions, SwiGLU    | a folder with `config.json` and safetensors, whole or in shards          |
/// | GPT-2: layer norms, learned positions, GELU                  | the same                                                                 |
/// | llama2.c, versions 0 and 1                                  | a file `*.bin`                                                            |
///
/// Files are mapped into memory and checked before anything is computed: names, shapes and numbers; what is missing or too much is listed. The
/// keys and values of known positions are kept, prompts are read as products of matrices, several sequences go side by side. Immutable and safe to
/// use from many threads at once. The same tokens have the same scores whatever the number of threads, bit for bit.
///
/// @see <a href="https://arxiv.org/abs/2302.13971">Touvron et al. (2023): Llama</a>
public final class CausalLM implements LanguageModel {

    private final Decoder decoder;
    private final Tokens tokens;
    private final Backend backend;

    private CausalLM(Decoder decoder, Tokens tokens, Backend backend) {
        this.decoder = decoder;
        this.tokens = tokens;
        this.backend = backend;
    }

    /// Tokens with a meaning.
    ///
    /// @param begin what a text begins with
    /// @param always whether every text does, and not only one of which nothing is known
    /// @param ends what a text ends with
    record Tokens(OptionalInt begin, boolean always, List<Integer> ends) { }

    /// The model in a file `*.bin` of llama2.c, or in a folder with a `config.json`.
    ///
    /// @throws DataException if a file is missing or broken, or tensors don't fit
    public static CausalLM read(Path path, WeightFormat format) {
        Checkpoint checkpoint = Checkpoint.open(path);
        return new CausalLM(checkpoint.decoder(format), checkpoint.tokens(), Backend.standard());
    }

    /// The model of tensors that are at hand.
    ///
    /// @param config what would stand in `config.json`
    /// @throws DataException if tensors don't fit
    public static CausalLM of(Options config, Map<String, StoredTensor> tensors, WeightFormat format) {
        var checkpoint = new Checkpoint(config, new StoredTensors(tensors, config.place()));
        return new CausalLM(checkpoint.decoder(format), checkpoint.tokens(), Backend.standard());
    }

    /// The same model with kernels and threads of a run.
    public CausalLM on(Run run) { return new CausalLM(decoder, tokens, run.backend()); }

    @Override public int vocabulary() { return decoder.vocabulary(); }

    /// The same model as layers that learn, with copies of its weights: to be trained on.
    ///
    /// @throws DataException if it has something that the layers haven't: stretched rotary positions, or weights that are not float32
    public BoundCausalTransformer layers() { return new LearningLayers(decoder).bound(); }

    /// How many positions the model knows. Longer texts are written on with the last half of so many tokens in view, again and again.
    public int context() { return decoder.geometry().context(); }

    /// The tokens that end a text.
    public List<Integer> ends() { return tokens.ends; }

    /// The token that a text begins with, if the model says so.
    public OptionalInt begin() { return tokens.begin; }

    /// Whether every text begins with that token, a prompt too.
    public boolean beginsTexts() { return tokens.always; }

    /// The bytes of weights that are read for each token.
    public long bytes() { return decoder.bytes(); }

    /// @param prompts where one is empty, the text begins with [#begin()]
    /// @throws DataException if a prompt is longer than the context or holds a token that the model doesn't know
    @Override public Decoding begin(List<int[]> prompts) {
        if (prompts.isEmpty()) throw new IllegalArgumentException("CausalLM: expected at least one prompt, but got none");
        List<int[]> checked = new ArrayList<>();
        for (int[] prompt : prompts) checked.add(checked(prompt));
        return new CachedDecoding(decoder, backend, checked);
    }

    /// The scores of what comes behind each of the tokens, `[tokens, vocabulary]`.
    ///
    /// @throws DataException if there are more than the context or one that the model doesn't know
    public float[] scores(int... text) {
        int[] all = checked(text), rows = IntStream.range(0, all.length).toArray();
        float[] scores = new float[all.length * vocabulary()];
        new Pass(decoder, backend).run(all, List.of(new Span(decoder.cache(), 0, all.length)), rows, scores);
        return scores;
    }

    private int[] checked(int[] prompt) {
        if (prompt.length == 0) return new int[] {tokens.begin.orElseThrow(() -> new DataException("prompt: expected at least one token, because this model has none that a text begins with, but got none"))};
        if (prompt.length > context()) {
            throw new DataException("prompt: expected at most " + context() + " tokens, the context of this model, but got " + prompt.length + "; shorten it");
        }
        for (int i = 0; i < prompt.length; i++) {
            if (prompt[i] < 0 || prompt[i] >= vocabulary()) {
                throw new DataException("prompt, token " + (i + 1) + ": expected a number from 0 to " + (vocabulary() - 1) + ", but got " + prompt[i]
                        + "; does the tokenizer belong to this model?");
            }
        }
        return prompt;
    }
}
