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
    private final Optimizer.Gradients gradients;
    private final List<TrainingObserver> observers;
    private final ObservedStep observed = new ObservedStep();
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
        this.gradients = tape::gradientOf;
        this.observers = trainer.observers();
    }

    TrainedNetwork run() {
        List<History.Epoch> history = new ArrayList<>();
        var start = new TrainingObserver.Start(network, bound, data.rows(trainRows), validation, scaling, run, new History(history));
        observers.forEach(observer -> observer.started(start));
        for (int epoch = 1; epoch <= trainer.epochs() && !observed.stopped; epoch++) {
            double loss = epoch(epoch);
            requireFinite(epoch, loss);
            history.add(validate(epoch, loss));
            observers.forEach(observer -> observer.epochEnded(new History(history)));
        }
        observers.forEach(observer -> observer.finished(new History(history)));
        return trained(history);
    }

    /// One visit of every training row.
    private double epoch(int epoch) {
        int[] order = run.seed().child("order").child(epoch).stream().permutation(trainRows.length);
        for (int i = 0; i < order.length; i++) order[i] = trainRows[order[i]];
        String task = "epoch " + epoch + " of " + trainer.epochs();
        double sum = 0;
        int seen = 0;
        for (int from = 0; from < order.length && !observed.stopped; from += trainer.batchSize()) {
            int to = Math.min(order.length, from + trainer.batchSize());
            double loss = step(epoch, order, from, to);
            if (!Double.isFinite(loss)) throw diverged(epoch, loss);
            sum += loss * (to - from);
            seen = to;
            run.listener().onProgress(new Progress(task, (epoch - 1L) * order.length + to, (long) trainer.epochs() * order.length, "samples", sum / to));
        }
        return sum / seen;
    }

    private double step(int epoch, int[] order, int from, int to) {
        tape.reset(run.seed().child("step").child(step++));
        List<Tensor> inputs = batches.inputs(tape, order, from, to);
        Tensor target = batches.targets(tape, order, from, to), output = bound.forward(inputs), loss = trainer.loss().of(output, target);
        float value = loss.item();
        if (!observers.isEmpty()) {
            observed.at(step, epoch, value, inputs, target, output);
            for (TrainingObserver observer : observers) observer.computed(observed);
        }
        tape.backward(loss);
        for (TrainingObserver observer : observers) observer.differentiated(observed);
        optimizer.step(gradients, 1);
        for (TrainingObserver observer : observers) observer.stepped(observed);
        return value;
    }

    /// The step that observers look at, one after another in the same object.
    private final class ObservedStep implements TrainingObserver.Step {

        private long number;
        private int epoch;
        private double loss;
        private List<Tensor> inputs = List.of();
        private @org.jspecify.annotations.Nullable Tensor target;
        private @org.jspecify.annotations.Nullable Tensor output;
        private boolean stopped;

        void at(long number, int epoch, double loss, List<Tensor> inputs, Tensor target, Tensor output) {
            this.number = number;
            this.epoch = epoch;
            this.loss = loss;
            this.inputs = inputs;
            this.target = target;
            this.output = output;
        }

        @Override public long number() { return number; }

        @Override public int epoch() { return epoch; }

        @Override public double loss() { return loss; }

        @Override public List<Tensor> inputs() { return inputs; }

        @Override public Tensor target() { return java.util.Objects.requireNonNull(target); }

        @Override public Tensor output() { return java.util.Objects.requireNonNull(output); }

        @Override public Tape tape() { return tape; }

        @Override public Optimizer.Gradients gradients() { return gradients; }

        @Override public void stop() { stopped = true; }
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
