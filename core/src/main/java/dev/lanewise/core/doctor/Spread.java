package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;

/// Where numbers lie.
///
/// @param deviation the standard deviation, divided by N
record Spread(double least, double most, double mean, double deviation) {

    /// As many rows are looked at; of more, evenly spread ones.
    static final int MOST_ROWS = 20_000;

    /// Numbers that come one by one; sums are of distances from the first one, so that a distant mean takes no digits.
    private static final class Tally {

        private long n;
        private double first;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private double sum;
        private double squares;

        void add(double x) {
            if (n++ == 0) first = x;
            least = Math.min(least, x);
            most = Math.max(most, x);
            double d = x - first;
            sum += d;
            squares += d * d;
        }

        Spread spread() {
            double mean = sum / Math.max(1, n), variance = squares / Math.max(1, n) - mean * mean;
            return new Spread(least, most, first + mean, variance > 0 && least < most ? Math.sqrt(variance) : variance * 0);
        }
    }

    static Spread of(float[] values) {
        Tally tally = new Tally();
        for (float value : values) tally.add(value);
        return tally.spread();
    }

    boolean isConstant() { return least == most; }

    double rms() { return Math.hypot(mean, deviation); }

    /// Input number `input` of a data set, feature by feature: the columns of a table, or the last axis of images and sequences.
    static Spread[] ofFeatures(Dataset data, int input) {
        Tally[] tallies = new Tally[features(data, input)];
        for (int f = 0; f < tallies.length; f++) tallies[f] = new Tally();
        float[] row = new float[data.schema().inputs().get(input).size()];
        for (int i : SampleRows.spread(data.size(), MOST_ROWS)) {
            data.readInput(input, i, row, 0);
            for (int at = 0; at < row.length; at += tallies.length) {
                for (int f = 0; f < tallies.length; f++) tallies[f].add(row[at + f]);
            }
        }
        Spread[] spreads = new Spread[tallies.length];
        for (int f = 0; f < spreads.length; f++) spreads[f] = tallies[f].spread();
        return spreads;
    }

    /// How many features an input has.
    static int features(Dataset data, int input) { return data.schema().inputs().get(input).rank() == 0 ? 1 : data.schema().inputs().get(input).last(); }

    /// What a feature is called: the name of its column, or its number.
    static String name(Dataset data, int input, int feature) {
        boolean named = input == 0 && feature < data.schema().features().size();
        if (named) return data.schema().features().get(feature);
        return (data.schema().inputs().size() > 1 ? "input " + (input + 1) + ", " : "") + "feature " + feature;
    }
}
