package dev.lanewise.linalg.internal.product;

/// What is done to a piece of a row of a float64 product as soon as its sums are complete.
@FunctionalInterface
public interface DoubleFinish {

    /// Nothing.
    DoubleFinish NONE = (c, from, column, n) -> { };

    /// Changes `c[from … from + n)`, which are the columns `column … column + n` of a row.
    void apply(double[] c, int from, int column, int n);
}
