package dev.lanewise.core.metric;

import java.util.ArrayList;
import java.util.List;

/// Sums of probabilities and of what came, bin by bin.
final class Bins implements Accumulator<Calibration> {

    private final String name;
    private final Averages.Term probability;
    private final Averages.Term outcome;
    private final double[] weights;
    private final double[] probabilities;
    private final double[] outcomes;
    private long samples;

    Bins(String name, int bins, Averages.Term probability, Averages.Term outcome) {
        if (bins < 1) throw new IllegalArgumentException(name + ": expected bins ≥ 1, but got " + bins);
        this.name = name;
        this.probability = probability;
        this.outcome = outcome;
        this.weights = new double[bins];
        this.probabilities = new double[bins];
        this.outcomes = new double[bins];
    }

    @Override public void add(double[] said, double truth, double weight) {
        Samples.requireWeight(name, samples, weight);
        Samples.requireFinite(name, samples, said);
        Samples.requireClass(name, samples, said, truth, 0);
        Samples.requireProbabilities(name, samples, said);
        samples++;
        double p = probability.of(said, truth);
        int bin = bin(p);
        weights[bin] += weight;
        probabilities[bin] += weight * p;
        outcomes[bin] += weight * outcome.of(said, truth);
    }

    /// The bin whose upper edge is the first that is not below.
    private int bin(double p) {
        int bin = 0;
        while (bin < weights.length - 1 && p > edge(bin + 1)) bin++;
        return bin;
    }

    private double edge(int i) { return i * (1.0 / weights.length); }

    @Override public void merge(Accumulator<Calibration> other) {
        Bins that = Samples.same(this, (Object) other);
        if (that.weights.length != weights.length) throw new IllegalArgumentException(name + ": expected parts with as many bins, but got " + weights.length + " and " + that.weights.length);
        samples += that.samples;
        for (int i = 0; i < weights.length; i++) {
            weights[i] += that.weights[i];
            probabilities[i] += that.probabilities[i];
            outcomes[i] += that.outcomes[i];
        }
    }

    @Override public Calibration value() {
        List<Calibration.Bin> bins = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) bins.add(new Calibration.Bin(edge(i), edge(i + 1), weights[i], probabilities[i] / weights[i], outcomes[i] / weights[i]));
        }
        return new Calibration(bins);
    }
}
