package dev.lanewise.core.doctor;

import dev.lanewise.core.train.History.Epoch;
import java.util.List;

/// `diverging-loss`, `stuck-loss` and `overfitting`: what the loss does from epoch to epoch.
final class LossChecks {

    /// Fewer steps prove nothing.
    private static final int FEW_STEPS = 20;

    /// A rise by a smaller share of the loss before training is the noise of a network that has learned all there is.
    private static final double WORTH_A_WORD = 0.02;

    private LossChecks() { }

    static List<Finding> diverging(Evidence evidence, Limits limits) {
        double before = evidence.first().loss(), after = evidence.last().loss(), least = before;
        for (Epoch epoch : evidence.course().history().epochs()) least = Math.min(least, epoch.loss());
        double last = evidence.course().history().epochs().isEmpty() ? after : evidence.course().history().epochs().getLast().loss();
        boolean diverges = evidence.course().fault().isPresent() || !Double.isFinite(after)
                || Math.min(last, after) > limits.of(Limit.DIVERGING) * least && after > before;
        if (!diverges) return List.of();
        double end = evidence.course().fault().map(Fault::loss).orElse(after);
        return List.of(Finding.of("diverging-loss", Severity.ERROR, "training").evidence("before", before).evidence("after", end).evidence("steps", evidence.course().steps())
                .sentence("The loss went from " + Figure.of(before) + " to " + Figure.of(end) + " in " + Figure.count(evidence.course().steps(), "step") + ": training diverges")
                .remedy("Lower the learning rate by a factor of 10, clip gradients by their norm, scale inputs and targets, and go on from the last good checkpoint"));
    }

    static List<Finding> stuck(Evidence evidence, Limits limits) {
        double before = evidence.first().loss(), after = evidence.last().loss();
        boolean moves = !(after > limits.of(Limit.STUCK) * before) || evidence.course().steps() < FEW_STEPS || !diverging(evidence, limits).isEmpty();
        if (moves || before == 0 || Quality.of(evidence.answers(), evidence.setting()).explained() > 0.5) return List.of();
        return List.of(Finding.of("stuck-loss", Severity.WARNING, "training").evidence("before", before).evidence("after", after).evidence("steps", evidence.course().steps())
                .sentence("The loss of the same samples was " + Figure.of(before) + " before and is " + Figure.of(after) + " after " + Figure.count(evidence.course().steps(), "step") + ": nothing was learned")
                .remedy("Look at the other findings first; then try a learning rate 10 times larger and 10 times smaller, and see whether the network can learn 10 samples by heart"));
    }

    static List<Finding> overfitting(Evidence evidence, Limits limits) {
        List<Epoch> epochs = evidence.course().history().epochs();
        if (epochs.size() < 3 || Double.isNaN(epochs.getLast().validationLoss())) return List.of();
        Epoch best = epochs.getFirst(), last = epochs.getLast();
        for (Epoch epoch : epochs) if (epoch.validationLoss() < best.validationLoss()) best = epoch;
        double gap = last.validationLoss() / best.validationLoss();
        boolean learnsOn = last.loss() < best.loss() && last.loss() < last.validationLoss();
        learnsOn &= last.validationLoss() - best.validationLoss() > WORTH_A_WORD * evidence.first().loss();
        if (!(gap > limits.of(Limit.OVERFITTING)) || !learnsOn) return List.of();
        return List.of(Finding.of("overfitting", Severity.WARNING, "training").evidence("best-epoch", best.number()).evidence("best-validation-loss", best.validationLoss())
                .evidence("validation-loss", last.validationLoss()).evidence("training-loss", last.loss())
                .sentence("The validation loss was best after epoch " + best.number() + " with " + Figure.of(best.validationLoss()) + " and has risen to " + Figure.of(last.validationLoss())
                        + ", while the training loss fell to " + Figure.of(last.loss()))
                .remedy("Stop early with the best weights, use dropout or weight decay, a smaller network, or more data"));
    }
}
