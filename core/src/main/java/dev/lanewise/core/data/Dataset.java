package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;

/// Samples to learn from or to judge: a number of rows, each with inputs and perhaps a target, as they stand in the file.
///
/// Values are raw: whoever learns decides how to scale them and keeps that with what was learned. Reading is safe from many
/// threads at once. Class targets and token ids are whole numbers held in `float`s.
public interface Dataset {

    int size();

    Schema schema();

    /// Copies input number `input` of row `row` to `to[toFrom …]`.
    void readInput(int input, int row, float[] to, int toFrom);

    /// The same as float64: exactly what stands in the file where the file is finer than float32.
    default void readInput(int input, int row, double[] to, int toFrom) {
        float[] values = new float[schema().inputs().get(input).size()];
        readInput(input, row, values, 0);
        for (int j = 0; j < values.length; j++) to[toFrom + j] = values[j];
    }

    /// Copies the target of row `row` to `to[toFrom …]`; nothing if the schema has no target.
    void readTarget(int row, float[] to, int toFrom);

    /// How much row `row` counts in training beside the others: 1 unless the samples are [weighted][#weighted(double...)].
    default double weight(int row) { return 1; }

    /// Whether some rows may count more than others.
    default boolean isWeighted() { return false; }

    /// What row `row` is called where samples have names, such as the file of a picture; else empty.
    default String name(int row) { return ""; }

    /// A hash of everything in it, in hexadecimal, for a model's provenance.
    String fingerprint();

    /// The only input of every row as float64, one row a sample, images and sequences flattened.
    default Matrix matrix() {
        int columns = schema().input().size();
        double[] values = new double[Math.multiplyExact(size(), columns)];
        for (int i = 0; i < size(); i++) readInput(0, i, values, i * columns);
        return Matrix.wrap(size(), columns, values);
    }

    /// The number of the class of each row.
    ///
    /// @throws DataException unless there is one class to predict for each
    default int[] labels() {
        Schema.Target target = schema().target();
        if (target.kind() != Schema.Target.Kind.CLASS || target.shape().rank() != 0) throw new DataException("Dataset: expected one class for each row, but got the target " + target);
        int[] labels = new int[size()];
        float[] label = new float[1];
        for (int row = 0; row < labels.length; row++) {
            readTarget(row, label, 0);
            labels[row] = (int) label[0];
        }
        return labels;
    }

    /// The rows with these numbers, in this order; large data are not copied.
    default Dataset rows(int... rows) { return new SelectedRows(this, rows.clone()); }

    /// Refuses weights, for whoever would make nothing of them.
    ///
    /// @throws DataException if the samples are [weighted][#weighted(double...)]
    default void requireUnweighted(Object owner) {
        if (isWeighted()) throw new DataException(owner + ": expected samples that all count the same, because it knows no weights, but got weighted ones");
    }

    /// The same samples, of which each counts as much as its weight when something is learned from them or judged by them. What knows no weights refuses them.
    ///
    /// @param weights one for each row, at least 0 and finite; in the training of a network only their proportions matter
    default Dataset weighted(double... weights) { return new WeightedRows(this, weights.clone()); }
}
