package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainerOptions;
import java.util.ArrayList;
import java.util.List;

/// A transformer encoder for classes or numbers: steps become vectors, blocks of attention mix them, their mean or a step of its own tells the answer.
///
/// | a sample                      | read as                                                       |
/// |-------------------------------|---------------------------------------------------------------|
/// | `[time]` of token ids         | embedded, if there is a `vocabulary`                          |
/// | `[time, features]`            | projected step by step                                        |
/// | `[height, width, channels]`   | its rows, `height` steps; or squares of `patch` pixels a side: a vision transformer |
/// | `[n]`, such as a table's row  | `n` steps of one number                                       |
///
/// Blocks are [encoders'][TransformerBlock#encoder] with a hidden width of four times the dimension. Positions are learned.
///
/// @param dimension the width of a step inside, a multiple of `heads`
/// @param heads how many attend side by side
/// @param blocks how many blocks, at least 0
/// @param reading what steps are made of, and what tells the answer
/// @param dropout the rate after the positions and in each block, in `[0, 1)`
/// @param training the [options of training][TrainerOptions#declared()]
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, with the norms of <a href="https://arxiv.org/abs/2002.04745">Xiong et al. (2020)</a>
/// @see <a href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al. (2021)</a>: pictures as words of patches
public record TransformerClassifier(int dimension, int heads, int blocks, Reading reading, double dropout, Options training) implements NetworkEstimator {

    private static final String NAME = "transformer-classifier";
    private static final int FEED_FORWARD = 4;

    /// What tells the answer: the mean of all steps, or a learned step in front of them (BERT's `[CLS]`).
    public enum Pooling { MEAN, CLASS_TOKEN }

    /// What steps are made of, and what tells the answer.
    ///
    /// @param vocabulary the number of token ids, 0 if samples hold numbers
    /// @param patch how many pixels a side make a step of a picture, 0 for its rows
    /// @param pooling what tells the answer
    public record Reading(int vocabulary, int patch, Pooling pooling) {

        public Reading {
            if (vocabulary < 0) throw new IllegalArgumentException("TransformerClassifier: expected a vocabulary ≥ 0, but got " + vocabulary);
            if (patch < 0) throw new IllegalArgumentException("TransformerClassifier: expected a patch ≥ 0, but got " + patch);
            if (vocabulary > 0 && patch > 0) throw new IllegalArgumentException("TransformerClassifier: expected token ids or patches of pictures, but got a vocabulary of " + vocabulary + " and a patch of " + patch);
        }
    }

    public TransformerClassifier {
        if (heads < 1 || dimension < 1 || dimension % heads != 0) {
            throw new IllegalArgumentException("TransformerClassifier: expected a dimension that is a multiple of heads ≥ 1, but got " + dimension + " and " + heads);
        }
        if (blocks < 0) throw new IllegalArgumentException("TransformerClassifier: expected blocks ≥ 0, but got " + blocks);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("TransformerClassifier: expected dropout in [0, 1), but got " + dropout);
    }

    /// For samples of numbers; the mean answers; ten epochs of Adam in batches of 32.
    public static TransformerClassifier of(int dimension, int heads, int blocks) {
        return new TransformerClassifier(dimension, heads, blocks, new Reading(0, 0, Pooling.MEAN), 0, Options.none());
    }

    /// A small vision transformer: pictures in squares of so many pixels a side, and a step of its own that answers.
    public static TransformerClassifier vision(int patch, int dimension, int heads, int blocks) {
        return of(dimension, heads, blocks).reading(new Reading(0, patch, Pooling.CLASS_TOKEN));
    }

    public TransformerClassifier vocabulary(int vocabulary) { return reading(new Reading(vocabulary, reading.patch, reading.pooling)); }

    public TransformerClassifier pooling(Pooling pooling) { return reading(new Reading(reading.vocabulary, reading.patch, pooling)); }

    public TransformerClassifier reading(Reading reading) { return new TransformerClassifier(dimension, heads, blocks, reading, dropout, training); }

    public TransformerClassifier dropout(double dropout) { return new TransformerClassifier(dimension, heads, blocks, reading, dropout, training); }

    public TransformerClassifier epochs(int epochs) { return training("epochs", epochs); }

    public TransformerClassifier batchSize(int batchSize) { return training("batch-size", batchSize); }

    public TransformerClassifier learningRate(double learningRate) { return training("learning-rate", learningRate); }

    private TransformerClassifier training(String option, Object value) {
        return new TransformerClassifier(dimension, heads, blocks, reading, dropout, training.with(option, value));
    }

    /// The network for samples of this kind.
    @Override public Sequential network(Schema schema) {
        boolean classToken = reading.pooling == Pooling.CLASS_TOKEN;
        List<Layer> layers = new ArrayList<>(List.of(new Input(schema.input())));
        layers.addAll(vectors(schema));
        if (classToken) layers.add(ClassToken.of());
        layers.add(LearnedPositions.of(new Sequential(layers).output().extent(1)));
        if (dropout > 0) layers.add(Dropout.of(dropout));
        layers.add(TransformerStack.of(TransformerBlock.encoder(heads, dimension / heads, FEED_FORWARD * dimension).dropoutEverywhere(dropout), blocks));
        layers.addAll(List.of(classToken ? FirstStep.of() : GlobalAverage.of(), Projection.of(schema.target().outputs("TransformerClassifier"))));
        return new Sequential(layers);
    }

    /// What makes a vector of each step of a sample.
    private List<Layer> vectors(Schema schema) {
        Shape sample = schema.input();
        if (reading.vocabulary > 0 && sample.rank() != 1) throw new DataException("TransformerClassifier: expected token ids [time] for a vocabulary, but got samples " + sample);
        if (reading.patch > 0 && sample.rank() != 3) throw new DataException("TransformerClassifier: expected pictures [height, width, channels] for patches, but got samples " + sample);
        if (reading.vocabulary > 0) return List.of(Embedding.of(reading.vocabulary, dimension));
        if (reading.patch > 0) return List.of(Patches.of(reading.patch), Projection.of(dimension));
        Shape steps = schema.steps("TransformerClassifier");
        Projection projection = Projection.of(dimension);
        return steps.equals(sample) ? List.of(projection) : List.of(Reshape.of(steps.extents()), projection);
    }

    /// Token ids are names: they are never scaled.
    @Override public Trainer trainer(Schema schema) {
        Options trained = reading.vocabulary > 0 ? training.with("scaling", "none") : training;
        return TrainerOptions.trainer(trained, network(schema).output(), schema.target());
    }

    @Override public TrainedNetwork fit(Trainer trainer, Dataset data, Run run) { return trainer.fit(network(data.schema()), data, run).madeBy(NAME, options()); }

    private Options options() {
        return Options.none().with("dimension", dimension).with("heads", heads).with("blocks", blocks).with("vocabulary", reading.vocabulary).with("patch", reading.patch)
                .with("pooling", reading.pooling).with("dropout", dropout).with(training);
    }

    /// Names it `transformer-classifier`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return NAME; }

        @Override public String family() { return "attention networks"; }

        @Override public String summary() { return "A transformer encoder over the steps of a sequence, for classes or numbers."; }

        @Override public List<Option> options() {
            List<Option> options = new ArrayList<>(List.of(
                    new Option("dimension", Type.INTEGER, "64", "≥ 1, a multiple of heads", "The width of a step inside."),
                    new Option("heads", Type.INTEGER, "4", "≥ 1", "How many attend side by side."),
                    new Option("blocks", Type.INTEGER, "2", "≥ 0", "How many blocks of attention and feed-forward."),
                    new Option("vocabulary", Type.INTEGER, "0", "≥ 0", "The number of token ids; 0 if samples hold numbers."),
                    new Option("patch", Type.INTEGER, "0", "≥ 0", "How many pixels a side make a step of a picture; 0 for its rows."),
                    new Option("pooling", Type.TEXT, "mean", "mean, class-token", "What tells the answer: all steps, or one of its own."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after the positions and in each block.")));
            options.addAll(TrainerOptions.declared());
            return options;
        }

        @Override public Estimator create(Options options) {
            TrainerOptions.require(options);
            Options training = options;
            for (String own : List.of("dimension", "heads", "blocks", "vocabulary", "patch", "pooling", "dropout")) training = training.without(own);
            Reading reading = new Reading(options.integer("vocabulary", 0), options.integer("patch", 0), options.choice("pooling", Pooling.MEAN));
            return new TransformerClassifier(options.integer("dimension", 64), options.integer("heads", 4), options.integer("blocks", 2), reading, options.number("dropout", 0), training);
        }

        @Override public Model restore(ModelContent content) { return TrainedNetwork.restore(content); }
    }
}
