package dev.lanewise.core.model;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;

/// A model that describes samples by fewer numbers and can guess the samples back.
public interface Reducer extends Transform {

    /// The number of coordinates it gives.
    int dimensions();

    /// `[n, features]` to `[n, dimensions]`.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    @Override Matrix transform(Matrix x);

    /// The columns of [#coordinates(Dataset)].
    @Override default Schema transformed(Schema input) {
        return Transform.flat(input, IntStream.rangeClosed(1, dimensions()).mapToObj(i -> "pc" + i).toList(), dimensions());
    }

    /// `[n, dimensions]` back to `[n, features]`: the samples that the coordinates stand for.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not [#dimensions()]
    Matrix inverseTransform(Matrix coordinates);

    /// The coordinates of every sample as a table, the columns `pc1`, `pc2`, …; what [#predict] gives unless the model also classifies.
    ///
    /// @throws dev.lanewise.core.DataException if the samples are not of the kind it learned from
    default Table coordinates(Dataset data) {
        String[] names = IntStream.rangeClosed(1, dimensions()).mapToObj(i -> "pc" + i).toArray(String[]::new);
        return Table.of(transform(data.matrix()), names);
    }

    /// What is known of each coordinate, one row a coordinate, the weightiest first: such as `variance`, `ratio`, `cumulative`.
    /// Without columns where there is nothing to tell.
    default Table spectrum() { return Table.empty(); }

    /// The share of every coordinate there is, also of those that were not kept, the weightiest first; empty where nothing is known of shares.
    default double[] shares() { return spectrum().names().contains("ratio") ? spectrum().column("ratio") : new double[0]; }

    /// The samples as their first `k` coordinates alone tell them: `[n, features]` to `[n, features]`.
    ///
    /// @throws IllegalArgumentException unless `k` is in 1 … [#dimensions()]
    default Matrix reconstruct(Matrix x, int k) {
        if (k < 1 || k > dimensions()) throw new IllegalArgumentException(this + ".reconstruct: expected 1 … " + dimensions() + " coordinates, but got " + k);
        return inverseTransform(Matrix.stackColumns(transform(x).columns(0, k), Matrix.zeros(x.rows(), dimensions() - k)));
    }

    /// What a step of 1 along each coordinate, from where all are 0, adds to a sample: `[dimensions, features]`. For PCA these are its axes.
    default Matrix steps() {
        return inverseTransform(Matrix.identity(dimensions())).minus(inverseTransform(Matrix.zeros(dimensions(), dimensions())));
    }
}
