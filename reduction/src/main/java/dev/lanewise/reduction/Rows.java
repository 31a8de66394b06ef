package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.Run;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Rows to learn from, and what a model keeps of where they came from.
///
/// @param x `[n, features]`, finite
record Rows(Matrix x, Schema schema, Provenance provenance) {

    /// @throws DataException if a number is not finite, or there are no features
    static Rows of(String owner, Matrix x, Run run) {
        return checked(owner, x, new Schema(List.of(Shape.of(x.columns())), List.of(), Target.none()), new Provenance(run.seed().value(), "", x.rows()));
    }

    /// @throws DataException if a number is not finite, or there are no features
    static Rows of(String owner, Dataset data, Run run) {
        Schema schema = new Schema(data.schema().inputs(), data.schema().features(), Target.none());
        return checked(owner, data.matrix(), schema, Provenance.of(data, run));
    }

    private static Rows checked(String owner, Matrix x, Schema schema, Provenance provenance) {
        if (x.columns() < 1) throw new DataException(owner + ": expected at least one feature, but got none");
        requireFinite(owner, x, 0);
        return new Rows(x, schema, provenance);
    }

    /// Refuses NaN and infinities.
    ///
    /// @param from the number of the first row
    static void requireFinite(String owner, Matrix x, int from) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (!Double.isFinite(x.get(i, j))) {
                    throw new DataException(owner + ": expected finite numbers, but row " + (from + i) + ", column " + j + " has " + x.get(i, j) + ". Drop or fill such rows first");
                }
            }
        }
    }

    /// Refuses more components than rows and features allow.
    Rows requireAtMost(String owner, int components) {
        int most = Math.min(x.rows(), x.columns());
        if (components > most) throw new DataException(owner + ": expected at most " + most + " components, the smaller of rows and features, but got " + components);
        return this;
    }

    /// `Σ (z − mean)² / n` of each column.
    static double[] variances(Matrix z) {
        double[] means = z.columnMeans(), variances = new double[z.columns()];
        for (int i = 0; i < z.rows(); i++) for (int j = 0; j < variances.length; j++) variances[j] += Math.pow(z.get(i, j) - means[j], 2) / z.rows();
        return variances;
    }
}
