package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.language.KnownAs;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.text.TokenStreams;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.train.TokenSetting;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A recurrent language model: from the tokens so far it learns what the next one will be.
///
/// The texts are read as one long text, in as many streams side by side as a batch has samples, chunk by chunk; states are carried from chunk to
/// chunk and gradients are not. A share for validation is the end of the text.
///
/// @param kind the kind of its layers
/// @param units the widths of the layers, at least one
/// @param embedding the width of a token's vector, at least 1
/// @param dropout the rate before and after each layer, in `[0, 1)`
/// @param tokens what the tokens are, and how many make a chunk
/// @param training the [options of training][TrainerOptions#declared()] but `validate` and `scaling`
public record LanguageNetwork(RecurrentNetwork.Kind kind, List<Integer> units, int embedding, double dropout, TokenSetting tokens, Options training) implements Estimator {

    private static final String NAME = "char-lm";

    public LanguageNetwork {
        units = List.copyOf(units);
        if (units.isEmpty()) throw new IllegalArgumentException("LanguageNetwork: expected at least one layer, but got none");
        for (int width : units) if (width < 1) throw new IllegalArgumentException("LanguageNetwork: expected units ≥ 1, but got " + units);
        if (embedding < 1) throw new IllegalArgumentException("LanguageNetwork: expected an embedding ≥ 1, but got " + embedding);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("LanguageNetwork: expected dropout in [0, 1), but got " + dropout);
    }

    /// LSTM layers of these widths over characters, ten epochs of Adam in 32 streams of chunks of 64.
    public static LanguageNetwork of(Integer... units) { return new LanguageNetwork(RecurrentNetwork.Kind.LSTM, List.of(units), 64, 0, TokenSetting.characters(), Options.none()); }

    public LanguageNetwork kind(RecurrentNetwork.Kind kind) { return new LanguageNetwork(kind, units, embedding, dropout, tokens, training); }

    public LanguageNetwork embedding(int embedding) { return new LanguageNetwork(kind, units, embedding, dropout, tokens, training); }

    public LanguageNetwork dropout(double dropout) { return new LanguageNetwork(kind, units, embedding, dropout, tokens, training); }

    public LanguageNetwork tokens(TokenSetting tokens) { return new LanguageNetwork(kind, units, embedding, dropout, tokens, training); }

    public LanguageNetwork epochs(int epochs) { return training(training.with("epochs", epochs)); }

    public LanguageNetwork batchSize(int streams) { return training(training.with("batch-size", streams)); }

    public LanguageNetwork learningRate(double rate) { return training(training.with("learning-rate", rate)); }

    public LanguageNetwork validateOn(double share) { return training(training.with("validation", share)); }

    public LanguageNetwork training(Options training) { return new LanguageNetwork(kind, units, embedding, dropout, tokens, training); }

    private int streams() { return training.integer("batch-size", 32); }

    /// The network for so many tokens.
    public Sequential network(int vocabulary) {
        List<Layer> layers = new ArrayList<>(List.of(Input.of(tokens.chunk()), Embedding.of(vocabulary, embedding)));
        for (int width : units) {
            if (dropout > 0) layers.add(Dropout.of(dropout));
            layers.add(Carried.of(kind.layer(width).returnSequences(true), streams()));
        }
        if (dropout > 0) layers.add(Dropout.of(dropout));
        layers.add(Projection.of(vocabulary));
        return new Sequential(layers);
    }

    @Override public LearnedLanguage fit(Dataset data) { return fit(data, Run.standard()); }

    @Override public LearnedLanguage fit(Dataset data, Run run) {
        data.requireUnweighted("LanguageNetwork");
        String text = TextDataset.whole(data);
        Tokenizer tokenizer = tokens.tokenizer(text);
        int[] ids = tokenizer.encode(text);
        List<String> names = IntStream.range(0, tokenizer.size()).mapToObj(Integer::toString).toList();
        double share = training.number("validation", 0);
        if (!(share >= 0 && share < 1)) throw new IllegalArgumentException("LanguageNetwork: expected a share for validation in [0, 1), but got " + share);
        int cut = (int) Math.round(ids.length * (1 - share));
        Trainer trainer = trainer();
        if (share > 0) trainer = trainer.validateOn(TokenStreams.of(Arrays.copyOfRange(ids, cut, ids.length), names, 1, tokens.chunk()));
        TrainedNetwork network = trainer.fit(network(tokenizer.size()), TokenStreams.of(Arrays.copyOf(ids, cut), names, streams(), tokens.chunk()), run);
        return LearnedLanguage.of(new KnownAs(NAME, options()), network.madeBy("network", Options.none()), RecurrentWriting::of, tokenizer, data);
    }

    private Trainer trainer() {
        return TrainerOptions.trainer(training.without("validation"), Shape.of(Shape.ANY, 2), Schema.Target.classes("next", List.of("a", "b"))).inOrder(true).observe(Carried.freshEachEpoch());
    }

    private Options options() {
        return Options.none().with("kind", kind).with("units", units).with("embedding", embedding).with("dropout", dropout).with(tokens.options()).with(TrainerOptions.lasting(training));
    }

    /// Names it `char-lm`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return NAME; }

        @Override public String family() { return "recurrent networks"; }

        @Override public String summary() { return "A language model of recurrent layers, for characters, words or byte pairs."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("kind", Type.TEXT, "lstm", "rnn, lstm, gru", "The kind of the layers."),
                    new Option("units", Type.INTEGERS, "128", "each ≥ 1", "The widths of the layers."),
                    new Option("embedding", Type.INTEGER, "64", "≥ 1", "The width of a token's vector."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate before and after each layer.")));
            options.addAll(TokenSetting.declared());
            TrainerOptions.declared().stream().filter(option -> !List.of("validate", "scaling", "drop-last").contains(option.name())).forEach(options::add);
            return options;
        }

        @Override public Estimator create(Options options) {
            Options training = options;
            for (String own : List.of("kind", "units", "embedding", "dropout", "tokens", "vocabulary", "chunk")) training = training.without(own);
            TrainerOptions.require(training);
            return new LanguageNetwork(options.choice("kind", RecurrentNetwork.Kind.LSTM), Arrays.stream(options.integers("units", 128)).boxed().toList(), options.integer("embedding", 64),
                    options.number("dropout", 0), TokenSetting.of(options), training);
        }

        @Override public Model restore(ModelContent content) { return LearnedLanguage.restore(content, RecurrentWriting::of); }
    }
}
