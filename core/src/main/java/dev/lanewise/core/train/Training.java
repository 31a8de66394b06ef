package dev.lanewise.core.train;

import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Split;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.ConvergenceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One training on its way from fresh weights to a [TrainedNetwork].
final class Training {

    private final Trainer trainer;
    private final Network network;
    private final Dataset data;
    private final Run run;

    private final Split split;
    private final Scaling scaling;
    private final BoundLayer bound;
    private final Order order;
    private final Course course;
    private final StepLoss loss;
    private final Optimizer.Session optimizer;
    private final BestWeights best;
    private final Reports reports;
    private final Seed stepSeed;

    Training(Trainer trainer, Network network, Dataset data, Run run) {
        this.trainer = trainer;
        this.network = network;
        this.data = data;
        this.run = run;
        this.split = trainer.preparation().validation().split(data, run.seed().child("split"));
        boolean whole = split.train().size() == data.size();
        this.scaling = Scaling.learn(trainer.preparation().scaling(), whole ? data : split.train());
        this.bound = network.bind(run.seed().child("weights"));
        this.order = new Order(split.train().size(), trainer.pace(), run.seed().child("order"));
        this.course = new Course(order);
        this.loss = new StepLoss(bound, trainer.loss(), trainer.observers(), run.backend());
        this.optimizer = trainer.optimizer().start(bound.weights(), run.backend());
        this.best = new BestWeights(bound.weights());
        this.reports = new Reports(run.listener(), order, trainer.pace().epochs());
        this.stepSeed = run.seed().child("step");
    }

    TrainedNetwork run() {
        requireValidation();
        var start = new TrainingObserver.Start(network, bound, split.train(), split.test(), scaling, run, course.history());
        trainer.observers().forEach(observer -> observer.started(start));
        try (BatchSource batches = batches()) {
            while (!isOver()) step(batches.next());
        }
        if (!course.isAtBorder()) requireFinite();
        trainer.safeguards().stopping().filter(Stopping::restoreBest).ifPresent(_ -> best.copyBack());
        trainer.observers().forEach(observer -> observer.finished(course.history()));
        return trained(data.fingerprint());
    }

    private BatchSource batches() {
        Batches batches = new Batches(split.train(), scaling, run.backend());
        int room = Math.min(trainer.pace().batchSize(), split.train().size());
        if (!trainer.preparation().prefetch()) return BatchSource.reading(batches, order, room, course.steps());
        return new PrefetchedBatches(new Batches(split.train(), scaling, run.backend().threads(1)), order, room, course.steps());
    }

    private boolean isOver() {
        return course.isComplete() || loss.isStopped()
                || course.isAtBorder() && trainer.safeguards().stopping().filter(stopping -> stopping.isOver(course.history())).isPresent();
    }

    private void step(Batch batch) {
        double value = loss.evaluate(batch, course.steps() + 1, course.epoch(), stepSeed.child(course.steps()));
        if (!Double.isFinite(value)) throw diverged(value);
        optimizer.step(loss.gradients(), 1);
        loss.stepped();
        course.add(value, batch.size());
        reports.step(course, System.nanoTime());
        if (course.isAtBorder()) endEpoch();
    }

    private void endEpoch() {
        requireFinite();
        int epoch = order.epoch(course.steps() - 1);
        course.endEpoch(new History.Epoch(epoch, figures()));
        History history = course.history();
        if (trainer.safeguards().stopping().filter(stopping -> stopping.best(history) == epoch).isPresent()) best.keep();
        trainer.observers().forEach(observer -> observer.epochEnded(history));
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", course.meanLoss());
        if (split.test().size() > 0) {
            trained("").evaluate(split.test(), run.listener(Progress.Listener.silent())).figures().forEach((name, figure) -> figures.put("validation-" + name, figure));
        }
        return figures;
    }

    private void requireValidation() {
        if (split.test().size() > 0) {
            trained("").requireJudges(split.test());
            return;
        }
        trainer.safeguards().stopping().map(Stopping::monitor).filter(monitor -> monitor.startsWith("validation-")).ifPresent(monitor -> {
            throw new IllegalArgumentException("Stopping: expected validation samples, because it looks at '" + monitor
                    + "', but there are none. Keep some from training, or monitor 'loss'");
        });
    }

    /// The loss of a batch is known before the step that it leads to: the last step may still overflow.
    private void requireFinite() {
        for (Weight weight : bound.weights()) {
            for (float value : weight.values()) {
                if (!Float.isFinite(value)) {
                    throw new ConvergenceException("Trainer: expected finite weights, but " + weight.name() + " holds " + value + " after epoch "
                            + order.epoch(course.steps() - 1) + ". Lower the learning rate, or look for extreme values in the data", Math.toIntExact(course.steps()), course.meanLoss());
                }
            }
        }
    }

    private ConvergenceException diverged(double value) {
        long step = course.steps() + 1;
        return new ConvergenceException("Trainer: expected a finite loss, but step " + step + " in epoch " + course.epoch() + " gave " + value
                + ". Lower the learning rate, or look for extreme values in the data", Math.toIntExact(step), value);
    }

    private TrainedNetwork trained(String fingerprint) {
        Provenance provenance = new Provenance(run.seed().value(), fingerprint, split.train().size());
        return new TrainedNetwork(network, bound, new Meaning(data.schema(), scaling, trainer.loss()), Recipe.ofNetwork(provenance), course.history());
    }
}
