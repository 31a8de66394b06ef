package dev.lanewise.linalg;

/// Matrices put together of numbers and of others.
final class MatrixShapes {

    private MatrixShapes() {
    }

    static Matrix of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] data = new double[MatrixChecks.size(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            MatrixChecks.rowLength(i, columns, rows[i].length);
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return Matrix.wrap(rows.length, columns, data);
    }

    static Matrix diagonal(double[] diagonal) {
        int order = diagonal.length;
        double[] data = new double[MatrixChecks.size(order, order)];
        for (int i = 0; i < order; i++) data[i * order + i] = diagonal[i];
        return Matrix.wrap(order, order, data);
    }

    static Matrix rows(Matrix matrix, int[] indices) {
        int columns = matrix.columns();
        double[] copy = new double[MatrixChecks.size(indices.length, columns)];
        for (int i = 0; i < indices.length; i++) matrix.row(indices[i]).copyTo(copy, i * columns, columns);
        return Matrix.wrap(indices.length, columns, copy);
    }

    /// Writes element (i, j) to `target[from + i · leadingDimension + j]`.
    static void copy(Matrix matrix, double[] target, int from, int leadingDimension) {
        for (int i = 0; i < matrix.rows(); i++) {
            int at = matrix.offset() + i * matrix.rowStride();
            int to = from + i * leadingDimension;
            if (matrix.columnStride() == 1) {
                System.arraycopy(matrix.data(), at, target, to, matrix.columns());
            } else {
                for (int j = 0; j < matrix.columns(); j++) target[to + j] = matrix.data()[at + j * matrix.columnStride()];
            }
        }
    }

    /// One below the other.
    static Matrix stackRows(Matrix... parts) {
        int columns = parts.length == 0 ? 0 : parts[0].columns();
        long rows = 0;
        for (int i = 0; i < parts.length; i++) {
            MatrixChecks.stacked(i, "columns", columns, parts[i].columns());
            rows += parts[i].rows();
        }
        double[] stack = new double[MatrixChecks.size(Math.toIntExact(rows), columns)];
        int from = 0;
        for (Matrix part : parts) {
            part.copyTo(stack, from, columns);
            from += part.rows() * columns;
        }
        return Matrix.wrap((int) rows, columns, stack);
    }

    /// One beside the other.
    static Matrix stackColumns(Matrix... parts) {
        int rows = parts.length == 0 ? 0 : parts[0].rows();
        long columns = 0;
        for (int i = 0; i < parts.length; i++) {
            MatrixChecks.stacked(i, "rows", rows, parts[i].rows());
            columns += parts[i].columns();
        }
        double[] stack = new double[MatrixChecks.size(rows, Math.toIntExact(columns))];
        int from = 0;
        for (Matrix part : parts) {
            part.copyTo(stack, from, (int) columns);
            from += part.columns();
        }
        return Matrix.wrap(rows, (int) columns, stack);
    }
}
