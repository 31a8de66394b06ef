package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Split;
import dev.lanewise.core.image.Augmentation;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.schedule.Horizon;
import dev.lanewise.core.schedule.Schedule;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.ConvergenceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One training on its way from fresh weights, or a checkpoint, to a [TrainedNetwork].
final class Training implements AutoCloseable {

    private static final String ADVICE = ". Lower the learning rate, or look for extreme values in the data";

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
    private Optimizer.Session optimizer;
    private Schedule.Session schedule;
    private final BestWeights best;
    private final Reports reports;
    private final Seed stepSeed;
    private final Optional<Keeper> keeper;
    private String fingerprint = "";

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
        this.loss = new StepLoss(bound, trainer.loss(), fused(), trainer.observers(), this::diverged, run.backend());
        this.optimizer = rule();
        this.schedule = rates();
        this.best = new BestWeights(bound.weights());
        this.reports = new Reports(run.listener(), order, trainer.pace().epochs());
        this.stepSeed = run.seed().child("step");
        requireValidation();
        this.keeper = trainer.safeguards().checkpoints().map(plan -> new Keeper(plan, Circumstances.of(trainer, network, run, fingerprint())));
    }

    private Optimizer.Session rule() { return trainer.optimizer().start(bound.weights(), run.backend()); }

    private Schedule.Session rates() { return trainer.pace().schedule().start(new Horizon(order.steps(), order.stepsPerEpoch())); }

    /// Only batches of one sample are so small, and the last one is never smaller.
    private Optional<FusedLoss> fused() {
        if (trainer.pace().batchSize() > 1 || !trainer.observers().isEmpty() || trainer.preparation().augmentation().mixes()) return Optional.empty();
        return ServiceLoader.load(FusedLoss.Provider.class).stream().map(ServiceLoader.Provider::get)
                .flatMap(provider -> provider.of(network, bound, trainer.loss(), 1, run.backend()).stream()).findFirst();
    }

    TrainedNetwork run() {
        resume();
        var start = new TrainingObserver.Start(network, bound, split.train(), split.test(), scaling, run, course.history());
        trainer.observers().forEach(observer -> observer.started(start));
        try (BatchSource batches = batches()) {
            while (!isOver()) step(batches.next());
        }
        if (!course.isAtBorder()) requireFinite();
        keeper.ifPresent(this::save);
        optimizer.finish();
        trainer.safeguards().stopping().filter(Stopping::restoreBest).ifPresent(_ -> best.copyBack());
        trainer.observers().forEach(observer -> observer.finished(course.history()));
        return trained(fingerprint());
    }

    private BatchSource batches() {
        Weighting weighting = Weighting.of(split.train(), trainer.preparation().classWeights());
        Batches batches = new Batches(split.train(), scaling, weighting, augmenting(), run.backend());
        int room = Math.min(trainer.pace().batchSize(), split.train().size());
        if (trainer.preparation().prefetch()) return new PrefetchedBatches(batches.alone(), order, room, course.steps());
        return BatchSource.reading(batches, order, room, course.steps());
    }

    private Optional<Augmenting> augmenting() {
        Augmentation augmentation = trainer.preparation().augmentation();
        return augmentation.isNone() ? Optional.empty() : Optional.of(new Augmenting(split.train(), augmentation, run.seed().child("augmentation")));
    }

    private boolean isOver() {
        return course.isComplete() || loss.isStopped() || run.listener().wantsToStop()
                || course.isAtBorder() && trainer.safeguards().stopping().filter(stopping -> stopping.isOver(course.history())).isPresent();
    }

    private void step(Batch batch) {
        loss.begin(batch, course.steps() + 1, course.epoch(), stepSeed.child(course.steps()));
        optimizer.step(loss, schedule.factor(course.steps()));
        loss.stepped();
        course.add(loss.loss(), batch.weightSum());
        reports.step(course, System.nanoTime());
        if (course.isAtBorder()) endEpoch();
        keeper.filter(it -> it.isDue(course)).ifPresent(this::save);
    }

    // ---- epochs

    private void endEpoch() {
        requireFinite();
        if (course.weightSum() == 0) throw new DataException("Trainer: expected samples that count, but the weights of all samples of epoch " + order.epoch(course.steps() - 1) + " are 0");
        optimizer.swap();
        int epoch = order.epoch(course.steps() - 1);
        course.endEpoch(new History.Epoch(epoch, figures()));
        if (trainer.safeguards().stopping().filter(stopping -> stopping.best(course.history()) == epoch).isPresent()) best.keep();
        optimizer.swap();
        History.Epoch ended = course.history().epochs().getLast();
        schedule.epochEnded(ended.figure(monitored()));
        trainer.observers().forEach(observer -> observer.epochEnded(course.history()));
    }

    /// What the schedule looks at.
    private String monitored() {
        String column = trainer.pace().schedule().monitor();
        return !column.isEmpty() ? column : split.test().size() > 0 ? "validation-loss" : "loss";
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", course.meanLoss());
        if (has("penalty", optimizer.penalty() > 0)) figures.put("penalty", optimizer.penalty());
        if (has("rate", trainer.pace().isScheduled())) figures.put("rate", schedule.factor(course.steps() - 1));
        if (split.test().size() > 0) judged().forEach((name, figure) -> figures.put("validation-" + name, figure));
        return figures;
    }

    /// All epochs have the columns of the first one, even if a training goes on with another optimiser or schedule.
    private boolean has(String column, boolean first) { return course.epochsEnded() == 0 ? first : course.history().columns().contains(column); }

    // ---- checkpoints

    private void resume() {
        keeper.flatMap(it -> it.found(run.listener()::onNotice)).ifPresent(checkpoint -> {
            NetworkContent.copyWeights(checkpoint.model(), bound);
            optimizer = restored("optimizer", this::rule, session -> session.restore(checkpoint.optimizer()));
            schedule = restored("schedule", this::rates, session -> session.restore(checkpoint.schedule()));
            best.restore(checkpoint.best());
            course.restore(checkpoint.steps(), checkpoint.sums()[0], checkpoint.sums()[1], checkpoint.history());
        });
    }

    /// A session that goes on; a fresh one where the checkpoint is of another rule, which only a changed training may meet.
    private <S> S restored(String what, Supplier<S> fresh, Consumer<S> restore) {
        S session = fresh.get();
        try {
            restore.accept(session);
            return session;
        } catch (IllegalArgumentException e) {
            if (trainer.safeguards().checkpoints().filter(plan -> plan.existing() == Checkpoints.Existing.RESUME_CHANGED).isEmpty()) throw e;
            run.listener().onNotice("Trainer: the " + what + " begins anew, because what the checkpoint remembers is of another one");
            return fresh.get();
        }
    }

    private void save(Keeper keeper) {
        requireFinite();
        long bestStep = course.bestEpoch() * (long) order.stepsPerEpoch();
        keeper.save(course.steps(), bestStep, () -> new Checkpoint(trained(fingerprint()).content(), keeper.circumstances(), course.steps(),
                new double[] {course.lossSum(), course.weightSum()}, course.history(), optimizer.state(), schedule.state(), best.values()));
    }

    // ---- what goes wrong

    private void requireValidation() {
        if (split.test().size() > 0) trained("").requireJudges(split.test());
        trainer.safeguards().stopping().ifPresent(stopping -> requireFigure("Stopping", stopping.monitor()));
        requireFigure(trainer.pace().schedule().toString(), monitored());
    }

    /// A figure that no epoch will have is refused before the first one: for the names of those that will be there, the samples to judge by are judged once.
    private void requireFigure(String owner, String monitor) {
        if (split.test().size() == 0 && monitor.startsWith("validation-")) {
            throw new IllegalArgumentException(owner + ": expected validation samples, because it looks at '" + monitor + "', but there are none. Keep some from training, or monitor 'loss'");
        }
        if (List.of("loss", "penalty", "rate", "validation-loss").contains(monitor)) return;
        List<String> known = new ArrayList<>(List.of("loss"));
        if (split.test().size() > 0) judged().keySet().forEach(name -> known.add("validation-" + name));
        if (!known.contains(monitor)) throw new IllegalArgumentException(Names.unknown("figure of an epoch", monitor, known));
    }

    private Map<String, Double> judged() { return trained("").evaluate(split.test(), run.listener(Progress.Listener.silent())).figures(); }

    /// The loss of a batch is known before the step that it leads to: the last step may still overflow.
    private void requireFinite() {
        for (Weight weight : bound.weights()) {
            for (float value : weight.values()) {
                if (!Float.isFinite(value)) {
                    throw new ConvergenceException("Trainer: expected finite weights, but " + weight.name() + " holds " + value + " after epoch "
                            + order.epoch(course.steps() - 1) + ADVICE + wayBack(), Math.toIntExact(course.steps()), course.meanLoss());
                }
            }
        }
    }

    private ConvergenceException diverged(double value) {
        long step = course.steps() + 1;
        return new ConvergenceException("Trainer: expected a finite loss, but step " + step + " in epoch " + course.epoch() + " gave " + value
                + ADVICE + wayBack(), Math.toIntExact(step), value);
    }

    private String wayBack() { return keeper.flatMap(Keeper::lastGood).map(file -> ". The last good checkpoint is " + file + ", from where a training with a lower rate can go on").orElse(""); }

    // ----

    private TrainedNetwork trained(String fingerprint) {
        Provenance provenance = new Provenance(run.seed().value(), fingerprint, split.train().size());
        return new TrainedNetwork(network, bound, new Meaning(data.schema(), scaling, trainer.loss()), Recipe.ofNetwork(provenance), course.history());
    }

    /// Of the data; taken once, because all of them are read for it.
    private String fingerprint() {
        if (fingerprint.isEmpty()) fingerprint = data.fingerprint();
        return fingerprint;
    }

    @Override public void close() { keeper.ifPresent(Keeper::close); }
}
