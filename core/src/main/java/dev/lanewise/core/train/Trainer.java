package dev.lanewise.core.train;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.image.Augmentation;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.schedule.Schedule;
import java.nio.file.Path;
import java.util.List;

/// How to train a network: by which rule, on which loss, for how long.
///
/// Each epoch visits every sample once, in an order that the seed gives; the last batch may be smaller. The result depends on the data,
/// the description and the seed, not on the number of threads.
///
/// @param optimizer the rule
/// @param loss what it makes small
/// @param pace how long, and in what portions
/// @param preparation what happens to the samples before
/// @param safeguards what keeps the training from being in vain
/// @param observers who hears of its steps and epochs
public record Trainer(Optimizer optimizer, Loss loss, Pace pace, Preparation preparation, Safeguards safeguards, List<TrainingObserver> observers) {

    public Trainer {
        observers = List.copyOf(observers);
    }

    /// One epoch in batches of 32, without validation; images are divided by 255 and tables standardised.
    public static Trainer of(Optimizer optimizer, Loss loss) {
        return new Trainer(optimizer, loss, Pace.standard(), Preparation.standard(), Safeguards.none(), List.of());
    }

    public Trainer pace(Pace pace) { return new Trainer(optimizer, loss, pace, preparation, safeguards, observers); }

    public Trainer preparation(Preparation preparation) { return new Trainer(optimizer, loss, pace, preparation, safeguards, observers); }

    public Trainer safeguards(Safeguards safeguards) { return new Trainer(optimizer, loss, pace, preparation, safeguards, observers); }

    public Trainer epochs(int epochs) { return pace(pace.epochs(epochs)); }

    public Trainer batchSize(int batchSize) { return pace(pace.batchSize(batchSize)); }

    /// Ends an epoch after so many steps; passes over the samples go on across epochs.
    public Trainer stepsPerEpoch(int steps) { return pace(pace.stepsPerEpoch(steps)); }

    /// Leaves out a last batch that would be smaller than the others.
    public Trainer dropLast(boolean dropLast) { return pace(pace.dropLast(dropLast)); }

    /// Visits the samples in the order of the data in every pass, as chunks of long sequences need it.
    public Trainer inOrder(boolean inOrder) { return pace(pace.inOrder(inOrder)); }

    /// Multiplies the optimiser's learning rate by a factor that changes step by step.
    public Trainer schedule(Schedule schedule) { return pace(pace.schedule(schedule)); }

    /// Keeps a share of the samples, chosen at random by the seed, from training, and judges it after each epoch.
    public Trainer validateOn(double share) { return validation(Validation.atRandom(share)); }

    /// Judges other samples after each epoch.
    public Trainer validateOn(Dataset samples) { return validation(Validation.on(samples)); }

    public Trainer validation(Validation validation) { return preparation(preparation.validation(validation)); }

    public Trainer scaling(Scaling.Kind scaling) { return preparation(preparation.scaling(scaling)); }

    /// Lets samples count by their class; samples of a [weighted][Dataset#weighted(double...)] data set count by their own weights, too.
    public Trainer classWeights(ClassWeights classWeights) { return preparation(preparation.classWeights(classWeights)); }

    /// Changes images at random in each pass over them.
    public Trainer augment(Augmentation augmentation) { return preparation(preparation.augmentation(augmentation)); }

    /// Reads the batch of the next step during this one, on a thread of its own.
    public Trainer prefetch(boolean prefetch) { return preparation(preparation.prefetch(prefetch)); }

    public Trainer stopEarly(Stopping stopping) { return safeguards(safeguards.stopping(stopping)); }

    /// Saves what a training that is killed needs to go on.
    public Trainer checkpoints(Checkpoints checkpoints) { return safeguards(safeguards.checkpoints(checkpoints)); }

    /// Writes a line to this file, `….csv` or `….jsonl`, after each epoch.
    public Trainer log(Path file) { return observe(new TrainingLog(file)); }

    /// One more that hears of the training.
    public Trainer observe(TrainingObserver observer) {
        return new Trainer(optimizer, loss, pace, preparation, safeguards, ImmutableList.<TrainingObserver>builder().addAll(observers).add(observer).build());
    }

    /// This training of this network as an [Estimator].
    public Estimator on(Network network) { return (data, run) -> fit(network, data, run); }

    /// [#fit(Network, Dataset, Run)] in a [Run#standard()].
    public TrainedNetwork fit(Network network, Dataset data) { return fit(network, data, Run.standard()); }

    /// The network with weights learned from the data.
    ///
    /// @throws ShapeException if the network does not take such samples
    /// @throws DataException if the loss does not suit the network or the target, or there are no samples
    /// @throws dev.lanewise.linalg.ConvergenceException if the loss becomes infinite or NaN
    public TrainedNetwork fit(Network network, Dataset data, Run run) {
        requireFits(network, data.schema());
        requireImages(data.schema());
        loss.requireSuits(network.output(), data.schema().target());
        if (data.size() == 0) throw new DataException("Trainer: expected at least one sample, but the data has none");
        try (Training training = new Training(this, network, data, run)) {
            return training.run();
        }
    }

    private void requireImages(Schema schema) {
        boolean images = schema.inputs().size() == 1 && schema.input().rank() == 3;
        if (preparation.augmentation().isNone() || images) return;
        throw new DataException("Trainer: expected images [height, width, channels] for the augmentation " + preparation.augmentation() + ", but the data has samples " + schema.inputs());
    }

    private static void requireFits(Network network, Schema schema) {
        List<Shape> expected = network.inputs(), actual = schema.inputs().stream().map(shape -> shape.withFirst(Shape.ANY)).toList();
        boolean fits = expected.size() == actual.size();
        for (int i = 0; fits && i < expected.size(); i++) fits = expected.get(i).admits(actual.get(i));
        if (!fits) throw new ShapeException("Trainer: expected samples that the network takes, " + expected + ", but the data has " + actual);
    }
}
