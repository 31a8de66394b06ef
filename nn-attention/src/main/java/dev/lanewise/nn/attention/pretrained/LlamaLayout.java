package dev.lanewise.nn.attention.pretrained;

import static dev.lanewise.nn.attention.pretrained.TensorReader.positive;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Llama and its relatives as Hugging Face stores them: RMS norms before each part, rotary positions, grouped queries, SwiGLU.
final class LlamaLayout {

    private static final String EMBEDDING = "embed_tokens.weight";

    private final Options config;
    private final TensorReader reader;
    private final String prefix;
    private final int width;
    private final int hidden;
    private final int layers;
    private final int vocabulary;
    private final Heads heads;
    private final boolean tied;

    LlamaLayout(Options config, Tensors tensors, WeightFormat format) {
        this.config = config;
        this.reader = TensorReader.of(tensors, format);
        this.prefix = reader.has("model." + EMBEDDING) ? "model." : "";
        this.width = positive(config, "hidden_size");
        this.hidden = positive(config, "intermediate_size");
        this.layers = positive(config, "num_hidden_layers");
        this.vocabulary = positive(config, "vocab_size");
        int queries = positive(config, "num_attention_heads");
        this.heads = new Heads(queries, positive(config, "num_key_value_heads", queries), positive(config, "head_dim", Math.max(1, width / queries)));
        this.tied = config.flag("tie_word_embeddings", false) || !reader.has("lm_head.weight");
        if (heads.queries() % heads.keys() != 0 || heads.width() % 2 != 0) {
            throw new DataException(config.place() + ": expected heads that are a multiple of num_key_value_heads and an even head_dim, but got " + heads.queries() + ", " + heads.keys()
                    + " and " + heads.width());
        }
        if (!config.text("hidden_act", "silu").equals("silu")) throw new DataException(config.place() + ", hidden_act: expected silu, but got '" + config.text("hidden_act") + "'");
    }

    Decoder decoder() {
        expectAll();
        reader.requireExactly("a Llama with " + layers + " blocks", name -> name.endsWith("rotary_emb.inv_freq") || tied && name.equals("lm_head.weight"));
        float epsilon = (float) config.number("rms_norm_eps", 1e-6);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) blocks.add(block(prefix + "layers." + layer + ".", epsilon));
        WeightMatrix tokens = reader.matrix(prefix + EMBEDDING);
        return new Decoder(tokens, new float[0], blocks, norm(prefix + "norm.weight", epsilon), tied ? tokens : reader.matrix("lm_head.weight"), geometry());
    }

    private void expectAll() {
        reader.expect(prefix + EMBEDDING, vocabulary, width);
        for (int layer = 0; layer < layers; layer++) expectBlock(prefix + "layers." + layer + ".");
        reader.expect(prefix + "norm.weight", width);
        if (!tied) reader.expect("lm_head.weight", vocabulary, width);
    }

    private void expectBlock(String block) {
        int queries = heads.queries() * heads.width(), keys = heads.keys() * heads.width();
        reader.expect(block + "input_layernorm.weight", width);
        reader.expectAffine(block + "self_attn.q_proj", queries, queries, width);
        reader.expectAffine(block + "self_attn.k_proj", keys, keys, width);
        reader.expectAffine(block + "self_attn.v_proj", keys, keys, width);
        reader.expectAffine(block + "self_attn.o_proj", width, width, queries);
        reader.expect(block + "post_attention_layernorm.weight", width);
        reader.expectAffine(block + "mlp.gate_proj", hidden, hidden, width);
        reader.expectAffine(block + "mlp.up_proj", hidden, hidden, width);
        reader.expectAffine(block + "mlp.down_proj", width, width, hidden);
    }

    private Block block(String block, float epsilon) {
        Affine inputs = stacked(block + "self_attn.q_proj", block + "self_attn.k_proj", block + "self_attn.v_proj");
        Affine up = stacked(block + "mlp.gate_proj", block + "mlp.up_proj");
        return new Block(norm(block + "input_layernorm.weight", epsilon), inputs, stacked(block + "self_attn.o_proj"),
                norm(block + "post_attention_layernorm.weight", epsilon), new FeedForward(up, stacked(block + "mlp.down_proj"), ElementFunction.SILU, true));
    }

    private Affine stacked(String... names) {
        String[] weights = new String[names.length], biases = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            weights[i] = names[i] + ".weight";
            biases[i] = names[i] + ".bias";
        }
        WeightMatrix matrix = reader.stacked(weights);
        float[] bias = reader.together(biases);
        if (bias.length != 0 && bias.length != matrix.outputs()) throw new DataException(reader.tensors().place() + ": expected biases for all of " + String.join(", ", names) + " or none");
        return new Affine(matrix, bias);
    }

    private Norm norm(String name, float epsilon) { return new Norm(reader.floats(name), new float[0], epsilon); }

    private Decoder.Geometry geometry() {
        int context = positive(config, "max_position_embeddings", 2048);
        boolean slides = config.has("sliding_window") && config.flag("use_sliding_window", true);
        return new Decoder.Geometry(heads, Optional.of(RotaryScaling.rotary(config, heads.width())), context, slides ? positive(config, "sliding_window") : context);
    }
}
