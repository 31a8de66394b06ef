package dev.lanewise.core.train;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.schedule.Horizon;
import dev.lanewise.core.schedule.Schedule;
import dev.lanewise.linalg.ConvergenceException;
import java.util.ArrayList;
import java.util.List;

/// Finds a learning rate: a short training in which the rate grows from step to step, and the loss with it, in the end.
///
/// The factor on the optimiser's learning rate goes from the lowest to the highest in equal ratios; with a rate of 1, such as `Adam.of(1)`,
/// factors are the rates themselves. It ends early once the smooth loss is four times the best one, after a tenth of the steps, or not finite.
///
/// @param lowest above 0
/// @param highest above the lowest
/// @param steps how many, at least 2
/// @see <a href="https://arxiv.org/abs/1506.01186">Smith (2017)</a>
public record RateFinder(double lowest, double highest, int steps) {

    private static final double DIVERGED = 4;

    public RateFinder {
        if (!(lowest > 0 && highest > lowest && Double.isFinite(highest))) {
            throw new IllegalArgumentException("RateFinder: expected 0 < lowest < highest, but got " + lowest + " and " + highest);
        }
        if (steps < 2) throw new IllegalArgumentException("RateFinder: expected steps ≥ 2, but got " + steps);
    }

    /// A hundred steps over eight orders of magnitude: 10⁻⁷ to 10.
    public static RateFinder standard() { return new RateFinder(1e-7, 10, 100); }

    /// The losses of a training with such rates; nothing of it is kept, and neither schedule, validation, safeguards, logs nor other observers of the trainer take part.
    public RateCurve curve(Trainer trainer, Network network, Dataset data, Run run) {
        Probe probe = new Probe(this);
        Trainer probing = new Trainer(trainer.optimizer(), trainer.loss(), trainer.pace().epochs(1).stepsPerEpoch(steps).schedule(new Growing(lowest, highest, steps)),
                trainer.preparation().validation(Validation.none()), Safeguards.none(), List.of(probe));
        try {
            probing.fit(network, data, run);
        } catch (ConvergenceException e) {
            if (probe.points.size() < 2) throw e;              // not the rate's fault
        }
        return new RateCurve(probe.points);
    }

    double factor(long step) { return lowest * Math.pow(highest / lowest, step / (steps - 1.0)); }

    private record Growing(double lowest, double highest, int steps) implements Schedule {

        @Override public Session start(Horizon horizon) { return new RateFinder(lowest, highest, steps)::factor; }
    }

    /// Notes the losses, and ends the training when they are far from the best ones.
    private static final class Probe implements TrainingObserver {

        private final SmoothLoss smooth = new SmoothLoss();
        private final List<RateCurve.Point> points = new ArrayList<>();
        private final RateFinder finder;
        private double best = Double.POSITIVE_INFINITY;

        Probe(RateFinder finder) {
            this.finder = finder;
        }

        @Override public void computed(Step step) {
            if (!Double.isFinite(step.loss())) return;
            double mean = smooth.add(step.loss());
            points.add(new RateCurve.Point(finder.factor(step.number() - 1), step.loss(), mean));
            if (points.size() <= finder.steps / 10) return;    // the mean of few is not smooth yet
            best = Math.min(best, mean);
            if (mean > DIVERGED * best) step.stop();
        }
    }

    /// The running mean of losses without the bias of its beginning.
    private static final class SmoothLoss {

        /// How much of the past it keeps in each step.
        private static final double MEMORY = 0.9;

        private double sum;
        private double weight;

        double add(double loss) {
            sum = MEMORY * sum + (1 - MEMORY) * loss;
            weight = MEMORY * weight + (1 - MEMORY);
            return sum / weight;
        }
    }
}
