package dev.lanewise.linalg;

/// Checks of the arrays that a sparse matrix is made of, and the sentences they fail with.
final class SparseChecks {

    private SparseChecks() {
    }

    static void triplets(int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
        Checks.atLeast("SparseMatrix", "rows", 0, rows);
        Checks.atLeast("SparseMatrix", "columns", 0, columns);
        if (rowIndices.length != columnIndices.length || rowIndices.length != values.length) {
            throw new IllegalArgumentException("SparseMatrix.of: expected as many row indices as column indices and values, but got "
                    + rowIndices.length + ", " + columnIndices.length + " and " + values.length);
        }
        for (int p = 0; p < values.length; p++) {
            if (rowIndices[p] >= 0 && rowIndices[p] < rows && columnIndices[p] >= 0 && columnIndices[p] < columns) continue;
            throw new IllegalArgumentException("SparseMatrix.of: expected indices inside [" + rows + " × " + columns + "], but triplet " + p
                    + " is at row " + rowIndices[p] + ", column " + columnIndices[p]);
        }
    }

    static void compressed(int columns, int[] starts, int[] columnIndices, double[] values) {
        Checks.atLeast("SparseMatrix", "columns", 0, columns);
        if (columnIndices.length != values.length) {
            throw new IllegalArgumentException("SparseMatrix.ofRows: expected as many column indices as values, but got "
                    + columnIndices.length + " and " + values.length);
        }
        starts(starts, values.length);
        for (int i = 0; i < starts.length - 1; i++) row(i, columns, starts, columnIndices);
    }

    private static void starts(int[] starts, int stored) {
        if (starts.length == 0 || starts[0] != 0 || starts[starts.length - 1] != stored) {
            throw new IllegalArgumentException("SparseMatrix.ofRows: expected row starts from 0 to " + stored + ", the number of values, but got "
                    + (starts.length == 0 ? "none" : starts[0] + " … " + starts[starts.length - 1]));
        }
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] >= starts[i - 1]) continue;
            throw new IllegalArgumentException("SparseMatrix.ofRows: expected row starts that don't descend, but row " + (i - 1) + " starts at "
                    + starts[i - 1] + " and ends at " + starts[i]);
        }
    }

    private static void row(int row, int columns, int[] starts, int[] columnIndices) {
        int before = -1;
        for (int p = starts[row]; p < starts[row + 1]; p++) {
            int column = columnIndices[p];
            if (column <= before || column >= columns) {
                throw new IllegalArgumentException("SparseMatrix.ofRows: expected columns within 0 … " + (columns - 1)
                        + " that ascend in every row, but row " + row + " has " + column + (before < 0 ? "" : " after " + before));
            }
            before = column;
        }
    }

    static void index(SparseMatrix matrix, String axis, int index, int count) {
        if (index >= 0 && index < count) return;
        throw new IndexOutOfBoundsException(matrix + ": expected a " + axis + " in 0 … " + (count - 1) + ", but got " + index);
    }

    static void range(SparseMatrix matrix, int from, int to) {
        if (from >= 0 && from <= to && to <= matrix.rows()) return;
        throw new IndexOutOfBoundsException(matrix + ": expected a range of rows within 0 … " + matrix.rows() + ", but got " + from + " … " + to);
    }

    static void right(String operation, int expected, SparseMatrix left, Matrix right) {
        if (right.rows() == expected) return;
        throw new IllegalArgumentException("SparseMatrix." + operation + ": expected " + expected + " rows on the right for [" + left.rows() + " × "
                + left.columns() + "] on the left, but got " + MatrixChecks.shape(right));
    }

    static void length(String operation, String what, int expected, int length) {
        if (length == expected) return;
        throw new IllegalArgumentException("SparseMatrix." + operation + ": expected " + expected + " " + what + ", but got " + length);
    }
}
