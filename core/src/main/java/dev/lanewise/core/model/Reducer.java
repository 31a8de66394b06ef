package dev.lanewise.core.model;

import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;

/// A model that describes samples by fewer numbers and can guess the samples back.
public interface Reducer extends Model {

    /// The number of coordinates it gives.
    int dimensions();

    /// `[n, features]` to `[n, dimensions]`.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    Matrix transform(Matrix x);

    /// `[n, dimensions]` back to `[n, features]`: the samples that the coordinates stand for.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not [#dimensions()]
    Matrix inverseTransform(Matrix coordinates);

    /// What is known of each coordinate, one row a coordinate, the weightiest first: such as `variance`, `ratio`, `cumulative`.
    /// Without columns where there is nothing to tell.
    default Table spectrum() { return Table.empty(); }
}
