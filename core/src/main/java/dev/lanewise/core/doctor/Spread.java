package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;

/// Where numbers lie.
///
/// @param deviation the standard deviation, divided by N
record Spread(double least, double most, double mean, double deviation) {

    /// As many rows are looked at; of more, evenly spread ones.
    static final int MOST_ROWS = 20_000;

    static Spread of(float[] values) {
        double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY, mean = 0, squares = 0;
        for (int i = 0; i < values.length; i++) {                                 // Welford's update
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
            double d = values[i] - mean;
            mean += d / (i + 1);
            squares += d * (values[i] - mean);
        }
        return new Spread(least, most, mean, Math.sqrt(squares / Math.max(1, values.length)));
    }

    boolean isConstant() { return least == most; }

    double rms() { return Math.hypot(mean, deviation); }

    /// Input number `input` of a data set, feature by feature: the columns of a table, or the last axis of images and sequences.
    static Spread[] ofFeatures(Dataset data, int input) {
        int n = data.schema().inputs().get(input).size(), features = features(data, input);
        int[] rows = SampleRows.spread(data.size(), MOST_ROWS);
        double[] least = new double[features], most = new double[features], mean = new double[features], squares = new double[features];
        java.util.Arrays.fill(least, Double.POSITIVE_INFINITY);
        java.util.Arrays.fill(most, Double.NEGATIVE_INFINITY);
        float[] row = new float[n];
        long seen = 0;
        for (int i : rows) {
            data.readInput(input, i, row, 0);
            for (int j = 0; j < n; j++) {
                int feature = j % features;
                double count = seen + j / features + 1.0, d = row[j] - mean[feature];
                least[feature] = Math.min(least[feature], row[j]);
                most[feature] = Math.max(most[feature], row[j]);
                mean[feature] += d / count;
                squares[feature] += d * (row[j] - mean[feature]);
            }
            seen += n / Math.max(1, features);
        }
        Spread[] spreads = new Spread[features];
        for (int f = 0; f < features; f++) spreads[f] = new Spread(least[f], most[f], mean[f], Math.sqrt(squares[f] / Math.max(1, seen)));
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
