package dev.lanewise.reduction;

import dev.lanewise.linalg.SparseMatrix;

/// Sums over the columns of sparse rows.
final class SparseColumns {

    private SparseColumns() { }

    /// `Σ (x − mean)²` of each column, element by element so that a distant mean costs no digits.
    static double[] squares(SparseMatrix x, double[] mean) {
        double[] squares = new double[mean.length];
        int[] present = new int[mean.length], starts = x.rowStarts(), columns = x.columnIndices();
        double[] values = x.values();
        for (int at = starts[0]; at < starts[x.rows()]; at++) {
            int j = columns[at];
            squares[j] += (values[at] - mean[j]) * (values[at] - mean[j]);
            present[j]++;
        }
        for (int j = 0; j < squares.length; j++) squares[j] += (x.rows() - present[j]) * mean[j] * mean[j];
        return squares;
    }
}
