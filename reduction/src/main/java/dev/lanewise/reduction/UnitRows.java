package dev.lanewise.reduction;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;

/// A data set whose inputs are scaled to length 1; zeros stay zeros.
record UnitRows(Dataset raw) implements Dataset {

    @Override public int size() { return raw.size(); }

    @Override public Schema schema() { return raw.schema(); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        double[] values = new double[raw.schema().inputs().get(input).size()];
        readInput(input, row, values, 0);
        for (int j = 0; j < values.length; j++) to[toFrom + j] = (float) values[j];
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) {
        raw.readInput(input, row, to, toFrom);
        normalize(to, toFrom, raw.schema().inputs().get(input).size());
    }

    /// Scales `x[from … from + n)` to length 1.
    static void normalize(double[] x, int from, int n) {
        double squares = 0;
        for (int j = from; j < from + n; j++) squares += x[j] * x[j];
        double scale = squares == 0 ? 1 : 1 / Math.sqrt(squares);
        for (int j = from; j < from + n; j++) x[j] *= scale;
    }

    @Override public void readTarget(int row, float[] to, int toFrom) { raw.readTarget(row, to, toFrom); }

    @Override public String fingerprint() { return raw.fingerprint(); }
}
