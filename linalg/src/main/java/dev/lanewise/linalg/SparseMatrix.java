package dev.lanewise.linalg;

import java.util.Arrays;

/// A sparse float64 matrix in compressed rows that doesn't change.
///
/// Only stored elements cost memory and time: 12 bytes each, and 4 for every row. Products skip what isn't stored, so a zero that is not
/// stored hides a NaN or an infinity it would have met. Products with dense matrices don't depend on the number of threads, bit for bit.
///
/// ```java
/// var a = SparseMatrix.of(3, 3, new int[] {0, 2, 2}, new int[] {1, 0, 2}, new double[] {5, 1, 7});
/// var y = a.times(Matrix.of(3, 1, 1, 2, 3));                // [3 × 1]: 10, 0, 22
/// ```
///
/// @see <a href="https://doi.org/10.1137/1.9780898718003">Saad: Iterative methods for sparse linear systems, section 3.4</a>
public final class SparseMatrix implements LinearOperator {

    private static final int WORK = 1 << 15;                 // multiplications that are worth a thread

    private final int rows;
    private final int columns;
    private final int[] starts;                              // row i is at starts[i] … starts[i + 1] − 1; the first need not be 0
    private final int[] columnIndices;
    private final double[] values;

    private SparseMatrix(int rows, int columns, int[] starts, int[] columnIndices, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.starts = starts;
        this.columnIndices = columnIndices;
        this.values = values;
    }

    /// The matrix with `values[p]` at `(rowIndices[p], columnIndices[p])`, in any order; what falls on the same place is added, from
    /// first to last. Zeros are stored too.
    ///
    /// @throws IllegalArgumentException if the arrays differ in length or an index is out of range
    public static SparseMatrix of(int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
        SparseChecks.triplets(rows, columns, rowIndices, columnIndices, values);
        Triplets triplets = new Triplets(columnIndices, rowIndices, values).sorted(columns).swapped().sorted(rows).merged();
        return new SparseMatrix(rows, columns, triplets.starts(rows), triplets.minor(), triplets.values());
    }

    /// The matrix of compressed rows, copied: row i holds `values[p]` in column `columnIndices[p]` for `rowStarts[i] ≤ p < rowStarts[i + 1]`.
    ///
    /// @throws IllegalArgumentException unless there is a start for each row and one for the end, and columns ascend within each row
    public static SparseMatrix ofRows(int columns, int[] rowStarts, int[] columnIndices, double[] values) {
        SparseChecks.compressed(columns, rowStarts, columnIndices, values);
        return new SparseMatrix(rowStarts.length - 1, columns, rowStarts.clone(), columnIndices.clone(), values.clone());
    }

    /// The elements of a dense matrix that are not zero; NaN is stored.
    public static SparseMatrix of(Matrix dense) {
        double[] elements = dense.toArray();
        int[] starts = new int[dense.rows() + 1];
        int[] columnIndices = new int[(int) Arrays.stream(elements).filter(x -> x != 0).count()];
        double[] values = new double[columnIndices.length];
        int end = 0;
        for (int i = 0; i < dense.rows(); i++) {
            for (int j = 0; j < dense.columns(); j++) {
                double element = elements[i * dense.columns() + j];
                if (element == 0) continue;
                columnIndices[end] = j;
                values[end++] = element;
            }
            starts[i + 1] = end;
        }
        return new SparseMatrix(dense.rows(), dense.columns(), starts, columnIndices, values);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /// How many elements are stored, zeros among them included.
    public int nonZeros() {
        return starts[rows] - starts[0];
    }

    /// The element in row `i` and column `j`, both counted from zero; 0 where none is stored.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public double get(int i, int j) {
        SparseChecks.index(this, "row", i, rows);
        SparseChecks.index(this, "column", j, columns);
        int at = Arrays.binarySearch(columnIndices, starts[i], starts[i + 1], j);
        return at < 0 ? 0 : values[at];
    }

    /// Row `i` as a `[1 × columns]` view.
    public SparseMatrix row(int i) {
        return rows(i, i + 1);
    }

    /// Rows `from … to − 1` as a view; only their starts are copied.
    public SparseMatrix rows(int from, int to) {
        SparseChecks.range(this, from, to);
        return new SparseMatrix(to - from, columns, Arrays.copyOfRange(starts, from, to + 1), columnIndices, values);
    }

    /// The transpose, as a copy.
    public SparseMatrix transpose() {
        int[] ends = new int[columns + 1];
        for (int p = starts[0]; p < starts[rows]; p++) ends[columnIndices[p]]++;
        for (int j = 0, end = 0; j <= columns; j++) ends[j] = end += ends[j];
        int[] rowIndices = new int[nonZeros()];
        double[] transposed = new double[nonZeros()];
        for (int i = rows - 1; i >= 0; i--) {
            for (int p = starts[i]; p < starts[i + 1]; p++) {
                int to = --ends[columnIndices[p]];
                rowIndices[to] = i;
                transposed[to] = values[p];
            }
        }
        return new SparseMatrix(columns, rows, ends, rowIndices, transposed);
    }

    /// `factor · this`
    public SparseMatrix times(double factor) {
        double[] scaled = values();
        Backend.standard().kernels().doubles().scale(factor, scaled, 0, scaled.length);
        return with(scaled);
    }

    /// Row i times `factors[i]`.
    ///
    /// @throws IllegalArgumentException unless there is a factor for each row
    public SparseMatrix scaleRows(double... factors) {
        SparseChecks.length("scaleRows", "factors, one for each row", rows, factors.length);
        double[] scaled = values();
        int[] rowIndices = rowIndices();
        for (int p = 0; p < scaled.length; p++) scaled[p] *= factors[rowIndices[p]];
        return with(scaled);
    }

    /// Column j times `factors[j]`.
    ///
    /// @throws IllegalArgumentException unless there is a factor for each column
    public SparseMatrix scaleColumns(double... factors) {
        SparseChecks.length("scaleColumns", "factors, one for each column", columns, factors.length);
        double[] scaled = values();
        for (int p = 0; p < scaled.length; p++) scaled[p] *= factors[columnIndices[starts[0] + p]];
        return with(scaled);
    }

    private SparseMatrix with(double[] others) {
        return new SparseMatrix(rows, columns, rowStarts(), columnIndices(), others);
    }

    /// `this · right`, `[m × k]` times a dense `[k × n]`.
    ///
    /// Threads take rows of the result.
    @Override
    public Matrix times(Matrix right, Backend backend) {
        SparseChecks.right("times", columns, this, right);
        int n = right.columns();
        double[] c = new double[MatrixChecks.size(rows, n)];
        Matrix b = readable(right);
        backend.parallel(rows + nonZeros(), Math.max(1, WORK / Math.max(1, n)), (from, to) -> backend.kernels().sparse().times(
                rowAt(from), rowAt(to), starts, columnIndices, values, n, b.data(), b.offset(), b.rowStride(), c, 0, n));
        return Matrix.wrap(rows, n, c);
    }

    /// The first row that begins at or after a position in the work, which counts each stored element and each row as one.
    private int rowAt(int position) {
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] - starts[0] + middle < position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// `thisᵀ · right`, the transpose of `[k × m]` times a dense `[k × n]`, without transposing.
    ///
    /// Threads take columns of the result, so a single column is the work of one; where there are many products with few
    /// columns, multiply with [#transpose()].
    @Override
    public Matrix transposeTimes(Matrix right, Backend backend) {
        SparseChecks.right("transposeTimes", rows, this, right);
        int n = right.columns();
        double[] c = new double[MatrixChecks.size(columns, n)];
        Matrix b = readable(right);
        int lanes = backend.kernels().doubleLanes();
        int share = Math.max(Math.ceilDiv(n, backend.threads()), WORK / Math.max(1, nonZeros()));      // each range reads all that is stored
        int grain = Math.max(1, Math.ceilDiv(share, lanes)) * lanes;
        backend.parallel(n, grain, (from, to) -> backend.kernels().sparse().addTransposeTimes(
                rows, starts, columnIndices, values, to - from, b.data(), b.offset() + from, b.rowStride(), c, from, n));
        return Matrix.wrap(columns, n, c);
    }

    private static Matrix readable(Matrix right) {
        return right.columnStride() == 1 ? right : Matrix.wrap(right.rows(), right.columns(), right.toArray());
    }

    /// `this · x`
    ///
    /// @throws IllegalArgumentException unless x has an element for each column
    public double[] times(double[] x) {
        SparseChecks.length("times", "elements, one for each column", columns, x.length);
        return times(Matrix.wrap(columns, 1, x), Backend.standard()).data();
    }

    /// The mean of every column over all rows; NaN for a matrix without rows.
    public double[] columnMeans() {
        double[] means = new double[columns];
        for (int p = starts[0]; p < starts[rows]; p++) means[columnIndices[p]] += values[p];
        for (int j = 0; j < columns; j++) means[j] /= rows;
        return means;
    }

    /// The same matrix with every element written down.
    public Matrix toDense() {
        double[] elements = new double[MatrixChecks.size(rows, columns)];
        for (int i = 0; i < rows; i++) {
            for (int p = starts[i]; p < starts[i + 1]; p++) elements[i * columns + columnIndices[p]] = values[p];
        }
        return Matrix.wrap(rows, columns, elements);
    }

    /// Where each row starts in [#columnIndices()] and [#values()], and where the last one ends; a copy.
    public int[] rowStarts() {
        int[] copy = starts.clone();
        for (int i = 0; i <= rows; i++) copy[i] -= starts[0];
        return copy;
    }

    /// The column of each stored element, row by row; a copy.
    public int[] columnIndices() {
        return Arrays.copyOfRange(columnIndices, starts[0], starts[rows]);
    }

    /// The stored elements, row by row; a copy.
    public double[] values() {
        return Arrays.copyOfRange(values, starts[0], starts[rows]);
    }

    private int[] rowIndices() {
        int[] indices = new int[nonZeros()];
        for (int i = 0; i < rows; i++) Arrays.fill(indices, starts[i] - starts[0], starts[i + 1] - starts[0], i);
        return indices;
    }

    /// Whether the other object is a sparse matrix of the same shape that stores the same elements at the same places; `0.0` and `-0.0`
    /// differ, NaN equals NaN, and a stored zero differs from none.
    @Override
    public boolean equals(Object other) {
        return other instanceof SparseMatrix that && rows == that.rows && columns == that.columns
                && Arrays.equals(rowStarts(), that.rowStarts())
                && Arrays.equals(columnIndices, starts[0], starts[rows], that.columnIndices, that.starts[0], that.starts[rows])
                && Arrays.equals(values, starts[0], starts[rows], that.values, that.starts[0], that.starts[rows]);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * rows + columns) + Arrays.hashCode(columnIndices())) + Arrays.hashCode(values());
    }

    /// The shape: `SparseMatrix[1000 × 50, 2500 stored]`.
    @Override
    public String toString() {
        return "SparseMatrix[" + rows + " × " + columns + ", " + nonZeros() + " stored]";
    }
}
