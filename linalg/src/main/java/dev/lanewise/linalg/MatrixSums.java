package dev.lanewise.linalg;

import java.util.stream.IntStream;

/// Sums over the rows, the columns and all elements of matrices.
final class MatrixSums {

    private MatrixSums() {
    }

    /// Row by row, so that the memory is read in its order.
    static double[] ofColumns(Matrix matrix, boolean magnitudes) {
        double[] sums = new double[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            int at = matrix.offset() + i * matrix.rowStride();
            for (int j = 0; j < sums.length; j++) {
                double element = matrix.data()[at + j * matrix.columnStride()];
                sums[j] += magnitudes ? Math.abs(element) : element;
            }
        }
        return sums;
    }

    static double[] over(double[] sums, int count) {
        for (int j = 0; j < sums.length; j++) sums[j] /= count;
        return sums;
    }

    /// The largest sum of magnitudes in a column, NaN if there is one.
    static double norm1(Matrix matrix) {
        double largest = 0;
        for (double sum : ofColumns(matrix, true)) largest = Math.max(largest, sum);
        return largest;
    }

    static double maxAbs(Matrix matrix) {
        Matrix rows = matrix.columnStride() == 1 ? matrix : matrix.transpose();
        if (rows.columnStride() != 1) return maxAbs(Matrix.wrap(matrix.rows(), matrix.columns(), matrix.toArray()));
        double max = 0;
        for (int i = 0; i < rows.rows(); i++) {
            max = Math.max(max, Backend.standard().kernels().doubles().maxAbs(rows.data(), rows.offset() + i * rows.rowStride(), rows.columns()));
        }
        return max;
    }

    static double[] diagonal(Matrix matrix) {
        return IntStream.range(0, Math.min(matrix.rows(), matrix.columns())).mapToDouble(i -> matrix.get(i, i)).toArray();
    }

    static double trace(Matrix matrix) {
        double trace = 0;
        for (double element : diagonal(matrix)) trace += element;
        return trace;
    }
}
