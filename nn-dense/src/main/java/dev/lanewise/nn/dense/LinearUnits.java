package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/// Weighted sums: `z = x · weightsᵀ + biases`.
///
/// @param weights `[units, features]`
/// @param biases `[units]`
record LinearUnits(Matrix weights, double[] biases) {

    /// From rows of weights with the bias at the end of each.
    static LinearUnits of(int rows, double[] theta) {
        int features = theta.length / rows - 1;
        double[] biases = new double[rows];
        for (int k = 0; k < rows; k++) biases[k] = theta[k * (features + 1) + features];
        return new LinearUnits(Matrix.of(rows, features + 1, theta).columns(0, features), biases);
    }

    int units() { return weights.rows(); }

    int features() { return weights.columns(); }

    /// `[n, features]` to `[n, units]`.
    ///
    /// @param owner who asks, for the message
    Matrix of(Matrix x, Object owner) {
        if (x.columns() != features()) throw new ShapeException(owner + ": expected [n, " + features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        double[] z = x.timesTransposed(weights).toArray();
        for (int i = 0; i < z.length; i++) z[i] += biases[i % biases.length];
        return Matrix.wrap(x.rows(), units(), z);
    }

    Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("weights", StoredTensor.of(weights));
        tensors.put("biases", StoredTensor.of(biases));
        return tensors;
    }

    /// @throws DataException if the file holds others than so many units
    static LinearUnits restore(ModelContent content, int units) {
        int features = content.schema().input().size();
        double[] weights = content.tensor("weights", Shape.of(units, features)).doubles();
        return new LinearUnits(Matrix.wrap(units, features, weights), content.tensor("biases", Shape.of(units)).doubles());
    }
}
