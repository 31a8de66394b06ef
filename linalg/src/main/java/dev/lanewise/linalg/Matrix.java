package dev.lanewise.linalg;

import java.util.Arrays;
import java.util.Random;

/// A dense float64 matrix that doesn't change.
///
/// Rows, columns and slices are views of the same memory and cost nothing, however large the matrix. Products run on
/// [Backend#standard()] unless another backend is passed; their bits don't depend on its number of threads.
///
/// ```java
/// var a = Matrix.of(new double[][] {{2, 1}, {1, 3}});
/// var x = Cholesky.of(a).solve(Matrix.of(2, 1, 3, 5));      // [2 × 1]
/// ```
///
/// Element (i, j) stands at `data[offset + i · stride + j · step]`. One of the two strides is 1 for every matrix made by
/// this class except for some slices with a step.
public final class Matrix implements LinearOperator {

    private final int rows;
    private final int columns;
    private final double[] data;
    private final int offset;
    private final int rowStride;
    private final int columnStride;

    private Matrix(int rows, int columns, double[] data, int offset, int rowStride, int columnStride) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
        this.offset = offset;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
    }

    /// A matrix of the given rows, copied.
    ///
    /// @throws IllegalArgumentException if the rows differ in length
    public static Matrix of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] data = new double[MatrixChecks.size(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            MatrixChecks.rowLength(i, columns, rows[i].length);
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return wrap(rows.length, columns, data);
    }

    /// A matrix of the given elements, row by row, copied.
    ///
    /// @throws IllegalArgumentException unless there are `rows · columns` elements
    public static Matrix of(int rows, int columns, double... elements) {
        MatrixChecks.elements(rows, columns, elements.length);
        return wrap(rows, columns, elements.clone());
    }

    /// A matrix over the given elements, row by row, **without a copy**: the array must not be changed afterwards.
    ///
    /// @throws IllegalArgumentException unless there are `rows · columns` elements
    public static Matrix wrap(int rows, int columns, double[] elements) {
        MatrixChecks.elements(rows, columns, elements.length);
        return new Matrix(rows, columns, elements, 0, columns, 1);
    }

    /// `[rows × columns]` zeros.
    public static Matrix zeros(int rows, int columns) {
        return wrap(rows, columns, new double[MatrixChecks.size(rows, columns)]);
    }

    /// The identity of the given order.
    public static Matrix identity(int order) {
        double[] data = new double[MatrixChecks.size(order, order)];
        for (int i = 0; i < order; i++) data[i * order + i] = 1;
        return wrap(order, order, data);
    }

    /// The square matrix with the given diagonal and zeros elsewhere.
    public static Matrix diagonal(double... diagonal) {
        int order = diagonal.length;
        double[] data = new double[MatrixChecks.size(order, order)];
        for (int i = 0; i < order; i++) data[i * order + i] = diagonal[i];
        return wrap(order, order, data);
    }

    /// Independent standard normal numbers; the same seed gives the same matrix.
    public static Matrix gaussian(int rows, int columns, long seed) {
        var random = new Random(seed);
        double[] data = new double[MatrixChecks.size(rows, columns)];
        for (int i = 0; i < data.length; i++) data[i] = random.nextGaussian();
        return wrap(rows, columns, data);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /// The element in row `i` and column `j`, both counted from zero.
    ///
    /// @throws IndexOutOfBoundsException if there is no such element
    public double get(int i, int j) {
        MatrixChecks.index(this, "row", i, rows);
        MatrixChecks.index(this, "column", j, columns);
        return data[offset + i * rowStride + j * columnStride];
    }

    /// Row `i` as a `[1 × columns]` view.
    public Matrix row(int i) {
        return rows(i, i + 1);
    }

    /// Column `j` as a `[rows × 1]` view.
    public Matrix column(int j) {
        return columns(j, j + 1);
    }

    /// Rows `from … to − 1` as a view.
    public Matrix rows(int from, int to) {
        MatrixChecks.range(this, "rows", from, to, rows);
        return new Matrix(to - from, columns, data, offset + from * rowStride, rowStride, columnStride);
    }

    /// Columns `from … to − 1` as a view.
    public Matrix columns(int from, int to) {
        MatrixChecks.range(this, "columns", from, to, columns);
        return new Matrix(rows, to - from, data, offset + from * columnStride, rowStride, columnStride);
    }

    /// The given rows in the given order, as a copy; a row may come more than once.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public Matrix rows(int[] indices) {
        double[] copy = new double[MatrixChecks.size(indices.length, columns)];
        for (int i = 0; i < indices.length; i++) row(indices[i]).copyTo(copy, i * columns, columns);
        return wrap(indices.length, columns, copy);
    }

    /// The given columns in the given order, as a copy; a column may come more than once.
    ///
    /// @throws IndexOutOfBoundsException if there is no such column
    public Matrix columns(int[] indices) {
        return transpose().rows(indices).transpose();
    }

    /// Every `step`-th row, starting with the first, as a view.
    public Matrix everyRow(int step) {
        Checks.atLeast("Matrix.everyRow", "step", 1, step);
        return new Matrix(Math.ceilDiv(rows, step), columns, data, offset, rowStride * step, columnStride);
    }

    /// Every `step`-th column, starting with the first, as a view.
    public Matrix everyColumn(int step) {
        Checks.atLeast("Matrix.everyColumn", "step", 1, step);
        return new Matrix(rows, Math.ceilDiv(columns, step), data, offset, rowStride, columnStride * step);
    }

    /// The transpose as a view.
    public Matrix transpose() {
        return new Matrix(columns, rows, data, offset, columnStride, rowStride);
    }

    /// `this + other`
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public Matrix plus(Matrix other) {
        MatrixChecks.sameShape("plus", this, other);
        return combine(1, other);
    }

    /// `this − other`
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public Matrix minus(Matrix other) {
        MatrixChecks.sameShape("minus", this, other);
        return combine(-1, other);
    }

    private Matrix combine(double factor, Matrix other) {
        double[] sum = toArray();
        double[] second = other.isContiguous() ? other.data : other.toArray();
        int from = other.isContiguous() ? other.offset : 0;
        Backend.standard().kernels().doubles().axpy(factor, second, from, sum, 0, sum.length);
        return wrap(rows, columns, sum);
    }

    /// `factor · this`
    public Matrix times(double factor) {
        double[] product = toArray();
        Backend.standard().kernels().doubles().scale(factor, product, 0, product.length);
        return wrap(rows, columns, product);
    }

    /// `this · right`, `[m × k]` times `[k × n]`.
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this one has columns
    @Override
    public Matrix times(Matrix right) {
        return times(right, Backend.standard());
    }

    /// `this · right` on the given backend.
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this one has columns
    @Override
    public Matrix times(Matrix right, Backend backend) {
        MatrixChecks.inner(this, right);
        return MatrixProducts.multiply(this, right, backend);
    }

    /// `this · rightᵀ`, `[m × k]` times the transpose of `[n × k]`; symmetric to the last bit if both are the same matrix.
    ///
    /// @throws IllegalArgumentException unless both have the same number of columns
    public Matrix timesTransposed(Matrix right) {
        return times(right.transpose());
    }

    /// `thisᵀ · right`, the transpose of `[k × m]` times `[k × n]`; symmetric to the last bit if both are the same matrix.
    ///
    /// @throws IllegalArgumentException unless both have the same number of rows
    @Override
    public Matrix transposeTimes(Matrix right) {
        return transpose().times(right);
    }

    /// `thisᵀ · right` on the given backend.
    ///
    /// @throws IllegalArgumentException unless both have the same number of rows
    @Override
    public Matrix transposeTimes(Matrix right, Backend backend) {
        return transpose().times(right, backend);
    }

    /// The mean of every column; NaN for a matrix without rows.
    public double[] columnMeans() {
        double[] means = new double[columns];
        for (int i = 0; i < rows; i++) {
            int at = offset + i * rowStride;
            for (int j = 0; j < columns; j++) means[j] += data[at + j * columnStride];
        }
        for (int j = 0; j < columns; j++) means[j] /= rows;
        return means;
    }

    /// The Frobenius norm `√ Σ aᵢⱼ²`, without overflow or underflow on the way.
    public double norm() {
        return MatrixProducts.norm(this);
    }

    /// The largest magnitude of an element, NaN if there is one; 0 for an empty matrix.
    public double maxAbs() {
        double max = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) max = Math.max(max, Math.abs(data[offset + i * rowStride + j * columnStride]));
        }
        return max;
    }

    /// A copy of the elements, row by row.
    public double[] toArray() {
        double[] copy = new double[MatrixChecks.size(rows, columns)];
        copyTo(copy, 0, columns);
        return copy;
    }

    /// Copies the elements into an array, row by row: element (i, j) to `target[from + i · leadingDimension + j]`.
    ///
    /// @throws IllegalArgumentException if the array is too small
    public void copyTo(double[] target, int from, int leadingDimension) {
        Checks.result("Matrix.copyTo", "a target", rows, columns, from, leadingDimension, target.length);
        for (int i = 0; i < rows; i++) {
            int at = offset + i * rowStride;
            int to = from + i * leadingDimension;
            if (columnStride == 1) {
                System.arraycopy(data, at, target, to, columns);
            } else {
                for (int j = 0; j < columns; j++) target[to + j] = data[at + j * columnStride];
            }
        }
    }

    /// The array behind this matrix, for reading by kernels: element (i, j) stands at
    /// `data()[offset() + i · rowStride() + j · columnStride()]`. It must not be changed.
    public double[] data() {
        return data;
    }

    /// Where the first element stands in [#data()].
    public int offset() {
        return offset;
    }

    /// The distance between rows in [#data()].
    public int rowStride() {
        return rowStride;
    }

    /// The distance between columns in [#data()].
    public int columnStride() {
        return columnStride;
    }

    private boolean isContiguous() {
        return columnStride == 1 && rowStride == columns;
    }

    /// Whether the other object is a matrix of the same shape with the same elements; `0.0` and `-0.0` differ, NaN equals NaN.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Matrix that) || rows != that.rows || columns != that.columns) return false;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (Double.compare(get(i, j), that.get(i, j)) != 0) return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(isContiguous() && data.length == rows * columns ? data : toArray());
    }

    /// The shape: `Matrix[150 × 4]`.
    @Override
    public String toString() {
        return "Matrix" + MatrixChecks.shape(this);
    }

    /// The elements as a table of lines; in the middle of a large matrix rows and columns are left out.
    public String render() {
        return MatrixText.render(this);
    }
}
