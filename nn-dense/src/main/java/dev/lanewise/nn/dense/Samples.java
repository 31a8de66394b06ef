package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.linalg.Matrix;

/// Finite rows with one class or some numbers each, as the linear models of this package learn from.
///
/// @param owner who learns, for messages
record Samples(Object owner, Dataset data, int features) {

    /// @throws DataException if there are no rows, or a number is not finite
    static Samples of(Object owner, Dataset data) {
        if (data.size() == 0) throw new DataException(owner + ": expected at least one sample, but the data has none");
        return finite(owner, data);
    }

    /// The same of any number of rows.
    static Samples finite(Object owner, Dataset data) {
        Samples samples = new Samples(owner, data, data.schema().input().size());
        samples.requireFinite();
        return samples;
    }

    private void requireFinite() {
        double[] row = new double[features];
        for (int i = 0; i < size(); i++) {
            read(i, row);
            for (int j = 0; j < features; j++) {
                if (Double.isFinite(row[j])) continue;
                throw new DataException(owner + ": expected finite numbers, but row " + i + ", column " + j + " has " + row[j] + ". Drop or fill such rows first");
            }
        }
    }

    int size() { return data.size(); }

    void read(int row, double[] to) { data.readInput(0, row, to, 0); }

    /// The class of every row.
    ///
    /// @throws DataException if the target is no class, or there are fewer than two
    int[] labels() {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS || target.shape().rank() > 0) {
            throw new DataException(owner + ": expected a class for every sample, but the data has " + (target.kind() == Target.Kind.NONE ? "no target" : "numbers") + ". Name the column of the classes");
        }
        if (target.classes().size() < 2) throw new DataException(owner + ": expected at least two classes, but got " + target.classes());
        int[] labels = new int[size()];
        float[] label = new float[1];
        for (int i = 0; i < labels.length; i++) {
            data.readTarget(i, label, 0);
            labels[i] = (int) label[0];
        }
        return labels;
    }

    /// The numbers to predict, `[n, outputs]`.
    ///
    /// @throws DataException if the target is no number, or one is not finite
    Matrix numbers() {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.NUMBER) {
            throw new DataException(owner + ": expected numbers to predict, but the data has " + (target.kind() == Target.Kind.NONE ? "no target" : "classes") + ". Name the column of the numbers");
        }
        int width = target.shape().size();
        float[] numbers = new float[width];
        double[] all = new double[Math.multiplyExact(size(), width)];
        for (int i = 0; i < size(); i++) {
            data.readTarget(i, numbers, 0);
            for (int j = 0; j < width; j++) {
                if (!Float.isFinite(numbers[j])) throw new DataException(owner + ": expected finite numbers to predict, but row " + i + " has " + numbers[j]);
                all[i * width + j] = numbers[j];
            }
        }
        return Matrix.wrap(size(), width, all);
    }
}
