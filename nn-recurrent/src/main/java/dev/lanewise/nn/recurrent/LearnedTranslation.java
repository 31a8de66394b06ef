package dev.lanewise.nn.recurrent;

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
import dev.lanewise.core.generate.Translator;
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
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A model that [Seq2Seq] learned: it says texts in other texts.
public final class LearnedTranslation implements Model, Translator {

    static final String NAME = "seq2seq";

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

    private LearnedTranslation(TrainedNetwork network, Texts texts, Schema schema, Provenance provenance, Options options) {
        this.network = network;
        this.texts = texts;
        this.schema = schema;
        this.provenance = provenance;
        this.options = options;
    }

    static LearnedTranslation of(TrainedNetwork network, Texts texts, Dataset data, Options options) {
        Provenance provenance = new Provenance(network.content().provenance().seed(), data.fingerprint(), data.size());
        return new LearnedTranslation(network, texts, data.schema(), provenance, options);
    }

    /// The network over tokens.
    public TrainedNetwork network() { return network; }

    /// How training went; empty in a model that was loaded.
    public History history() { return network.history(); }

    /// What takes the texts apart.
    public Tokenizer source() { return texts.source; }

    @Override public Tokenizer tokenizer() { return texts.target; }

    @Override public int longest() { return texts.longest; }

    @Override public Decoding translating(List<String> sources) { return decoding(sources); }

    private TranslationDecoding decoding(List<String> sources) {
        if (sources.isEmpty()) throw new IllegalArgumentException("Translation: expected at least one text, but got none");
        List<int[]> ids = sources.stream().map(text -> TokenPairs.ended(texts.source, text)).toList();
        return new TranslationDecoding(bound(), texts.target.size(), TokenBatch.of(ids, TokenPairs.PAD).ids(), texts.target.id(Special.BOS).orElseThrow());
    }

    private BoundEncoderDecoder bound() {
        if (network.bound() instanceof BoundEncoderDecoder bound) return bound;
        throw new DataException("Model file: expected an encoder–decoder, but got " + network.network());
    }

    @Override public Optional<Alignment> alignment(String text, String translation) {
        TranslationDecoding decoding = decoding(List.of(text));
        int[] source = texts.source.encode(text), target = texts.target.encode(translation);
        int width = decoding.alignment().length;
        if (width == 0) return Optional.empty();
        double[] weights = new double[(target.length + 1) * width];
        for (int step = 0; step <= target.length; step++) {
            if (step > 0) decoding.append(target[step - 1]);
            for (int i = 0; i < width; i++) weights[step * width + i] = decoding.alignment()[i];
        }
        return Optional.of(new Alignment(pieces(texts.source, source), pieces(texts.target, target), Matrix.of(target.length + 1, width, weights)));
    }

    private static List<String> pieces(Tokenizer tokenizer, int... tokens) {
        List<String> pieces = new ArrayList<>();
        for (int token : tokens) pieces.add(tokenizer.decode(token));
        pieces.add(Special.EOS.toString());
        return pieces;
    }

    /// The column `text`.
    @Override public Table predict(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        return Table.empty().with("text", translated(data, run));
    }

    private List<String> translated(Dataset data, Run run) {
        List<String> said = new ArrayList<>();
        for (int from = 0; from < data.size(); from += ROWS) {
            said.addAll(translate(IntStream.range(from, Math.min(data.size(), from + ROWS)).mapToObj(row -> TextDataset.text(data, row)).toList()));
            run.listener().onProgress(new Progress("translate", said.size(), data.size(), "texts", Double.NaN));
        }
        return said;
    }

    /// `exact`, the share of texts that are right to the last character; `error-rate`, the edits that are missing for each character; and the `loss`
    /// in nats for each token where all before are true.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        if (data.size() == 0) throw new DataException("Evaluate: expected at least one pair of texts, but the data has none");
        EditErrors errors = EditErrors.none();
        List<String> said = translated(data, run);
        for (int row = 0; row < said.size(); row++) errors = errors.with(said.get(row).codePoints().toArray(), TextDataset.target(data, row).codePoints().toArray());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("exact", errors.exactShare());
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

    static LearnedTranslation restore(ModelContent content) {
        Options settings = content.settings();
        Texts texts = new Texts(Tokenizers.read(settings.options("source")), Tokenizers.read(settings.options("target")), settings.integer("longest"));
        TrainedNetwork network = TrainedNetwork.restore(ModelContent.of(settings.options("network"), content.tensors()));
        return new LearnedTranslation(network, texts, content.schema(), content.provenance(), settings.options("options"));
    }

    @Override public String toString() { return network.toString(); }
}
