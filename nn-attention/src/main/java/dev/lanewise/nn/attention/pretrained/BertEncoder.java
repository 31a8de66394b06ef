package dev.lanewise.nn.attention.pretrained;

import static dev.lanewise.nn.attention.pretrained.TensorReader.positive;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// BERT as Hugging Face stores it: an encoder with learned positions and norms after each part, which makes a vector of each token by all tokens of a text.
///
/// Immutable and safe to use from many threads at once.
///
/// @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al. (2019)</a>
public final class BertEncoder {

    private final float[] tokens;                              // [vocabulary, width]
    private final float[] positions;                           // [context, width], with the vector of the first kind of text added
    private final Norm embeddingNorm;
    private final List<Block> blocks;
    private final Heads heads;
    private final Backend backend;

    private BertEncoder(float[] tokens, float[] positions, Norm embeddingNorm, List<Block> blocks, Heads heads, Backend backend) {
        this.tokens = tokens;
        this.positions = positions;
        this.embeddingNorm = embeddingNorm;
        this.blocks = blocks;
        this.heads = heads;
        this.backend = backend;
    }

    /// The model in a folder with a `config.json` and safetensors, whole or in shards. What stands there for tasks that BERT was trained by (`cls.…`,
    /// `pooler.…`) is left alone.
    ///
    /// @throws DataException if a file is missing or broken, or tensors don't fit
    public static BertEncoder read(Path folder, WeightFormat format) {
        Options config = JsonFiles.read(folder.resolve("config.json"));
        if (!config.text("model_type").equals("bert")) throw new DataException(config.place() + ", model_type: expected bert, but got '" + config.text("model_type") + "'");
        return new Layout(config, TensorReader.of(Shards.open(folder), format)).encoder();
    }

    /// The same model with kernels and threads of a run.
    public BertEncoder on(Run run) { return new BertEncoder(tokens, positions, embeddingNorm, blocks, heads, run.backend()); }

    public int vocabulary() { return tokens.length / width(); }

    /// The most tokens of a text.
    public int context() { return positions.length / width(); }

    /// Features of a vector.
    public int width() { return embeddingNorm.gain().length; }

    /// A vector for each token, `[tokens, width]`.
    ///
    /// @param text tokens as the model knows them, `[CLS]` in front and `[SEP]` behind
    /// @throws DataException if there are none, more than the context, or one that the model doesn't know
    public Tensor encode(int... text) {
        requireText(text);
        int n = text.length, width = width();
        float[] x = new float[n * width];
        for (int i = 0; i < n; i++) backend.kernels().elements().add(tokens, text[i] * width, positions, i * width, x, i * width, width);
        embeddingNorm.apply(backend.kernels().rows(), n, x, x);
        Buffers buffers = new Buffers();
        for (Block block : blocks) apply(block, n, x, buffers);
        return Tensor.of(Shape.of(n, width), x);
    }

    private void requireText(int... text) {
        if (text.length == 0 || text.length > context()) throw new DataException("text: expected 1 to " + context() + " tokens, but got " + text.length);
        int wrong = Arrays.stream(text).filter(token -> token < 0 || token >= vocabulary()).findFirst().orElse(0);
        if (wrong != 0) throw new DataException("text: expected tokens from 0 to " + (vocabulary() - 1) + ", but got " + wrong + "; does the tokenizer belong to this model?");
    }

    /// `x = norm(x + attention(x))`, then `x = norm(x + feedForward(x))`.
    private void apply(Block block, int n, float[] x, Buffers buffers) {
        float[] wide = new float[n * Math.max(heads.inputs(), block.feedForward().hidden())], mixed = new float[x.length], h = new float[x.length];
        block.inputs().apply(backend, n, x, wide, buffers);
        attend(n, wide, mixed, buffers);
        block.output().apply(backend, n, mixed, h, buffers);
        addAndNormalize(block.attentionNorm(), n, x, h);
        block.feedForward().up().apply(backend, n, x, wide, buffers);
        block.feedForward().activate(backend.kernels().elements(), n, wide);
        block.feedForward().down().apply(backend, n, wide, h, buffers);
        addAndNormalize(block.feedForwardNorm(), n, x, h);
    }

    private void addAndNormalize(Norm norm, int n, float[] x, float[] h) {
        backend.kernels().elements().add(x, 0, h, 0, x, 0, x.length);
        norm.apply(backend.kernels().rows(), n, x, x);
    }

    /// Every token looks at every other one.
    private void attend(int n, float[] inputs, float[] mixed, Buffers buffers) {
        int stride = heads.inputs(), width = heads.width(), all = heads.queries() * width;
        float[] scores = buffers.scores(heads.queries() * n * n);
        backend.parallel(heads.queries(), 1, (from, to) -> {
            for (int head = from; head < to; head++) {
                int at = head * n * n;
                backend.gemm(false, true, n, n, width, (float) (1 / Math.sqrt(width)), inputs, head * width, stride, inputs, all + head * width, stride, 0f, scores, at, n);
                for (int i = 0; i < n; i++) backend.kernels().rows().softmax(scores, at + i * n, scores, at + i * n, n);
                backend.gemm(false, false, n, width, n, 1f, scores, at, n, inputs, 2 * all + head * width, stride, 0f, mixed, head * width, all);
            }
        });
    }

    /// Where everything stands in the files.
    private static final class Layout {

        private final Options config;
        private final TensorReader reader;
        private final String prefix;
        private final int width;
        private final int hidden;
        private final int heads;

        Layout(Options config, TensorReader reader) {
            this.config = config;
            this.reader = reader;
            this.prefix = reader.has("bert.embeddings.word_embeddings.weight") ? "bert." : "";
            this.width = positive(config, "hidden_size");
            this.hidden = positive(config, "intermediate_size");
            this.heads = positive(config, "num_attention_heads");
            if (width % heads != 0) throw new DataException(config.place() + ": expected a hidden_size that is a multiple of num_attention_heads, but got " + width + " and " + heads);
            if (!config.text("hidden_act", "gelu").equals("gelu")) throw new DataException(config.place() + ", hidden_act: expected gelu, but got '" + config.text("hidden_act") + "'");
        }

        BertEncoder encoder() {
            int layers = positive(config, "num_hidden_layers"), kinds = positive(config, "type_vocab_size", 2);
            String embeddings = prefix + "embeddings.";
            reader.expect(embeddings + "word_embeddings.weight", positive(config, "vocab_size"), width);
            reader.expect(embeddings + "position_embeddings.weight", positive(config, "max_position_embeddings"), width);
            reader.expect(embeddings + "token_type_embeddings.weight", kinds, width);
            expectNorm(embeddings + "LayerNorm");
            for (int i = 0; i < layers; i++) expectBlock(prefix + "encoder.layer." + i + ".");
            reader.requireExactly("a BERT with " + layers + " blocks", name -> name.startsWith("cls.") || name.contains("pooler.") || name.endsWith("position_ids"));
            float[] positions = reader.floats(embeddings + "position_embeddings.weight").clone(), kind = reader.floats(embeddings + "token_type_embeddings.weight");
            for (int i = 0; i < positions.length; i++) positions[i] += kind[i % width];
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < layers; i++) blocks.add(block(prefix + "encoder.layer." + i + "."));
            return new BertEncoder(reader.floats(embeddings + "word_embeddings.weight"), positions, norm(embeddings + "LayerNorm"), blocks, new Heads(heads, heads, width / heads), Backend.standard());
        }

        private void expectBlock(String block) {
            for (String part : List.of("query", "key", "value")) expectAffine(block + "attention.self." + part, width, width);
            expectAffine(block + "attention.output.dense", width, width);
            expectNorm(block + "attention.output.LayerNorm");
            expectAffine(block + "intermediate.dense", hidden, width);
            expectAffine(block + "output.dense", width, hidden);
            expectNorm(block + "output.LayerNorm");
        }

        private void expectAffine(String name, int outputs, int inputs) {
            reader.expect(name + ".weight", outputs, inputs);
            reader.expect(name + ".bias", outputs);
        }

        private void expectNorm(String name) {
            reader.expect(name + ".weight", width);
            reader.expect(name + ".bias", width);
        }

        private Block block(String block) {
            String self = block + "attention.self.";
            Affine inputs = new Affine(reader.stacked(self + "query.weight", self + "key.weight", self + "value.weight"), reader.together(self + "query.bias", self + "key.bias", self + "value.bias"));
            return new Block(norm(block + "attention.output.LayerNorm"), inputs, affine(block + "attention.output.dense"), norm(block + "output.LayerNorm"),
                    new FeedForward(affine(block + "intermediate.dense"), affine(block + "output.dense"), ElementFunction.GELU, false));
        }

        private Affine affine(String name) { return new Affine(reader.matrix(name + ".weight"), reader.floats(name + ".bias")); }

        private Norm norm(String name) { return new Norm(reader.floats(name + ".weight"), reader.floats(name + ".bias"), (float) config.number("layer_norm_eps", 1e-12)); }
    }
}
