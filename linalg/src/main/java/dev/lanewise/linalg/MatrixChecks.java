package dev.lanewise.linalg;

import java.nio.file.Path;
import java.util.Arrays;

/// Checks of matrix arguments, and the sentences they fail with.
final class MatrixChecks {

    private static final int ROWS = 32;

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

    static void axes(Path file, int[] shape) {
        if (shape.length == 1 || shape.length == 2) return;
        throw new IllegalArgumentException(file + ": expected an array [rows, columns] or [rows], but got " + Arrays.toString(shape));
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

    static void stacked(int part, String axis, int expected, int actual) {
        if (actual == expected) return;
        throw new IllegalArgumentException("Matrix.stack: expected " + expected + " " + axis + " in every part as in part 0, but part " + part
                + " has " + actual);
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

    /// Refuses factors that left the range of double on the way, which elements near its end can make.
    static void stayedFinite(String who, Matrix matrix, double[] factors) {
        if (Backend.standard().kernels().doubles().firstNonFinite(factors, 0, factors.length) < 0) return;
        throw new IllegalArgumentException(who + ": expected factors within the range of double, but those of " + shape(matrix) + " with elements up to "
                + matrix.maxAbs() + " overflow. Divide the matrix by a power of two first");
    }

    /// A copy of the elements, row by row. Refuses NaN and infinities, naming the first.
    static double[] finiteCopy(String who, Matrix matrix, Backend backend) {
        int columns = matrix.columns();
        double[] copy = new double[size(matrix.rows(), columns)];
        backend.parallel(matrix.rows(), ROWS, (from, to) -> {
            for (int i = from; i < to; i += ROWS) {                          // a few rows at a time, while they are in the cache
                int end = Math.min(to, i + ROWS);
                matrix.rows(i, end).copyTo(copy, i * columns, columns);
                int at = backend.kernels().doubles().firstNonFinite(copy, i * columns, (end - i) * columns);
                if (at >= 0) finite(who, matrix, matrix.toArray());
            }
        });
        return copy;
    }

    /// Refuses a square matrix whose elements (i, j) and (j, i) differ by more than a fraction of the largest element.
    static void symmetric(String who, Matrix a, double tolerance) {
        symmetric(who, a, tolerance * a.maxAbs(), 0, a.rows());
    }

    /// Rows `from … to − 1` of the lower triangle of a matrix whose `columnStride` is 1, block by block, so that columns are read from the cache.
    /// NaN and infinities are refused, too, but not on the diagonal.
    static void symmetric(String who, Matrix a, double allowed, int from, int to) {
        for (int i = from; i < to; i += ROWS) {
            for (int j = 0; j <= i; j += ROWS) symmetricBlock(who, a, allowed, i, Math.min(to, i + ROWS), j);
        }
    }

    private static void symmetricBlock(String who, Matrix a, double allowed, int rowFrom, int rowTo, int columnFrom) {
        double[] data = a.data();
        int ld = a.rowStride();
        int start = a.offset();
        for (int i = rowFrom; i < rowTo; i++) {
            int end = Math.min(i, columnFrom + ROWS);
            for (int j = columnFrom; j < end; j++) {
                if (Math.abs(data[start + i * ld + j] - data[start + j * ld + i]) <= allowed) continue;
                finite(who, a, a.toArray());
                throw new IllegalArgumentException(who + ": expected a symmetric matrix, but element (" + i + ", " + j + ") is "
                        + a.get(i, j) + " and element (" + j + ", " + i + ") is " + a.get(j, i));
            }
        }
    }

    static void rightSide(String who, int n, Matrix right) {
        if (right.rows() == n) return;
        throw new IllegalArgumentException(who + ": expected " + n + " rows on the right side, but got " + shape(right));
    }
}
