package dev.lanewise.linalg.internal.product;

/// What is done to a piece of a row of a float32 product as soon as its sums are complete.
@FunctionalInterface
public interface FloatFinish {

    /// Nothing.
    FloatFinish NONE = (c, from, column, n) -> { };

    /// Changes `c[from … from + n)`, which are the columns `column … column + n` of a row.
    void apply(float[] c, int from, int column, int n);
}
