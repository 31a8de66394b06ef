package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.language.KnownAs;
import dev.lanewise.core.language.LearnedTranslation;
import dev.lanewise.core.language.Pairing;
import dev.lanewise.core.layer.Attention;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Learns to say texts in other texts: an [EncoderDecoder] over characters, words or byte pairs.
///
/// @param architecture what its layers are
/// @param tokens what the tokens are; it knows no chunks
/// @param forcing how often the decoder sees the true tokens while it learns
/// @param training the [options of training][TrainerOptions#declared()] but `loss`, `scaling` and weights of classes
public record Seq2Seq(Architecture architecture, TokenSetting tokens, TeacherForcing forcing, Options training) implements Estimator {

    private static final String NAME = "seq2seq";

    /// What an encoder–decoder consists of.
    ///
    /// @param kind the kind of its layers
    /// @param units the widths of the layers of each side, at least one
    /// @param embedding the width of a token's vector
    /// @param bidirectional whether the encoder reads both ways
    /// @param context what the encoder's states become
    /// @param attention how each step looks back; none if it doesn't
    public record Architecture(RecurrentNetwork.Kind kind, List<Integer> units, int embedding, boolean bidirectional, EncoderDecoder.Context context, Optional<EncoderDecoder.Looking> attention) {

        public Architecture {
            units = List.copyOf(units);
            if (units.isEmpty()) throw new IllegalArgumentException("Seq2Seq: expected at least one layer, but got none");
            for (int width : units) if (width < 1) throw new IllegalArgumentException("Seq2Seq: expected units ≥ 1, but got " + units);
        }

        EncoderDecoder network(int sources, int targets) {
            return new EncoderDecoder(new EncoderDecoder.Side(sources, embedding, layers(bidirectional)), new EncoderDecoder.Side(targets, embedding, layers(false)), context, attention);
        }

        private Stateful layers(boolean both) {
            List<Stateful> layers = new ArrayList<>();
            for (int width : units) {
                Recurrent<?> layer = kind.layer(width).returnSequences(true);
                layers.add(both ? Bidirectional.of(layer) : layer);
            }
            return layers.size() == 1 ? layers.getFirst() : Stacked.of(layers.toArray(Stateful[]::new));
        }

        Options options() {
            return Options.none().with("kind", kind).with("units", units).with("embedding", embedding).with("bidirectional", bidirectional).with("context", context)
                    .with("attention", attention.map(looking -> name(looking.attention().score())).orElse("none")).with("timing", attention.map(EncoderDecoder.Looking::timing).orElse(EncoderDecoder.Timing.BEFORE));
        }

        private static String name(Attention.Score score) { return score.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'); }
    }

    /// GRU layers of these widths over characters, a bidirectional encoder and additive attention before each step; ten epochs of Adam in batches of 32.
    public static Seq2Seq of(Integer... units) {
        var looking = new EncoderDecoder.Looking(Attention.additive(units.length == 0 ? 1 : units[units.length - 1]), EncoderDecoder.Timing.BEFORE);
        return new Seq2Seq(new Architecture(RecurrentNetwork.Kind.GRU, List.of(units), 32, true, EncoderDecoder.Context.LAST, Optional.of(looking)), TokenSetting.characters(), TeacherForcing.always(), Options.none());
    }

    public Seq2Seq architecture(Architecture architecture) { return new Seq2Seq(architecture, tokens, forcing, training); }

    public Seq2Seq tokens(TokenSetting tokens) { return new Seq2Seq(architecture, tokens, forcing, training); }

    public Seq2Seq forcing(TeacherForcing forcing) { return new Seq2Seq(architecture, tokens, forcing, training); }

    public Seq2Seq epochs(int epochs) { return training(training.with("epochs", epochs)); }

    public Seq2Seq batchSize(int batchSize) { return training(training.with("batch-size", batchSize)); }

    public Seq2Seq learningRate(double rate) { return training(training.with("learning-rate", rate)); }

    public Seq2Seq training(Options training) { return new Seq2Seq(architecture, tokens, forcing, training); }

    @Override public LearnedTranslation fit(Dataset data) { return fit(data, Run.standard()); }

    @Override public LearnedTranslation fit(Dataset data, Run run) {
        TextDataset.requireTexts(data);
        data.requireUnweighted("Seq2Seq");
        if (data.size() == 0) throw new DataException("Seq2Seq: expected at least one pair of texts, but the data has none");
        Tokenizer from = tokenizer(IntStream.range(0, data.size()).mapToObj(row -> TextDataset.text(data, row)).collect(Collectors.joining("\n")));
        Tokenizer to = tokenizer(IntStream.range(0, data.size()).mapToObj(row -> TextDataset.target(data, row)).collect(Collectors.joining("\n")));
        TokenPairs pairs = TokenPairs.of(from, to, data);
        EncoderDecoder network = architecture.network(from.size(), to.size());
        TrainedNetwork trained = trainer(data.size()).fit(network, pairs.dataset(), run);
        return LearnedTranslation.of(new KnownAs(NAME, options()), trained, RecurrentTranslating::of, new Pairing(from, to, 2 * pairs.steps()), data);
    }

    private Tokenizer tokenizer(String text) { return tokens.tokenizer(text, Special.PAD, Special.BOS, Special.EOS, Special.UNK); }

    private Trainer trainer(int samples) {
        Trainer trainer = TrainerOptions.trainer(training, Shape.of(Shape.ANY, Shape.ANY, 2), Schema.Target.classes("next", List.of("a", "b")));
        trainer = new Trainer(trainer.optimizer(), Loss.crossEntropy().ignoring(TokenPairs.PAD), trainer.pace(), trainer.preparation(), trainer.safeguards(), trainer.observers());
        if (forcing.equals(TeacherForcing.always())) return trainer;
        int perEpoch = training.integer("steps-per-epoch", 0) > 0 ? training.integer("steps-per-epoch") : Math.ceilDiv(samples, trainer.pace().batchSize());
        return trainer.observe(forcing.over((long) trainer.pace().epochs() * perEpoch));
    }

    private Options options() {
        return architecture.options().with("tokens", tokens.kind()).with("vocabulary", tokens.vocabulary()).with("forcing", forcing.last()).with("forcing-curve", forcing.curve())
                .with(TrainerOptions.lasting(training));
    }

    /// Names it `seq2seq`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return NAME; }

        @Override public String family() { return "recurrent networks"; }

        @Override public String summary() { return "An encoder–decoder of recurrent layers that says texts in other texts, with or without attention."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(own());
            TrainerOptions.declared().stream().filter(option -> !List.of("loss", "scaling", "class-weights").contains(option.name())).forEach(options::add);
            return options;
        }

        private static List<Option> own() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("kind", Type.TEXT, "gru", "rnn, lstm, gru", "The kind of the layers."),
                    new Option("units", Type.INTEGERS, "64", "each ≥ 1", "The widths of the layers of each side."),
                    new Option("embedding", Type.INTEGER, "32", "≥ 1", "The width of a token's vector."),
                    new Option("bidirectional", Type.FLAG, "true", "true, false", "Whether the encoder reads both ways."),
                    new Option("context", Type.TEXT, "last", "last, mean, max", "What the encoder's states become."),
                    new Option("attention", Type.TEXT, "additive", "none, dot, scaled-dot, general, additive", "How each step looks back."),
                    new Option("timing", Type.TEXT, "before", "before, after", "Whether it looks before or after the state takes the step."),
                    new Option("forcing", Type.NUMBER, "1", "[0, 1]", "The share of true tokens that the decoder sees at the end of training."),
                    new Option("forcing-curve", Type.TEXT, "linear", "constant, linear, exponential, sigmoid", "How that share changes.")));
            TokenSetting.declared().stream().filter(option -> !option.name().equals("chunk")).forEach(options::add);
            return options;
        }

        @Override public Estimator create(Options options) {
            Options training = options;
            for (Option own : own()) training = training.without(own.name());
            TrainerOptions.require(training);
            List<Integer> units = Arrays.stream(options.integers("units", 64)).boxed().toList();
            Architecture architecture = new Architecture(options.choice("kind", RecurrentNetwork.Kind.GRU), units, options.integer("embedding", 32), options.flag("bidirectional", true),
                    options.choice("context", EncoderDecoder.Context.LAST), looking(options, units));
            double last = options.number("forcing", 1);
            TeacherForcing.Curve curve = options.choice("forcing-curve", TeacherForcing.Curve.LINEAR);
            return new Seq2Seq(architecture, TokenSetting.of(options), last == 1 ? TeacherForcing.always() : new TeacherForcing(curve, last), training);
        }

        private static Optional<EncoderDecoder.Looking> looking(Options options, List<Integer> units) {
            EncoderDecoder.Timing timing = options.choice("timing", EncoderDecoder.Timing.BEFORE);
            if (options.text("attention", "additive").equals("none")) return Optional.empty();
            Attention.Score score = options.choice("attention", Attention.Score.ADDITIVE);
            return Optional.of(new EncoderDecoder.Looking(new Attention(score, score == Attention.Score.ADDITIVE ? units.getLast() : 0), timing));
        }

        @Override public Model restore(ModelContent content) { return LearnedTranslation.restore(content, RecurrentTranslating::of); }
    }
}
