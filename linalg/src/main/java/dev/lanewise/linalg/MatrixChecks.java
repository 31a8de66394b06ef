package dev.lanewise.linalg;

/// Checks of matrix arguments, and the sentences they fail with.
final class MatrixChecks {

    private MatrixChecks() {
    }

    /// `[150 × 4]`
    static String shape(Matrix matrix) {
        return "[" + matrix.rows() + " × " + matrix.columns() + "]";
    }

    static int size(int rows, int columns) {
        Checks.atLeast("Matrix", "rows", 0, rows);
        Checks.atLeast("Matrix", "columns", 0, columns);
        if ((long) rows * columns <= Integer.MAX_VALUE - 8) return rows * columns;
        throw new IllegalArgumentException("Matrix: expected at most " + (Integer.MAX_VALUE - 8) + " elements, but got ["
                + rows + " × " + columns + "]");
    }

    static void elements(int rows, int columns, int length) {
        if (size(rows, columns) == length) return;
        throw new IllegalArgumentException("Matrix.of: expected " + rows * columns + " elements for [" + rows + " × " + columns
                + "], but got " + length);
    }

    static void rowLength(int row, int expected, int length) {
        if (length == expected) return;
        throw new IllegalArgumentException("Matrix.of: expected " + expected + " elements in every row as in row 0, but row " + row
                + " has " + length);
    }

    static void index(Matrix matrix, String axis, int index, int count) {
        if (index >= 0 && index < count) return;
        throw new IndexOutOfBoundsException(matrix + ": expected a " + axis + " in 0 … " + (count - 1) + ", but got " + index);
    }

    static void range(Matrix matrix, String axis, int from, int to, int count) {
        if (from >= 0 && from <= to && to <= count) return;
        throw new IndexOutOfBoundsException(matrix + ": expected a range of " + axis + " within 0 … " + count + ", but got " + from
                + " … " + to);
    }

    static void sameShape(String operation, Matrix left, Matrix right) {
        if (left.rows() == right.rows() && left.columns() == right.columns()) return;
        throw new IllegalArgumentException("Matrix." + operation + ": expected " + shape(left) + " on the right as on the left, but got "
                + shape(right));
    }

    static void inner(Matrix left, Matrix right) {
        if (left.columns() == right.rows()) return;
        throw new IllegalArgumentException("Matrix.times: expected " + left.columns() + " rows on the right for " + shape(left)
                + " on the left, but got " + shape(right));
    }

    static void square(String who, Matrix matrix) {
        if (matrix.rows() == matrix.columns()) return;
        throw new IllegalArgumentException(who + ": expected a square matrix, but got " + shape(matrix));
    }

    /// Refuses NaN and infinities, naming the first.
    static void finite(String who, Matrix matrix, double[] elements) {
        int at = Backend.standard().kernels().doubles().firstNonFinite(elements, 0, matrix.rows() * matrix.columns());
        if (at < 0) return;
        throw new IllegalArgumentException(who + ": expected finite elements, but " + shape(matrix) + " has " + elements[at]
                + " in row " + at / matrix.columns() + ", column " + at % matrix.columns());
    }

    /// Refuses an [n × n] matrix whose elements (i, j) and (j, i) differ by more than a fraction of the largest element.
    static void symmetric(String who, int n, double[] a, double tolerance) {
        double allowed = tolerance * Backend.standard().kernels().doubles().maxAbs(a, 0, n * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(a[i * n + j] - a[j * n + i]) <= allowed) continue;
                throw new IllegalArgumentException(who + ": expected a symmetric matrix, but element (" + i + ", " + j + ") is "
                        + a[i * n + j] + " and element (" + j + ", " + i + ") is " + a[j * n + i]);
            }
        }
    }

    static void rightSide(String who, int n, Matrix right) {
        if (right.rows() == n) return;
        throw new IllegalArgumentException(who + ": expected " + n + " rows on the right side, but got " + shape(right));
    }
}
