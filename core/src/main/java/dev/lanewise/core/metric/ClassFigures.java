package dev.lanewise.core.metric;

import java.util.List;
import java.util.Optional;

/// Everything about classes in one pass.
final class ClassFigures implements Accumulator<Classification> {

    private static final int BINS = 15;

    private final Accumulator<ConfusionMatrix> confusion;
    private final Accumulator<Double> logLoss;
    private final Accumulator<Double> brier;
    private final Accumulator<Calibration> calibration;
    private final Optional<Accumulator<Ranking>> ranking;

    ClassFigures(List<String> classes) {
        this.confusion = Metric.confusion(classes).start();
        this.logLoss = Metric.logLoss(1e-7).start();
        this.brier = Metric.brier().start();
        this.calibration = Metric.calibration(BINS).start();
        this.ranking = classes.size() == 2 ? Optional.of(Metric.ranking().start()) : Optional.empty();
    }

    @Override public void add(double[] said, double truth, double weight) {
        confusion.add(said, truth, weight);
        logLoss.add(said, truth, weight);
        brier.add(said, truth, weight);
        calibration.add(said, truth, weight);
        ranking.ifPresent(scores -> scores.add(said, truth, weight));
    }

    @Override public void merge(Accumulator<Classification> other) {
        ClassFigures that = Samples.same(this, (Object) other);
        confusion.merge(that.confusion);
        logLoss.merge(that.logLoss);
        brier.merge(that.brier);
        calibration.merge(that.calibration);
        ranking.ifPresent(scores -> scores.merge(that.ranking.orElseThrow()));
    }

    @Override public Classification value() {
        return new Classification(confusion.value(), logLoss.value(), brier.value(), calibration.value(), ranking.map(Accumulator::value));
    }
}
