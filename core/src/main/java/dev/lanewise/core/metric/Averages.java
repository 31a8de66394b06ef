package dev.lanewise.core.metric;

/// The weighted mean of something about each sample.
final class Averages implements Accumulator<Double> {

    /// What is averaged.
    interface Term {
        double of(double[] said, double truth);
    }

    private final String name;
    private final boolean probabilities;
    private final Term term;
    private long samples;
    private double weights;
    private double sum;

    private Averages(String name, boolean probabilities, Term term) {
        this.name = name;
        this.probabilities = probabilities;
        this.term = term;
    }

    static Metric<Double> ofClasses(String name, Term term) { return () -> new Averages(name, false, term); }

    static Metric<Double> ofProbabilities(String name, Term term) { return () -> new Averages(name, true, term); }

    @Override public void add(double[] said, double truth, double weight) {
        Samples.requireWeight(name, samples, weight);
        Samples.requireFinite(name, samples, said);
        Samples.requireClass(name, samples, said, truth, 0);
        if (probabilities) Samples.requireProbabilities(name, samples, said);
        samples++;
        weights += weight;
        sum += weight * term.of(said, truth);
    }

    @Override public void merge(Accumulator<Double> other) {
        Averages that = Samples.same(this, (Object) other);
        if (!that.name.equals(name)) throw new IllegalArgumentException("Metric: expected accumulators of one metric, but got " + name + " and " + that.name);
        samples += that.samples;
        weights += that.weights;
        sum += that.sum;
    }

    @Override public Double value() { return sum / weights; }
}
