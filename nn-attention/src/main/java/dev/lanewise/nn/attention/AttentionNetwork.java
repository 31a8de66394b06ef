package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;

/// A transformer encoder for classes or numbers: steps become vectors, blocks of attention mix them, their mean tells the answer.
///
/// | a sample                      | read as                                    |
/// |-------------------------------|--------------------------------------------|
/// | `[time]` of token ids         | embedded, if a `vocabulary` is given       |
/// | `[time, features]`            | projected step by step                     |
/// | `[height, width, channels]`   | its rows, `height` steps                   |
/// | `[n]`, such as a table's row  | `n` steps of one number                    |
///
/// A block is `x + attention(norm(x))`, then `x + feedForward(norm(x))` with a hidden width of four times the dimension and GELU: norms stand
/// before, where they make deep networks train without a warm-up. Positions are learned.
///
/// @param dimension the width of a step inside, a multiple of `heads`
/// @param heads how many attend side by side
/// @param blocks how many blocks, at least 0
/// @param vocabulary the number of token ids, 0 if samples hold numbers
/// @param dropout the rate after the positions and in each branch, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, with the norms of <a href="https://arxiv.org/abs/2002.04745">Xiong et al. (2020)</a>
public record AttentionNetwork(int dimension, int heads, int blocks, int vocabulary, double dropout, Options training) implements NetworkEstimator {

    private static final int FEED_FORWARD = 4;

    public AttentionNetwork {
        if (heads < 1 || dimension < 1 || dimension % heads != 0) {
            throw new IllegalArgumentException("AttentionNetwork: expected a dimension that is a multiple of heads ≥ 1, but got " + dimension + " and " + heads);
        }
        if (blocks < 0) throw new IllegalArgumentException("AttentionNetwork: expected blocks ≥ 0, but got " + blocks);
        if (vocabulary < 0) throw new IllegalArgumentException("AttentionNetwork: expected a vocabulary ≥ 0, but got " + vocabulary);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("AttentionNetwork: expected dropout in [0, 1), but got " + dropout);
    }

    /// For samples of numbers; ten epochs of Adam in batches of 32.
    public static AttentionNetwork of(int dimension, int heads, int blocks) { return new AttentionNetwork(dimension, heads, blocks, 0, 0, Options.none()); }

    public AttentionNetwork vocabulary(int vocabulary) { return new AttentionNetwork(dimension, heads, blocks, vocabulary, dropout, training); }

    public AttentionNetwork dropout(double dropout) { return new AttentionNetwork(dimension, heads, blocks, vocabulary, dropout, training); }

    public AttentionNetwork epochs(int epochs) { return training("epochs", epochs); }

    public AttentionNetwork batchSize(int batchSize) { return training("batch-size", batchSize); }

    public AttentionNetwork learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private AttentionNetwork training(String option, Object value) {
        return new AttentionNetwork(dimension, heads, blocks, vocabulary, dropout, training.with(option, value));
    }

    /// The network for samples of this kind.
    @Override public Sequential network(Schema schema) {
        List<Layer> layers = new ArrayList<>(List.of(new Input(schema.input())));
        layers.addAll(vectors(schema));
        layers.add(LearnedPositions.of(schema.input().extent(0)));
        if (dropout > 0) layers.add(Dropout.of(dropout));
        for (int i = 0; i < blocks; i++) layers.addAll(block());
        layers.addAll(List.of(LayerNorm.of(), GlobalAverage.of(), Projection.of(schema.target().outputs("AttentionNetwork"))));
        return new Sequential(layers);
    }

    /// What makes a vector of each step of a sample.
    private List<Layer> vectors(Schema schema) {
        Shape sample = schema.input();
        if (vocabulary > 0 && sample.rank() != 1) throw new DataException("AttentionNetwork: expected token ids [time] for a vocabulary, but got samples " + sample);
        if (vocabulary > 0) return List.of(Embedding.of(vocabulary, dimension));
        Shape steps = schema.steps("AttentionNetwork");
        Projection projection = Projection.of(dimension);
        return steps.equals(sample) ? List.of(projection) : List.of(Reshape.of(steps.extents()), projection);
    }

    private List<Layer> block() {
        return List.of(branch(MultiHeadAttention.of(heads, dimension / heads).dropout(dropout)),
                branch(Projection.of(FEED_FORWARD * dimension), Activate.of(Activation.GELU), Projection.of(dimension)));
    }

    /// `x + dropout(layers(norm(x)))`
    private Residual branch(Layer... layers) {
        List<Layer> branch = new ArrayList<>(List.of(LayerNorm.of()));
        branch.addAll(List.of(layers));
        if (dropout > 0) branch.add(Dropout.of(dropout));
        return Residual.of(branch.toArray(Layer[]::new));
    }

    /// Token ids are names: they are never scaled.
    @Override public Trainer trainer(Schema schema) {
        Options trained = vocabulary > 0 ? training.with("scaling", "none") : training;
        return TrainerOptions.trainer(trained, network(schema).output(), schema.target());
    }

    @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) { return trainer.fit(network(data.schema()), data, run).madeBy("attention", options()); }

    private Options options() {
        return Options.none().with("dimension", dimension).with("heads", heads).with("blocks", blocks).with("vocabulary", vocabulary).with("dropout", dropout).with(training);
    }

    /// Names it `attention`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "attention"; }

        @Override public String family() { return "attention networks"; }

        @Override public String summary() { return "A transformer encoder over the steps of a sequence, for classes or numbers."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("dimension", Type.INTEGER, "64", "a multiple of heads", "The width of a step inside."),
                    new Option("heads", Type.INTEGER, "4", "≥ 1", "How many attend side by side."),
                    new Option("blocks", Type.INTEGER, "2", "≥ 0", "How many blocks of attention and feed-forward."),
                    new Option("vocabulary", Type.INTEGER, "0", "≥ 0", "The number of token ids; 0 if samples hold numbers."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after the positions and in each branch.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            TrainerOptions.require(options);
            Options training = options.without("dimension").without("heads").without("blocks").without("vocabulary").without("dropout");
            return new AttentionNetwork(options.integer("dimension", 64), options.integer("heads", 4), options.integer("blocks", 2), options.integer("vocabulary", 0),
                    options.number("dropout", 0), training);
        }

        @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }
}
