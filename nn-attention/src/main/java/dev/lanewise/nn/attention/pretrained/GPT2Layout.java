package dev.lanewise.nn.attention.pretrained;

import static dev.lanewise.nn.attention.pretrained.TensorReader.positive;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// GPT-2 as Hugging Face stores it: layer norms before each part, learned positions, matrices that lie as `[inputs, outputs]`.
final class GPT2Layout {

    private static final String EMBEDDING = "wte.weight";

    private final Options config;
    private final TensorReader reader;
    private final String prefix;
    private final int width;
    private final int hidden;
    private final int layers;
    private final int heads;
    private final int vocabulary;
    private final int context;
    private final boolean tied;

    GPT2Layout(Options config, Tensors tensors, WeightFormat format) {
        this.config = config;
        this.reader = TensorReader.of(tensors, format);
        this.prefix = reader.has("transformer." + EMBEDDING) ? "transformer." : "";
        this.width = positive(config, "n_embd");
        this.hidden = positive(config, "n_inner", 4 * width);
        this.layers = positive(config, "n_layer");
        this.heads = positive(config, "n_head");
        this.vocabulary = positive(config, "vocab_size");
        this.context = positive(config, "n_positions");
        this.tied = config.flag("tie_word_embeddings", true) || !reader.has("lm_head.weight");
        if (width % heads != 0) throw new DataException(config.place() + ": expected an n_embd that is a multiple of n_head, but got " + width + " and " + heads);
        if (!config.flag("scale_attn_weights", true) || config.flag("scale_attn_by_inverse_layer_idx", false)) {
            throw new DataException(config.place() + ": expected scale_attn_weights without scale_attn_by_inverse_layer_idx, but got another scale of attention");
        }
    }

    Decoder decoder() {
        expectAll();
        reader.requireExactly("a GPT-2 with " + layers + " blocks",
                name -> name.endsWith(".attn.bias") || name.endsWith(".attn.masked_bias") || tied && name.equals("lm_head.weight"));
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) blocks.add(block(prefix + "h." + layer + "."));
        WeightMatrix tokens = reader.matrix(prefix + EMBEDDING);
        var geometry = new Decoder.Geometry(new Heads(heads, heads, width / heads), Optional.empty(), context, context);
        return new Decoder(tokens, reader.floats(prefix + "wpe.weight"), blocks, norm(prefix + "ln_f"), tied ? tokens : reader.matrix("lm_head.weight"), geometry);
    }

    private void expectAll() {
        reader.expect(prefix + EMBEDDING, vocabulary, width);
        reader.expect(prefix + "wpe.weight", context, width);
        for (int layer = 0; layer < layers; layer++) expectBlock(prefix + "h." + layer + ".");
        expectNorm(prefix + "ln_f");
        if (!tied) reader.expect("lm_head.weight", vocabulary, width);
    }

    private void expectBlock(String block) {
        expectNorm(block + "ln_1");
        expectAffine(block + "attn.c_attn", width, 3 * width);
        expectAffine(block + "attn.c_proj", width, width);
        expectNorm(block + "ln_2");
        expectAffine(block + "mlp.c_fc", width, hidden);
        expectAffine(block + "mlp.c_proj", hidden, width);
    }

    private void expectNorm(String name) {
        reader.expect(name + ".weight", width);
        reader.expect(name + ".bias", width);
    }

    private void expectAffine(String name, int inputs, int outputs) {
        reader.expect(name + ".weight", inputs, outputs);
        reader.expect(name + ".bias", outputs);
    }

    private Block block(String block) {
        return new Block(norm(block + "ln_1"), affine(block + "attn.c_attn"), affine(block + "attn.c_proj"), norm(block + "ln_2"),
                new FeedForward(affine(block + "mlp.c_fc"), affine(block + "mlp.c_proj"), function(), false));
    }

    private Affine affine(String name) { return new Affine(reader.transposed(name + ".weight"), reader.floats(name + ".bias")); }

    private Norm norm(String name) { return new Norm(reader.floats(name + ".weight"), reader.floats(name + ".bias"), (float) config.number("layer_norm_epsilon", 1e-5)); }

    private ElementFunction function() {
        String name = config.text("activation_function", "gelu_new");
        return switch (name) {
            case "gelu_new", "gelu_pytorch_tanh" -> ElementFunction.GELU_TANH;
            case "gelu" -> ElementFunction.GELU;
            case "relu" -> ElementFunction.RELU;
            case "silu", "swish" -> ElementFunction.SILU;
            default -> throw new DataException(config.place() + ", activation_function: expected gelu_new, gelu, relu or silu, but got '" + name + "'");
        };
    }
}
