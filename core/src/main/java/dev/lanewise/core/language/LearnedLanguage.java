package dev.lanewise.core.language;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.TextModel;
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
import java.util.function.Function;
import java.util.stream.IntStream;

/// A language model that learned from texts: it says how likely texts are, and writes on.
///
/// A text is judged token by token from its second one on, each by those before it, as far back as the network sees.
public final class LearnedLanguage implements Model, TextModel {

    private final String name;
    private final TrainedNetwork network;
    private final WritingNetwork writing;
    private final Tokenizer tokenizer;
    private final Schema schema;
    private final Provenance provenance;
    private final Options options;

    private LearnedLanguage(ModelContent origin, TrainedNetwork network, WritingNetwork writing, Tokenizer tokenizer, Options options) {
        this.name = origin.model();
        this.network = network;
        this.writing = writing;
        this.tokenizer = tokenizer;
        this.schema = origin.schema();
        this.provenance = origin.provenance();
        this.options = options;
        if (writing.vocabulary() != tokenizer.size()) throw new DataException("Model file: expected a network for " + tokenizer.size() + " tokens, but got one for " + writing.vocabulary());
    }

    /// A network that was trained on texts.
    ///
    /// @param known the name of the model and its options, as a file holds them
    /// @param kind what makes a writing network of a trained one
    public static LearnedLanguage of(KnownAs known, TrainedNetwork network, Function<TrainedNetwork, ? extends WritingNetwork> kind, Tokenizer tokenizer, Dataset data) {
        Provenance provenance = new Provenance(network.content().provenance().seed(), data.fingerprint(), data.size());
        ModelContent origin = new ModelContent(known.model(), Options.none(), data.schema(), provenance, Map.of());
        return new LearnedLanguage(origin, network, kind.apply(network), tokenizer, known.options());
    }

    @Override public Tokenizer tokenizer() { return tokenizer; }

    /// The network over tokens.
    public TrainedNetwork network() { return network; }

    /// How training went; empty in a model that was loaded.
    public History history() { return network.history(); }

    @Override public int vocabulary() { return writing.vocabulary(); }

    /// @param prompts each of at least one token; of a longer one than the network sees the last half of so many counts
    @Override public Decoding begin(List<int[]> prompts) {
        if (prompts.isEmpty()) throw new IllegalArgumentException("LearnedLanguage: expected at least one prompt, but got none");
        if (prompts.stream().anyMatch(prompt -> prompt.length == 0)) throw new IllegalArgumentException("LearnedLanguage: expected prompts of at least one token, but one is empty");
        return writing.begin(prompts);
    }

    @Override public List<List<Alignment>> attention(String text) {
        int[] tokens = tokenizer.encode(text);
        List<String> pieces = Arrays.stream(tokens).mapToObj(tokenizer::decode).toList();
        return writing.attention(tokens).stream().map(block -> heads(block, pieces)).toList();
    }

    private static List<Alignment> heads(Tensor block, List<String> pieces) {
        return IntStream.range(0, block.shape().extent(1)).mapToObj(head -> new Alignment(pieces, pieces, matrix(block, head, pieces.size()))).toList();
    }

    private static Matrix matrix(Tensor block, int head, int n) {
        double[] weights = new double[n * n];
        for (int i = 0; i < weights.length; i++) weights[i] = block.data()[head * weights.length + i];
        return Matrix.of(n, n, weights);
    }

    /// For each text, `nats`, the mean of what its tokens cost, and `perplexity`, `exp(nats)`; NaN where there are less than two tokens.
    @Override public Table predict(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        double[] nats = new double[data.size()], perplexity = new double[nats.length];
        for (int row = 0; row < nats.length; row++) {
            nats[row] = writing.cost(tokenizer.encode(TextDataset.text(data, row))).nats();
            perplexity[row] = Math.exp(nats[row]);
            run.listener().onProgress(new Progress("predict", row + 1L, nats.length, "texts", Double.NaN));
        }
        return Table.empty().with("nats", nats).with("perplexity", perplexity);
    }

    /// `loss` in nats a token, `perplexity`, `bits` and `accuracy` over all texts as one.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        data.requireUnweighted("Evaluate");
        TextCost all = writing.costOfLong(tokenizer.encode(TextDataset.whole(data)));
        if (all.tokens() == 0) throw new DataException("Evaluate: expected at least two tokens, but the texts have fewer");
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", all.nats());
        figures.put("perplexity", Math.exp(all.nats()));
        figures.put("bits", all.nats() / Math.log(2));
        figures.put("accuracy", (double) all.right() / all.tokens());
        return new Evaluation(all.tokens(), figures);
    }

    @Override public ModelContent content() {
        ModelContent inner = network.content();
        Options settings = Options.none().with("options", options).with("tokenizer", Tokenizers.describe(tokenizer)).with("network", inner.description());
        return new ModelContent(name, settings, schema, provenance, inner.tensors());
    }

    /// The model whose [#content()] this was.
    ///
    /// @param kind what makes a writing network of a trained one
    /// @throws DataException if the content is none of such a model
    public static LearnedLanguage restore(ModelContent content, Function<TrainedNetwork, ? extends WritingNetwork> kind) {
        Options settings = content.settings();
        Tokenizer tokenizer = Tokenizers.read(settings.options("tokenizer"));
        TrainedNetwork network = TrainedNetwork.restore(ModelContent.of(settings.options("network"), content.tensors()));
        return new LearnedLanguage(content, network, kind.apply(network), tokenizer, settings.options("options"));
    }

    @Override public String toString() { return network + " over " + tokenizer; }
}
