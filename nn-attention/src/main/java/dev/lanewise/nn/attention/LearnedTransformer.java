package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.metric.BLEU;
import dev.lanewise.core.metric.EditErrors;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.text.TokenBatch;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.TokenPairs;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.Tokenizers;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A model that [TransformerTranslation] learned: it says texts in other texts.
public final class LearnedTransformer implements Model, Translator {

    static final String NAME = "transformer";

    private final TrainedNetwork network;
    private final Texts texts;
    private final Schema schema;
    private final Provenance provenance;
    private final Options options;

    /// What texts are for a network.
    ///
    /// @param source what takes texts apart
    /// @param target what puts their translations together
    /// @param longest how many tokens of these are written at most
    record Texts(Tokenizer source, Tokenizer target, int longest) { }

    private LearnedTransformer(TrainedNetwork network, Texts texts, Schema schema, Provenance provenance, Options options) {
        this.network = network;
        this.texts = texts;
        this.schema = schema;
        this.provenance = provenance;
        this.options = options;
    }

    static LearnedTransformer of(TrainedNetwork network, Texts texts, Dataset data, Options options) {
        Provenance provenance = new Provenance(network.content().provenance().seed(), data.fingerprint(), data.size());
        return new LearnedTransformer(network, texts, data.schema(), provenance, options);
    }

    /// The network over tokens.
    public TrainedNetwork network() { return network; }

    /// How training went; empty in a model that was loaded.
    public History history() { return network.history(); }

    /// What takes the texts apart.
    public Tokenizer source() { return texts.source; }

    @Override public Tokenizer tokenizer() { return texts.target; }

    @Override public int longest() { return texts.longest; }

    @Override public Decoding translating(List<String> sources) {
        if (sources.isEmpty()) throw new IllegalArgumentException("Translation: expected at least one text, but got none");
        List<int[]> ids = sources.stream().map(text -> TokenPairs.ended(texts.source, text)).toList();
        return new TranslationDecoding(transformer(), TokenBatch.of(ids, TokenPairs.PAD).ids(), texts.target.id(Special.BOS).orElseThrow(), texts.longest);
    }

    /// Its layers with what they learned.
    public BoundTransformer transformer() {
        if (network.bound() instanceof BoundTransformer bound) return bound;
        throw new DataException("Model file: expected a transformer with an encoder and a decoder, but got " + network.network());
    }

    /// Of the last block, the mean over its heads.
    @Override public Optional<Alignment> alignment(String text, String translation) { return Optional.of(alignments(text, translation)).filter(all -> !all.isEmpty()).map(List::getLast); }

    /// The same for each block of the decoder.
    public List<Alignment> alignments(String text, String translation) { return new CrossAlignment(transformer(), texts.source, texts.target).of(text, translation); }

    /// The column `text`.
    @Override public Table predict(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        return Table.empty().with("text", translate(texts(data)));
    }

    private static List<String> texts(Dataset data) { return IntStream.range(0, data.size()).mapToObj(row -> TextDataset.text(data, row)).toList(); }

    /// `exact`, the share of texts that are right to the last character; `bleu`; `error-rate`, the edits that are missing for each character; and the `loss`
    /// in nats for each token where all before are true.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        if (data.size() == 0) throw new DataException("Evaluate: expected at least one pair of texts, but the data has none");
        List<String> said = translate(texts(data)), truth = IntStream.range(0, data.size()).mapToObj(row -> TextDataset.target(data, row)).toList();
        EditErrors errors = EditErrors.none();
        for (int row = 0; row < said.size(); row++) errors = errors.with(said.get(row).codePoints().toArray(), truth.get(row).codePoints().toArray());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("exact", errors.exactShare());
        figures.put("bleu", BLEU.ofTexts(said, truth).score());
        if (errors.length() > 0) figures.put("error-rate", errors.rate());
        figures.put("loss", network.evaluate(TokenPairs.of(texts.source, texts.target, data).dataset(), run).figure("loss"));
        return new Evaluation(data.size(), figures);
    }

    @Override public ModelContent content() {
        ModelContent inner = network.content();
        Options settings = Options.none().with("options", options).with("source", Tokenizers.describe(texts.source)).with("target", Tokenizers.describe(texts.target))
                .with("longest", texts.longest).with("network", inner.description());
        return new ModelContent(NAME, settings, schema, provenance, inner.tensors());
    }

    static LearnedTransformer restore(ModelContent content) {
        Options settings = content.settings();
        Texts texts = new Texts(Tokenizers.read(settings.options("source")), Tokenizers.read(settings.options("target")), settings.integer("longest"));
        TrainedNetwork network = TrainedNetwork.restore(ModelContent.of(settings.options("network"), content.tensors()));
        return new LearnedTransformer(network, texts, content.schema(), content.provenance(), settings.options("options"));
    }

    @Override public String toString() { return network.toString(); }
}
