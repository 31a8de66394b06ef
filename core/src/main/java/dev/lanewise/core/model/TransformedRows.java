package dev.lanewise.core.model;

import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.linalg.Matrix;

/// The samples of a data set with other numbers, held in memory.
///
/// @param values `[n, width]`
record TransformedRows(Dataset raw, Schema schema, double[] values, int width) implements Dataset {

    /// Samples that are transformed at a time.
    private static final int BLOCK = 4096;

    static TransformedRows of(Transform transform, Dataset data) {
        Schema schema = transform.transformed(data.schema());
        int n = data.size(), width = schema.input().size(), raw = data.schema().input().size();
        double[] values = new double[Math.multiplyExact(n, width)];
        for (int from = 0; from == 0 || from < n; from += BLOCK) {             // no rows are a block too: their width is looked at
            int to = Math.min(n, from + BLOCK);
            double[] block = new double[(to - from) * raw];
            for (int i = from; i < to; i++) data.readInput(0, i, block, (i - from) * raw);
            Matrix transformed = transform.transform(Matrix.wrap(to - from, raw, block));
            if (transformed.columns() != width) throw ShapeException.expected(transform, "[n, " + width + "] as it says of itself", schema.input());
            transformed.copyTo(values, from * width, width);
        }
        return new TransformedRows(data, schema, values, width);
    }

    @Override public int size() { return raw.size(); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        for (int j = 0; j < width; j++) to[toFrom + j] = (float) values[row * width + j];
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) { System.arraycopy(values, row * width, to, toFrom, width); }

    @Override public void readTarget(int row, float[] to, int toFrom) { raw.readTarget(row, to, toFrom); }

    @Override public double weight(int row) { return raw.weight(row); }

    @Override public boolean isWeighted() { return raw.isWeighted(); }

    @Override public Matrix matrix() { return Matrix.wrap(size(), width, values); }

    @Override public String fingerprint() { return new Fingerprint().add(raw.fingerprint()).add(values).hex(); }
}
