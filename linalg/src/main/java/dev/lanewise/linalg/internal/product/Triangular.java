package dev.lanewise.linalg.internal.product;

/// How a triangular matrix stands in an array: element (i, j) at `from + i · row + j · column`, where one stride is 1.
///
/// @param lower whether elements with i ≥ j count, else those with i ≤ j
/// @param unit whether the diagonal counts as ones
public record Triangular(boolean lower, boolean unit, int from, int row, int column) {

    Triangular transposed() {
        return new Triangular(!lower, unit, from, column, row);
    }

    int at(int i, int j) {
        return from + i * row + j * column;
    }

    boolean isRowMajor() {
        return column == 1;
    }

    /// The distance between rows, or between columns if those are contiguous.
    int leadingDimension() {
        return isRowMajor() ? row : column;
    }
}
