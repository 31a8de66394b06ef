package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainingObserver;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Watches one training and writes down what the checks judge by.
final class Ward implements TrainingObserver {

    /// Updates are measured in the steps 1, 2, 4, 8, … and in each of so many.
    private static final int STRIDE = 128;

    private final Trainer trainer;
    private final Dataset data;
    private final int samples;

    private @Nullable Start start;
    private @Nullable Anatomy anatomy;
    private @Nullable Exam exam;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private Optional<Fault> fault = Optional.empty();
    private History history = new History(List.of());
    private long steps;

    Ward(Trainer trainer, Dataset data, int samples) {
        this.trainer = trainer;
        this.data = data;
        this.samples = samples;
    }

    /// Whether the training came as far as its first step.
    boolean isStarted() { return start != null; }

    @Override public void started(Start start) {
        Backend backend = start.run().backend();
        Loss loss = trainer.loss();
        this.start = start;
        this.anatomy = new Anatomy(start.network(), start.bound());
        this.exam = new Exam(anatomy, start.bound(), loss, SampleRows.of(start.training(), start.scaling(), samples), backend);
        for (Weight weight : start.bound().weights()) {
            if (weight.trainable()) ledgers.add(new Ledger(weight, anatomy.at(weight.name()), backend.kernels().elements()));
        }
        look();
    }

    @Override public void computed(Step step) {
        steps = step.number();
        if (fault.isEmpty() && !Double.isFinite(step.loss())) find(step);
    }

    @Override public void differentiated(Step step) {
        boolean isFinite = true;
        for (Ledger ledger : ledgers) {
            ledger.strike(step.number(), step.gradients());
            isFinite &= fault.isPresent() || ledger.isFinite(step.gradients());
            if (isMeasured(step)) ledger.remember();
        }
        if (!isFinite) find(step);
    }

    @Override public void stepped(Step step) {
        if (isMeasured(step)) ledgers.forEach(Ledger::measure);
    }

    private static boolean isMeasured(Step step) { return Long.bitCount(step.number()) == 1 || step.number() % STRIDE == 0; }

    private void find(Step step) {
        if (start != null && anatomy != null) fault = FaultFinder.find(anatomy, start.bound(), trainer.loss(), step);
    }

    @Override public void epochEnded(History history) {
        this.history = history;
        if (Integer.bitCount(history.epochs().size()) == 1) look();
    }

    @Override public void finished(History history) {
        this.history = history;
        if (snapshots.size() > 1 && snapshots.getLast().step() == steps) snapshots.removeLast();      // the best weights may have been put back since
        look();
    }

    private void look() {
        if (exam != null) snapshots.add(exam.look(steps));
    }

    /// What was seen.
    ///
    /// @param judged samples that training did not see, if there are any besides those of the trainer
    Evidence evidence(Optional<Dataset> judged) {
        Start known = java.util.Objects.requireNonNull(start);
        return new Evidence(new Setting(trainer, data, known), snapshots, ledgers.stream().map(Ledger::course).toList(),
                new Course(history, steps, fault), Questions.ask(trainer.loss(), known, judged));
    }
}
