package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.language.KnownAs;
import dev.lanewise.core.language.LearnedTranslation;
import dev.lanewise.core.language.Pairing;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.TokenPairs;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.train.TokenSetting;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Learns to say texts in other texts: a [Transformer] over characters, words or byte pairs.
///
/// Norms stand before each part, so that it trains without a warm-up.
///
/// @param size of encoder and decoder each
/// @param dropout the rate everywhere, in `[0, 1)`
/// @param smoothing of labels, in `[0, 1)`; 0.1 in the paper
/// @param tokens what the tokens are; it knows no chunks
/// @param training the [options of training][TrainerOptions#declared()] but `loss`, `scaling` and weights of classes
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>
public record TransformerTranslation(GPT.Size size, double dropout, double smoothing, TokenSetting tokens, Options training) implements Estimator {

    private static final String NAME = "transformer";

    public TransformerTranslation {
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("TransformerTranslation: expected dropout in [0, 1), but got " + dropout);
        if (!(smoothing >= 0 && smoothing < 1)) throw new IllegalArgumentException("TransformerTranslation: expected smoothing in [0, 1), but got " + smoothing);
        network(size, dropout, 4, 4);
    }

    /// Over characters, ten epochs of Adam in batches of 32.
    public static TransformerTranslation of(int dimension, int heads, int blocks) {
        return new TransformerTranslation(new GPT.Size(dimension, heads, blocks), 0, 0, TokenSetting.characters(), Options.none());
    }

    public TransformerTranslation dropout(double dropout) { return new TransformerTranslation(size, dropout, smoothing, tokens, training); }

    public TransformerTranslation smoothing(double smoothing) { return new TransformerTranslation(size, dropout, smoothing, tokens, training); }

    public TransformerTranslation tokens(TokenSetting tokens) { return new TransformerTranslation(size, dropout, smoothing, tokens, training); }

    public TransformerTranslation epochs(int epochs) { return training(training.with("epochs", epochs)); }

    public TransformerTranslation batchSize(int batchSize) { return training(training.with("batch-size", batchSize)); }

    public TransformerTranslation learningRate(double rate) { return training(training.with("learning-rate", rate)); }

    public TransformerTranslation training(Options training) { return new TransformerTranslation(size, dropout, smoothing, tokens, training); }

    private static Transformer network(GPT.Size size, double dropout, int sources, int targets) {
        return Transformer.of(sources, targets, size.dimension(), size.heads(), size.blocks()).norms(TransformerBlock.Norms.BEFORE).dropout(dropout);
    }

    @Override public LearnedTranslation fit(Dataset data) { return fit(data, Run.standard()); }

    @Override public LearnedTranslation fit(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        data.requireUnweighted("TransformerTranslation");
        if (data.size() == 0) throw new DataException("TransformerTranslation: expected at least one pair of texts, but the data has none");
        Tokenizer from = tokenizer(IntStream.range(0, data.size()).mapToObj(row -> TextDataset.text(data, row)).collect(Collectors.joining("\n")));
        Tokenizer to = tokenizer(IntStream.range(0, data.size()).mapToObj(row -> TextDataset.target(data, row)).collect(Collectors.joining("\n")));
        TokenPairs pairs = TokenPairs.of(from, to, data);
        TrainedNetwork trained = trainer().fit(network(size, dropout, from.size(), to.size()), pairs.dataset(), run);
        return LearnedTranslation.of(new KnownAs(NAME, options()), trained, TransformerTranslating::of, new Pairing(from, to, 2 * pairs.steps()), data);
    }

    private Tokenizer tokenizer(String text) { return tokens.tokenizer(text, Special.PAD, Special.BOS, Special.EOS, Special.UNK); }

    /// Token ids are names: they are never scaled.
    private Trainer trainer() {
        Trainer trainer = TrainerOptions.trainer(training.with("scaling", "none"), Shape.of(Shape.ANY, Shape.ANY, 2), Target.classes("next", List.of("a", "b")));
        Loss loss = Loss.crossEntropy().ignoring(TokenPairs.PAD).smoothing(smoothing);
        return new Trainer(trainer.optimizer(), loss, trainer.pace(), trainer.preparation(), trainer.safeguards(), trainer.observers());
    }

    private Options options() {
        return Options.none().with("dimension", size.dimension()).with("heads", size.heads()).with("blocks", size.blocks()).with("dropout", dropout).with("smoothing", smoothing)
                .with("tokens", tokens.kind()).with("vocabulary", tokens.vocabulary()).with(TrainerOptions.lasting(training));
    }

    /// Names it `transformer`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return NAME; }

        @Override public String family() { return "attention networks"; }

        @Override public String summary() { return "An encoder–decoder of attention that says texts in other texts."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("dimension", Type.INTEGER, "128", "≥ 1, a multiple of heads", "The width of a step inside."),
                    new Option("heads", Type.INTEGER, "4", "≥ 1", "How many attend side by side."),
                    new Option("blocks", Type.INTEGER, "2", "≥ 0", "How many blocks encoder and decoder have each."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate everywhere."),
                    new Option("smoothing", Type.NUMBER, "0", "[0, 1)", "How much of each target goes to all tokens alike.")));
            TokenSetting.declared().stream().filter(option -> !option.name().equals("chunk")).forEach(options::add);
            TrainerOptions.declared().stream().filter(option -> !List.of("loss", "scaling", "class-weights").contains(option.name())).forEach(options::add);
            return options;
        }

        @Override public Estimator create(Options options) {
            Options training = options;
            for (String own : List.of("dimension", "heads", "blocks", "dropout", "smoothing", "tokens", "vocabulary")) training = training.without(own);
            TrainerOptions.require(training);
            return new TransformerTranslation(new GPT.Size(options.integer("dimension", 128), options.integer("heads", 4), options.integer("blocks", 2)),
                    options.number("dropout", 0), options.number("smoothing", 0), TokenSetting.of(options), training);
        }

        @Override public Model restore(ModelContent content) { return LearnedTranslation.restore(content, TransformerTranslating::of); }
    }
}
