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
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.metric.BLEU;
import dev.lanewise.core.metric.EditErrors;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.TokenBatch;
import dev.lanewise.core.text.TokenPairs;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.Tokenizers;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A model that learned from pairs of texts: it says texts in other texts.
public final class LearnedTranslation implements Model, Translator {

    private final String name;
    private final TrainedNetwork network;
    private final TranslatingNetwork translating;
    private final Pairing texts;
    private final Schema schema;
    private final Provenance provenance;
    private final Options options;

    private LearnedTranslation(ModelContent origin, TrainedNetwork network, TranslatingNetwork translating, Pairing texts, Options options) {
        this.name = origin.model();
        this.network = network;
        this.translating = translating;
        this.texts = texts;
        this.schema = origin.schema();
        this.provenance = origin.provenance();
        this.options = options;
    }

    /// A network that was trained on pairs of texts.
    ///
    /// @param known the name of the model and its options, as a file holds them
    /// @param kind what makes a translating network of a trained one
    public static LearnedTranslation of(KnownAs known, TrainedNetwork network, Function<TrainedNetwork, ? extends TranslatingNetwork> kind, Pairing texts, Dataset data) {
        Provenance provenance = new Provenance(network.content().provenance().seed(), data.fingerprint(), data.size());
        ModelContent origin = new ModelContent(known.model(), Options.none(), data.schema(), provenance, Map.of());
        return new LearnedTranslation(origin, network, kind.apply(network), texts, known.options());
    }

    /// The network over tokens.
    public TrainedNetwork network() { return network; }

    /// How training went; empty in a model that was loaded.
    public History history() { return network.history(); }

    /// What takes the texts apart.
    public Tokenizer source() { return texts.source(); }

    @Override public Tokenizer tokenizer() { return texts.target(); }

    @Override public int longest() { return texts.longest(); }

    @Override public Decoding translating(List<String> sources) {
        if (sources.isEmpty()) throw new IllegalArgumentException("Translation: expected at least one text, but got none");
        List<int[]> ids = sources.stream().map(text -> TokenPairs.ended(texts.source(), text)).toList();
        return translating.begin(TokenBatch.of(ids, TokenPairs.PAD).ids(), begin(), texts.longest());
    }

    private int begin() { return texts.target().id(Special.BOS).orElseThrow(() -> new DataException("Model file: expected a token for the beginning of a translation, but there is none")); }

    /// Of the last block where there are several.
    @Override public Optional<Alignment> alignment(String text, String translation) { return Optional.of(alignments(text, translation)).filter(all -> !all.isEmpty()).map(List::getLast); }

    /// The same for each block that looks back, from the first one on; none if nothing does.
    public List<Alignment> alignments(String text, String translation) {
        List<String> source = pieces(texts.source(), text), target = pieces(texts.target(), translation);
        return translating.looks(TokenPairs.ended(texts.source(), text), begin(), texts.target().encode(translation)).stream().map(weights -> new Alignment(source, target, weights)).toList();
    }

    private static List<String> pieces(Tokenizer tokenizer, String text) {
        List<String> pieces = new ArrayList<>();
        for (int token : tokenizer.encode(text)) pieces.add(tokenizer.decode(token));
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

    /// `exact`, the share of texts that are right to the last character; `bleu`; `error-rate`, the edits that are missing for each character; and the `loss`
    /// in nats for each token where all before are true.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        data.requireUnweighted("Evaluate");
        if (data.size() == 0) throw new DataException("Evaluate: expected at least one pair of texts, but the data has none");
        List<String> said = translated(data, run), truth = IntStream.range(0, data.size()).mapToObj(row -> TextDataset.target(data, row)).toList();
        EditErrors errors = EditErrors.none();
        for (int row = 0; row < said.size(); row++) errors = errors.with(said.get(row).codePoints().toArray(), truth.get(row).codePoints().toArray());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("exact", errors.exactShare());
        figures.put("bleu", BLEU.ofTexts(said, truth).score());
        if (errors.length() > 0) figures.put("error-rate", errors.rate());
        figures.put("loss", network.evaluate(TokenPairs.of(texts.source(), texts.target(), data).dataset(), run).figure("loss"));
        return new Evaluation(data.size(), figures);
    }

    @Override public ModelContent content() {
        ModelContent inner = network.content();
        Options settings = Options.none().with("options", options).with("source", Tokenizers.describe(texts.source())).with("target", Tokenizers.describe(texts.target()))
                .with("longest", texts.longest()).with("network", inner.description());
        return new ModelContent(name, settings, schema, provenance, inner.tensors());
    }

    /// The model whose [#content()] this was.
    ///
    /// @param kind what makes a translating network of a trained one
    /// @throws DataException if the content is none of such a model
    public static LearnedTranslation restore(ModelContent content, Function<TrainedNetwork, ? extends TranslatingNetwork> kind) {
        Options settings = content.settings();
        Pairing texts = new Pairing(Tokenizers.read(settings.options("source")), Tokenizers.read(settings.options("target")), settings.integer("longest"));
        TrainedNetwork network = TrainedNetwork.restore(ModelContent.of(settings.options("network"), content.tensors()));
        return new LearnedTranslation(content, network, kind.apply(network), texts, settings.options("options"));
    }

    @Override public String toString() { return network.toString(); }
}
