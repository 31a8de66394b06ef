package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.Map;

/// Rows to coordinates and back: `(x − mean) · forward`, and `z · backward + mean`.
///
/// @param mean `[features]`
/// @param forward `[features, dimensions]`
/// @param backward `[dimensions, features]`
record LinearMap(double[] mean, Matrix forward, Matrix backward) {

    int features() { return forward.rows(); }

    int dimensions() { return forward.columns(); }

    /// @param owner whom a message of a wrong width names
    Matrix coordinates(String owner, Matrix x) {
        requireWidth(owner + ".transform", x, features());
        return withRow(x.times(forward), Matrix.of(1, features(), mean).times(forward).toArray(), -1);
    }

    /// @param owner whom a message of a wrong width names
    Matrix rows(String owner, Matrix coordinates) {
        requireWidth(owner + ".inverseTransform", coordinates, dimensions());
        return withRow(coordinates.times(backward), mean, 1);
    }

    private static Matrix withRow(Matrix matrix, double[] row, double factor) {
        double[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) values[i] += factor * row[i % row.length];
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    static void requireWidth(String owner, Matrix x, int width) {
        if (x.columns() != width) throw new ShapeException(owner + ": expected [n, " + width + "], but got [" + x.rows() + ", " + x.columns() + "]");
    }

    /// The samples as a matrix, if they are as wide as those that were learned from.
    static Matrix samples(String owner, Dataset data, int features) {
        if (data.schema().inputs().size() == 1 && data.schema().input().size() == features) return data.matrix();
        throw new DataException(owner + ": expected samples of " + features + " features, as it was fitted on, but got " + data.schema().inputs());
    }

    void putInto(Map<String, StoredTensor> tensors) {
        tensors.put("mean", StoredTensor.of(mean));
        tensors.put("forward", StoredTensor.of(forward));
        tensors.put("backward", StoredTensor.of(backward));
    }

    static LinearMap from(ModelContent content) {
        double[] mean = content.tensor("mean").doubles();
        Matrix forward = content.matrix("forward"), backward = content.matrix("backward");
        if (forward.rows() != mean.length || backward.columns() != mean.length || backward.rows() != forward.columns()) {
            throw new DataException("Model file: expected maps [" + mean.length + ", dimensions] and back, but got " + forward + " and " + backward);
        }
        return new LinearMap(mean, forward, backward);
    }
}
