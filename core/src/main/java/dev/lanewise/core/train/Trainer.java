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
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Estimator;
import java.util.List;

/// How to train a network: by which rule, on which loss, for how long.
///
/// Each epoch visits every sample once, in an order that the seed gives; the last batch may be smaller. The result depends on the data,
/// the description and the seed, not on the number of threads.
///
/// @param optimizer the rule
/// @param loss what it makes small
/// @param epochs how often every sample is visited, at least 1
/// @param batchSize samples per step, at least 1
/// @param validation the share of samples, chosen at random by the seed, that is kept from training and judged after each epoch; 0 for none
/// @param scaling how raw inputs are prepared; what it learns stays in the model
/// @param observers who hears of its steps and epochs
public record Trainer(Optimizer optimizer, Loss loss, int epochs, int batchSize, double validation, Scaling.Kind scaling, List<TrainingObserver> observers) {

    public Trainer {
        observers = List.copyOf(observers);
        if (epochs < 1) throw new IllegalArgumentException("Trainer: expected epochs ≥ 1, but got " + epochs);
        if (batchSize < 1) throw new IllegalArgumentException("Trainer: expected a batch size ≥ 1, but got " + batchSize);
        if (!(validation >= 0 && validation < 1)) throw new IllegalArgumentException("Trainer: expected a validation share in [0, 1), but got " + validation);
    }

    /// One epoch in batches of 32, without validation; images are divided by 255 and tables standardised.
    public static Trainer of(Optimizer optimizer, Loss loss) { return new Trainer(optimizer, loss, 1, 32, 0, Scaling.Kind.AUTO, List.of()); }

    public Trainer epochs(int epochs) { return new Trainer(optimizer, loss, epochs, batchSize, validation, scaling, observers); }

    public Trainer batchSize(int batchSize) { return new Trainer(optimizer, loss, epochs, batchSize, validation, scaling, observers); }

    public Trainer validateOn(double share) { return new Trainer(optimizer, loss, epochs, batchSize, share, scaling, observers); }

    public Trainer scaling(Scaling.Kind scaling) { return new Trainer(optimizer, loss, epochs, batchSize, validation, scaling, observers); }

    /// One more that hears of the training.
    public Trainer observe(TrainingObserver observer) {
        return new Trainer(optimizer, loss, epochs, batchSize, validation, scaling,
                ImmutableList.<TrainingObserver>builder().addAll(observers).add(observer).build());
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
        loss.requireSuits(network.output(), data.schema().target());
        if (data.size() == 0) throw new DataException("Trainer: expected at least one sample, but the data has none");
        return new Training(this, network, data, run).run();
    }

    private static void requireFits(Network network, Schema schema) {
        List<Shape> expected = network.inputs(), actual = schema.inputs().stream().map(shape -> shape.withFirst(Shape.ANY)).toList();
        boolean fits = expected.size() == actual.size();
        for (int i = 0; fits && i < expected.size(); i++) fits = expected.get(i).admits(actual.get(i));
        if (!fits) throw new ShapeException("Trainer: expected samples that the network takes, " + expected + ", but the data has " + actual);
    }
}
