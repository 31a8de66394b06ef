package dev.lanewise.core.model;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;

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
}
