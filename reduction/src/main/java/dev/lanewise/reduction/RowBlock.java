package dev.lanewise.reduction;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;

/// Rows that wait for the product that adds them to a second moment; how many it holds depends on the number of features alone.
sealed interface RowBlock permits DoubleRows, FloatRows {

    /// Numbers a block holds at most, unless a single row is longer.
    int LARGEST = 1 << 21;

    /// How many rows stand here.
    int filled();

    /// How many rows this block takes.
    int capacity();

    default boolean isFull() { return filled() == capacity(); }

    /// Adds the rows of a matrix, which must fit.
    void put(Matrix rows);

    /// Adds rows `from … from + count` of a data set, which must fit.
    void put(Dataset data, int from, int count);

    /// Adds one row.
    void put(double[] values, int from);

    /// Element (i, j).
    double get(int i, int j);

    /// Takes a vector from every row and adds up what remains, column by column.
    ///
    /// @param shift `[features]`, rounded by [#round]
    void shift(double[] shift, double[] sums);

    /// The nearest number that can be taken from a row without another rounding.
    double round(double value);

    /// Adds `Σ row rowᵀ` to the upper triangle of `scatter` and forgets the rows.
    void addProductTo(double[] scatter);

    /// The same rows again.
    RowBlock copy();

    /// How many rows of `d` features make a block of at most `most` rows.
    static int capacity(int d, int most) { return Math.clamp(LARGEST / Math.max(1, d), 1, most); }
}
