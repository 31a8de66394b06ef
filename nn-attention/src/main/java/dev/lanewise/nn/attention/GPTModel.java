package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.layer.BoundSequential;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.Tokenizers;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A language model that [GPT] learned: it says how likely texts are, and writes on.
///
/// A text is judged token by token from its second one on, in pieces as long as the context: each token by those of its piece that stand before it.
public final class GPTModel implements Model, TextModel {

    static final String NAME = "gpt";

    private final TrainedNetwork network;
    private final BoundCausalTransformer transformer;
    private final Tokenizer tokenizer;
    private final Schema schema;
    private final Provenance provenance;
    private final Options options;

    private GPTModel(TrainedNetwork network, Tokenizer tokenizer, Schema schema, Provenance provenance, Options options) {
        this.network = network;
        this.transformer = transformer(network);
        this.tokenizer = tokenizer;
        this.schema = schema;
        this.provenance = provenance;
        this.options = options;
        if (vocabulary() != tokenizer.size()) throw new DataException("Model file: expected a network for " + tokenizer.size() + " tokens, but got one for " + vocabulary());
    }

    private static BoundCausalTransformer transformer(TrainedNetwork network) {
        if (network.bound() instanceof BoundSequential sequential && sequential.layers().getLast() instanceof BoundCausalTransformer transformer) return transformer;
        throw new DataException("Model file: expected a decoder-only transformer, but got " + network.network());
    }

    static GPTModel of(TrainedNetwork network, Tokenizer tokenizer, Dataset data, Options options) {
        Provenance provenance = new Provenance(network.content().provenance().seed(), data.fingerprint(), data.size());
        return new GPTModel(network, tokenizer, data.schema(), provenance, options);
    }

    @Override public Tokenizer tokenizer() { return tokenizer; }

    /// The network over tokens.
    public TrainedNetwork network() { return network; }

    /// Its layers with what they learned.
    public BoundCausalTransformer transformer() { return transformer; }

    /// How training went; empty in a model that was loaded.
    public History history() { return network.history(); }

    @Override public int vocabulary() { return transformer.layer().tokens().vocabulary(); }

    /// How many tokens it sees.
    public int context() { return network.network().inputs().getFirst().last(); }

    /// @param prompts each of at least one token; of a longer one than the context the last half of so many counts
    @Override public Decoding begin(List<int[]> prompts) {
        if (prompts.isEmpty()) throw new IllegalArgumentException("GPT: expected at least one prompt, but got none");
        if (prompts.stream().anyMatch(prompt -> prompt.length == 0)) throw new IllegalArgumentException("GPT: expected prompts of at least one token, but one is empty");
        return new CausalDecoding(transformer, context(), prompts);
    }

    @Override public List<List<Alignment>> attention(String text) {
        int[] tokens = tokenizer.encode(text);
        if (tokens.length < 1 || tokens.length > context()) throw new IllegalArgumentException("GPT: expected a text of 1 … " + context() + " tokens to look at, but got " + tokens.length);
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = tokens[i];
        List<String> pieces = Arrays.stream(tokens).mapToObj(tokenizer::decode).toList();
        return transformer.attention(List.of(Tensor.of(Shape.of(1, ids.length), ids))).stream().map(block -> heads(block, pieces)).toList();
    }

    private static List<Alignment> heads(Tensor block, List<String> pieces) {
        int n = pieces.size();
        return IntStream.range(0, block.shape().extent(1)).mapToObj(head -> new Alignment(pieces, pieces, matrix(block, head, n, n))).toList();
    }

    private static Matrix matrix(Tensor block, int head, int rows, int columns) {
        double[] weights = new double[rows * columns];
        for (int i = 0; i < weights.length; i++) weights[i] = block.data()[head * weights.length + i];
        return Matrix.of(rows, columns, weights);
    }

    /// For each text, `nats`, the mean of what its tokens cost, and `perplexity`, `exp(nats)`; NaN where there are less than two tokens.
    @Override public Table predict(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        double[] nats = new double[data.size()], perplexity = new double[nats.length];
        for (int row = 0; row < nats.length; row++) {
            TextCost cost = cost(TextDataset.text(data, row));
            nats[row] = cost.nats();
            perplexity[row] = Math.exp(nats[row]);
            run.listener().onProgress(new Progress("predict", row + 1L, nats.length, "texts", Double.NaN));
        }
        return Table.empty().with("nats", nats).with("perplexity", perplexity);
    }

    /// `loss` in nats a token, `perplexity`, `bits` and `accuracy` over all texts as one.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        TextCost all = cost(GPT.text(data));
        if (all.tokens() == 0) throw new DataException("Evaluate: expected at least two tokens, but the texts have fewer");
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", all.nats());
        figures.put("perplexity", Math.exp(all.nats()));
        figures.put("bits", all.nats() / Math.log(2));
        figures.put("accuracy", (double) all.right() / all.tokens());
        return new Evaluation(all.tokens(), figures);
    }

    private TextCost cost(String text) { return TextCost.of(transformer, context(), tokenizer.encode(text)); }

    @Override public ModelContent content() {
        ModelContent inner = network.content();
        Options settings = Options.none().with("options", options).with("tokenizer", Tokenizers.describe(tokenizer)).with("network", inner.description());
        return new ModelContent(NAME, settings, schema, provenance, inner.tensors());
    }

    static GPTModel restore(ModelContent content) {
        Tokenizer tokenizer = Tokenizers.read(content.settings().options("tokenizer"));
        TrainedNetwork network = TrainedNetwork.restore(ModelContent.of(content.settings().options("network"), content.tensors()));
        return new GPTModel(network, tokenizer, content.schema(), content.provenance(), content.settings().options("options"));
    }

    @Override public String toString() { return network + " over " + tokenizer; }
}
