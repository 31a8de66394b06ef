package dev.lanewise.core.data;

import dev.lanewise.core.internal.io.Fingerprint;

/// The samples of another data set with weights.
record WeightedRows(Dataset whole, double[] weights) implements Dataset {

    WeightedRows {
        if (weights.length != whole.size()) {
            throw new IllegalArgumentException("Dataset.weighted: expected " + whole.size() + " weights, one for each row, but got " + weights.length);
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && Double.isFinite(weights[row]))) {
                throw new IllegalArgumentException("Dataset.weighted: expected weights ≥ 0, but that of row " + row + " is " + weights[row]);
            }
        }
    }

    @Override public int size() { return whole.size(); }

    @Override public Schema schema() { return whole.schema(); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { whole.readInput(input, row, to, toFrom); }

    @Override public void readInput(int input, int row, double[] to, int toFrom) { whole.readInput(input, row, to, toFrom); }

    @Override public void readTarget(int row, float[] to, int toFrom) { whole.readTarget(row, to, toFrom); }

    @Override public double weight(int row) { return weights[row]; }

    @Override public boolean isWeighted() { return true; }

    @Override public String name(int row) { return whole.name(row); }

    @Override public String fingerprint() { return new Fingerprint().add(whole.fingerprint()).add(weights).hex(); }
}
