package dev.lanewise.core.tensor;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// Rows looked up by number.
public final class Gathers {

    private Gathers() { }

    /// The rows of a table that `ids` name.
    ///
    /// | operand | shape                |                                       |
    /// |---------|----------------------|---------------------------------------|
    /// | table   | `[rows, features]`   |                                       |
    /// | ids     | `[…]`                | whole numbers in `0 … rows − 1`       |
    /// | result  | `[…, features]`      |                                       |
    ///
    /// The gradient of the table is the sum over all places a row was looked up from; none flows to the ids.
    ///
    /// @throws DataException if an id is out of range or no whole number
    public static Tensor rows(Tensor table, Tensor ids) {
        if (table.shape().rank() != 2) throw ShapeException.expected("Gathers.rows", "a table [rows, features]", table.shape());
        Tape tape = Tapes.of(table, ids);
        int rows = table.shape().extent(0), n = table.shape().extent(1), count = ids.size();
        Tensor y = tape.result(appended(ids.shape(), n), table);
        for (int i = 0; i < count; i++) {
            float id = ids.data()[i];
            if (!(id >= 0 && id < rows) || id != (int) id) {
                throw new DataException("Embedding: expected ids in 0 … " + (rows - 1) + ", but got " + (id == (int) id ? Integer.toString((int) id) : Float.toString(id)));
            }
            System.arraycopy(table.data(), (int) id * n, y.data(), i * n, n);
        }
        tape.record(y, () -> {
            float[] dTable = table.addableGradient(), dy = y.gradient();
            for (int i = 0; i < count; i++) tape.backend().kernels().elements().axpby(1, dy, i * n, 1, dTable, (int) ids.data()[i] * n, n);
        });
        return y;
    }

    private static Shape appended(Shape shape, int extent) {
        int[] extents = java.util.Arrays.copyOf(shape.extents(), shape.rank() + 1);
        extents[shape.rank()] = extent;
        return Shape.of(extents);
    }
}
