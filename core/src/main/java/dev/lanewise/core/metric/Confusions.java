package dev.lanewise.core.metric;

import com.google.common.collect.ImmutableList;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Counts of class pairs.
final class Confusions implements Accumulator<ConfusionMatrix> {

    private static final String NAME = "Confusion matrix";

    private final ImmutableList<String> classes;
    private final double threshold;
    private final double[] counts;
    private long samples;

    Confusions(List<String> classes, double threshold) {
        this.classes = ImmutableList.copyOf(classes);
        this.threshold = threshold;
        this.counts = new double[Math.multiplyExact(classes.size(), classes.size())];
    }

    @Override public void add(double[] said, double truth, double weight) {
        Samples.requireWeight(NAME, samples, weight);
        Samples.requireFinite(NAME, samples, said);
        Samples.requireClass(NAME, samples, said, truth, classes.size());
        samples++;
        counts[(int) truth * classes.size() + Samples.best(said, threshold)] += weight;
    }

    @Override public void merge(Accumulator<ConfusionMatrix> other) {
        Confusions that = Samples.same(this, (Object) other);
        if (!that.classes.equals(classes)) throw new IllegalArgumentException(NAME + ": expected parts with the same classes, but got " + classes + " and " + that.classes);
        for (int i = 0; i < counts.length; i++) counts[i] += that.counts[i];
        samples += that.samples;
    }

    @Override public ConfusionMatrix value() { return new ConfusionMatrix(classes, Matrix.of(classes.size(), classes.size(), counts)); }
}
