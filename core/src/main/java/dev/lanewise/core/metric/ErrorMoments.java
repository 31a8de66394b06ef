package dev.lanewise.core.metric;

import dev.lanewise.core.DataException;

/// Sums of errors, and the moments of what was true, less the first of it, about their running mean: a large mean costs no digits.
final class ErrorMoments implements Accumulator<RegressionErrors> {

    private static final String NAME = "Errors";
    private static final double SMALLEST = 0x1p-52;

    private long samples;
    private double weights;
    private double squares;
    private double absolutes;
    private double relatives;
    private double largest;
    private double errors;
    private double origin;
    private double mean;
    private double spread;

    @Override public void add(double[] said, double truth, double weight) {
        Samples.requireWeight(NAME, samples, weight);
        if (said.length != 1) throw new DataException(NAME + ": expected one number for each target, but sample " + samples + " has " + said.length);
        Samples.requireFinite(NAME, samples, said);
        if (!Double.isFinite(truth)) throw new DataException(NAME + ": expected finite targets, but sample " + samples + " has " + truth);
        samples++;
        if (weight == 0) return;
        double error = said[0] - truth, size = Math.abs(error);
        squares += weight * error * error;
        absolutes += weight * size;
        relatives += weight * size / Math.max(Math.abs(truth), SMALLEST);
        largest = Math.max(largest, size);
        errors += weight * error;
        if (weights == 0) origin = truth;
        include(truth - origin, 0, weight);
    }

    /// Chan's update: the mean and the sum of squares about it of both parts together.
    private void include(double otherMean, double otherSpread, double weight) {
        double all = weights + weight, distance = otherMean - mean;
        mean += distance * weight / all;
        spread += otherSpread + distance * distance * weight * weights / all;
        weights = all;
    }

    @Override public void merge(Accumulator<RegressionErrors> other) {
        ErrorMoments that = Samples.same(this, (Object) other);
        samples += that.samples;
        if (that.weights == 0) return;
        squares += that.squares;
        absolutes += that.absolutes;
        relatives += that.relatives;
        largest = Math.max(largest, that.largest);
        errors += that.errors;
        if (weights == 0) origin = that.origin;
        include(that.origin - origin + that.mean, that.spread, that.weights);
    }

    @Override public RegressionErrors value() {
        return new RegressionErrors(weights, squares / weights, absolutes / weights, relatives / weights, largest, errors / weights, spread / weights);
    }
}
