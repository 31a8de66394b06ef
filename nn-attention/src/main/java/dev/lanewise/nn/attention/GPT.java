package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.language.KnownAs;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Sequential;
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

/// A decoder-only transformer that learns from texts what the next token will be, and writes on.
///
/// The texts are read as one long text, cut into chunks as long as the context, which training visits in an order that the seed gives. A share for
/// validation is the end of the text.
///
/// @param size of the network
/// @param layout of its blocks
/// @param dropout the rate everywhere, in `[0, 1)`
/// @param tokens what the tokens are, and how many make a context
/// @param training the [options of training][TrainerOptions#declared()] but `validate` and `scaling`
/// @see CausalTransformer
public record GPT(Size size, Layout layout, double dropout, TokenSetting tokens, Options training) implements Estimator {

    private static final String NAME = "gpt";

    /// Of which family the blocks are: [CausalTransformer#gpt2] or [CausalTransformer#llama].
    public enum Layout { GPT2, LLAMA }

    /// How large a network is.
    ///
    /// @param dimension the width of a step, a multiple of `heads`
    /// @param heads how many attend side by side
    /// @param blocks how many blocks
    public record Size(int dimension, int heads, int blocks) { }

    public GPT {
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("GPT: expected dropout in [0, 1), but got " + dropout);
        layer(size, layout, 2, tokens.chunk());
    }

    /// GPT-2's blocks over characters in a context of 64, ten epochs of Adam in batches of 32.
    public static GPT of(int dimension, int heads, int blocks) { return new GPT(new Size(dimension, heads, blocks), Layout.GPT2, 0, TokenSetting.characters(), Options.none()); }

    public GPT layout(Layout layout) { return new GPT(size, layout, dropout, tokens, training); }

    public GPT dropout(double dropout) { return new GPT(size, layout, dropout, tokens, training); }

    public GPT tokens(TokenSetting tokens) { return new GPT(size, layout, dropout, tokens, training); }

    /// How many tokens it sees.
    public GPT context(int context) { return tokens(tokens.chunk(context)); }

    public GPT epochs(int epochs) { return training(training.with("epochs", epochs)); }

    public GPT batchSize(int batchSize) { return training(training.with("batch-size", batchSize)); }

    public GPT learningRate(double rate) { return training(training.with("learning-rate", rate)); }

    public GPT training(Options training) { return new GPT(size, layout, dropout, tokens, training); }

    /// The network for so many tokens.
    public Sequential network(int vocabulary) {
        return Sequential.of(Input.of(tokens.chunk()), layer(size, layout, vocabulary, tokens.chunk()).dropout(dropout));
    }

    /// Llama's hidden width is `8/3` of the dimension, in eights.
    private static CausalTransformer layer(Size size, Layout layout, int vocabulary, int context) {
        int dimension = size.dimension, hidden = (8 * dimension / 3 + 7) / 8 * 8;
        return layout == Layout.GPT2 ? CausalTransformer.gpt2(vocabulary, context, dimension, size.heads, size.blocks)
                : CausalTransformer.llama(vocabulary, dimension, size.heads, size.heads, hidden, size.blocks);
    }

    @Override public LearnedLanguage fit(Dataset data) { return fit(data, Run.standard()); }

    @Override public LearnedLanguage fit(Dataset data, Run run) {
        data.requireUnweighted("GPT");
        String text = TextDataset.whole(data);
        Tokenizer tokenizer = tokens.tokenizer(text);
        int[] ids = tokenizer.encode(text);
        double share = training.number("validation", 0);
        if (!(share >= 0 && share < 1)) throw new DataException("GPT: expected a share for 'validation' in [0, 1), but got " + share);
        int cut = (int) Math.round(ids.length * (1 - share));
        Trainer trainer = trainer();
        if (share > 0) trainer = trainer.validateOn(chunks(Arrays.copyOfRange(ids, cut, ids.length), tokenizer.size()));
        TrainedNetwork network = trainer.fit(network(tokenizer.size()), chunks(Arrays.copyOf(ids, cut), tokenizer.size()), run);
        return LearnedLanguage.of(new KnownAs(NAME, options()), network.madeBy("network", Options.none()), CausalWriting::of, tokenizer, data);
    }

    private Dataset chunks(int[] ids, int vocabulary) { return TokenStreams.of(ids, IntStream.range(0, vocabulary).mapToObj(Integer::toString).toList(), 1, tokens.chunk()); }

    /// Token ids are names: they are never scaled.
    private Trainer trainer() {
        return TrainerOptions.trainer(training.without("validation").with("scaling", "none"), Shape.of(Shape.ANY, 2), Target.classes("next", List.of("a", "b")));
    }

    private Options options() {
        return Options.none().with("dimension", size.dimension).with("heads", size.heads).with("blocks", size.blocks).with("layout", layout).with("dropout", dropout)
                .with(tokens.options()).with(TrainerOptions.lasting(training));
    }

    /// Names it `gpt`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return NAME; }

        @Override public String family() { return "attention networks"; }

        @Override public String summary() { return "A language model of attention, for characters, words or byte pairs."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("dimension", Type.INTEGER, "128", "≥ 1, a multiple of heads", "The width of a step inside."),
                    new Option("heads", Type.INTEGER, "4", "≥ 1", "How many attend side by side."),
                    new Option("blocks", Type.INTEGER, "4", "≥ 0", "How many blocks of attention and feed-forward."),
                    new Option("layout", Type.TEXT, "gpt2", "gpt2, llama", "Of which family the blocks are."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate everywhere.")));
            options.addAll(TokenSetting.declared());
            TrainerOptions.declared().stream().filter(option -> !List.of("validate", "scaling").contains(option.name())).forEach(options::add);
            return options;
        }

        @Override public Estimator create(Options options) {
            Options training = options;
            for (String own : List.of("dimension", "heads", "blocks", "layout", "dropout", "tokens", "vocabulary", "chunk")) training = training.without(own);
            TrainerOptions.require(training);
            return new GPT(new Size(options.integer("dimension", 128), options.integer("heads", 4), options.integer("blocks", 4)), options.choice("layout", Layout.GPT2),
                    options.number("dropout", 0), TokenSetting.of(options), training);
        }

        @Override public Model restore(ModelContent content) { return LearnedLanguage.restore(content, CausalWriting::of); }
    }
}
