package dev.lanewise.core.train;

import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One training on its way from fresh weights to a [TrainedNetwork].
final class Training {

    private final Trainer trainer;
    private final Network network;
    private final Dataset data;
    private final Run run;

    private final int[] trainRows;
    private final Dataset validation;
    private final Scaling scaling;
    private final BoundLayer bound;
    private final Tape tape;
    private final Batches batches;
    private final Optimizer.Session optimizer;
    private long step;

    Training(Trainer trainer, Network network, Dataset data, Run run) {
        this.trainer = trainer;
        this.network = network;
        this.data = data;
        this.run = run;
        int[] shuffled = run.seed().child("split").stream().permutation(data.size());
        int held = Math.min((int) Math.round(trainer.validation() * data.size()), data.size() - 1);
        this.trainRows = Arrays.copyOfRange(shuffled, held, shuffled.length);
        this.validation = data.rows(Arrays.copyOf(shuffled, held));
        this.scaling = Scaling.learn(trainer.scaling(), held == 0 ? data : data.rows(trainRows));
        this.bound = network.bind(run.seed().child("weights"));
        this.tape = Tape.training(run.backend());
        this.batches = new Batches(data, scaling, Math.min(trainer.batchSize(), trainRows.length));
        this.optimizer = trainer.optimizer().start(bound.weights(), run.backend());
    }

    TrainedNetwork run() {
        List<History.Epoch> history = new ArrayList<>();
        for (int epoch = 1; epoch <= trainer.epochs(); epoch++) {
            double loss = epoch(epoch);
            requireFinite(epoch, loss);
            history.add(validate(epoch, loss));
        }
        return trained(history);
    }

    /// One visit of every training row.
    private double epoch(int epoch) {
        int[] order = run.seed().child("order").child(epoch).stream().permutation(trainRows.length);
        for (int i = 0; i < order.length; i++) order[i] = trainRows[order[i]];
        String task = "epoch " + epoch + " of " + trainer.epochs();
        double sum = 0;
        for (int from = 0; from < order.length; from += trainer.batchSize()) {
            int to = Math.min(order.length, from + trainer.batchSize());
            double loss = step(order, from, to);
            if (!Double.isFinite(loss)) throw diverged(epoch, loss);
            sum += loss * (to - from);
            run.listener().onProgress(new Progress(task, (epoch - 1L) * order.length + to, (long) trainer.epochs() * order.length, "samples", sum / to));
        }
        return sum / order.length;
    }

    private double step(int[] order, int from, int to) {
        tape.reset(run.seed().child("step").child(step++));
        Tensor output = bound.forward(batches.inputs(tape, order, from, to));
        Tensor loss = trainer.loss().of(output, batches.targets(tape, order, from, to));
        float value = loss.item();
        tape.backward(loss);
        optimizer.step(tape::gradientOf, 1);
        return value;
    }

    /// The loss of a batch is known before the step that it leads to: the last step may still overflow.
    private void requireFinite(int epoch, double loss) {
        for (Weight weight : bound.weights()) {
            for (int i = 0; i < weight.shape().size(); i++) {
                if (!Float.isFinite(weight.values()[i])) {
                    throw new ConvergenceException("Trainer: expected finite weights, but " + weight.name() + " holds " + weight.values()[i] + " after epoch " + epoch
                            + ". Lower the learning rate, or look for extreme values in the data", Math.toIntExact(step), loss);
                }
            }
        }
    }

    private ConvergenceException diverged(int epoch, double loss) {
        return new ConvergenceException("Trainer: expected a finite loss, but step " + step + " in epoch " + epoch + " gave " + loss
                + ". Lower the learning rate, or look for extreme values in the data", Math.toIntExact(step), loss);
    }

    private History.Epoch validate(int epoch, double loss) {
        if (validation.size() == 0) return new History.Epoch(epoch, loss, Double.NaN, Double.NaN);
        var figures = trained(List.of()).evaluate(validation, run.listener(Progress.Listener.silent())).figures();
        return new History.Epoch(epoch, loss, figures.get("loss"), figures.getOrDefault("accuracy", figures.getOrDefault("rmse", Double.NaN)));
    }

    private TrainedNetwork trained(List<History.Epoch> history) {
        Provenance provenance = new Provenance(run.seed().value(), history.isEmpty() ? "" : data.fingerprint(), trainRows.length);
        return new TrainedNetwork(network, bound, new Meaning(data.schema(), scaling, trainer.loss()), Recipe.ofNetwork(provenance), new History(history));
    }
}
