package dev.lanewise.linalg;

import dev.lanewise.linalg.io.NpyArray;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/// A dense float64 matrix that doesn't change.
///
/// Rows, columns and slices are views of the same memory and cost nothing, however large the matrix. Products run on
/// [Backend#standard()] unless another backend is passed; their bits don't depend on its number of threads.
///
/// ```java
/// var a = Matrix.of(new double[][] {{2, 1}, {1, 3}});
/// var x = a.solve(Matrix.of(2, 1, 3, 5));                   // [2 × 1]
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

    Matrix(int rows, int columns, double[] data, int offset, int rowStride, int columnStride) {
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
        return MatrixShapes.of(rows);
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
        double[] ones = new double[Checks.atLeast("Matrix", "rows", 0, order)];
        Arrays.fill(ones, 1);
        return diagonal(ones);
    }

    /// The square matrix with the given diagonal and zeros elsewhere.
    public static Matrix diagonal(double... diagonal) {
        return MatrixShapes.diagonal(diagonal);
    }

    /// The matrices one below the other, as a copy.
    ///
    /// @throws IllegalArgumentException if they differ in their number of columns
    public static Matrix stackRows(Matrix... parts) {
        return MatrixShapes.stackRows(parts);
    }

    /// The matrices side by side, as a copy.
    ///
    /// @throws IllegalArgumentException if they differ in their number of rows
    public static Matrix stackColumns(Matrix... parts) {
        return MatrixShapes.stackColumns(parts);
    }

    /// Independent standard normal numbers; the same seed gives the same matrix.
    public static Matrix gaussian(int rows, int columns, long seed) {
        var random = new Random(seed);
        double[] data = new double[MatrixChecks.size(rows, columns)];
        for (int i = 0; i < data.length; i++) data[i] = random.nextGaussian();
        return wrap(rows, columns, data);
    }

    /// The matrix in a `.npy` file of NumPy, whatever its type of numbers; an array with one axis is read as a column.
    ///
    /// @throws IllegalArgumentException if the file is damaged, or holds anything but numbers along one or two axes
    /// @throws UncheckedIOException if there is no such file, or it can't be read
    /// @see NpyArray
    public static Matrix readNpy(Path file) {
        NpyArray array = NpyArray.read(file);
        int[] shape = array.shape();
        MatrixChecks.axes(file, shape);
        return wrap(shape[0], shape.length == 2 ? shape[1] : 1, array.values());
    }

    /// Writes a `.npy` file for NumPy: float64, row by row. The file that was there before, if any, is replaced as a whole or not at all.
    ///
    /// @throws UncheckedIOException if the file can't be written
    public void writeNpy(Path file) {
        new NpyArray(new int[] {rows, columns}, toArray()).write(file);
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
        return MatrixShapes.rows(this, indices);
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
        return new Matrix(Math.ceilDiv(rows, step), columns, data, offset, step < rows ? rowStride * step : rowStride, columnStride);
    }

    /// Every `step`-th column, starting with the first, as a view.
    public Matrix everyColumn(int step) {
        Checks.atLeast("Matrix.everyColumn", "step", 1, step);
        return new Matrix(rows, Math.ceilDiv(columns, step), data, offset, rowStride, step < columns ? columnStride * step : columnStride);
    }

    /// The transpose as a view.
    public Matrix transpose() {
        return new Matrix(columns, rows, data, offset, columnStride, rowStride);
    }

    /// `this + other`
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public Matrix plus(Matrix other) {
        return MatrixProducts.combine("plus", this, 1, other);
    }

    /// `this − other`
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public Matrix minus(Matrix other) {
        return MatrixProducts.combine("minus", this, -1, other);
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

    /// `this ∘ other`, element by element.
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public Matrix hadamard(Matrix other) {
        return MatrixProducts.hadamard(this, other);
    }

    /// `Σ aᵢⱼ bᵢⱼ`, of two vectors their inner product.
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public double dot(Matrix other) {
        MatrixChecks.sameShape("dot", this, other);
        return Backend.standard().kernels().doubles().dot(toArray(), 0, other.toArray(), 0, rows * columns);
    }

    /// The function of every element.
    public Matrix map(DoubleUnaryOperator function) {
        return wrap(rows, columns, Arrays.stream(toArray()).map(function).toArray());
    }

    /// The X with `this · X = right` by [LU] if this matrix is square, otherwise the one of [LeastSquares].
    ///
    /// @throws IllegalArgumentException unless the right side has as many rows as this matrix, or if a square matrix is singular
    public Matrix solve(Matrix right) {
        return rows == columns ? LU.of(this).solve(right) : LeastSquares.of(this, right).solution();
    }

    /// The inverse by [LU]; to solve systems, [#solve] is faster and more accurate. Of any matrix: [SVD#pseudoInverse()].
    ///
    /// @throws IllegalArgumentException if this matrix is not square or singular
    public Matrix inverse() {
        return LU.of(this).inverse();
    }

    /// The determinant by [LU]; it overflows or vanishes easily, other than [LU#logDeterminant()].
    ///
    /// @throws IllegalArgumentException if this matrix is not square
    public double determinant() {
        return LU.of(this).determinant();
    }

    /// The numerical rank: how many singular values exceed `max(rows, columns) · 2⁻⁵² · σ₁`.
    public int rank() {
        double[] values = SVD.valuesOf(this);
        return (int) Arrays.stream(values).filter(value -> value > Math.max(rows, columns) * 0x1p-52 * values[0]).count();
    }

    /// The elements (i, i).
    public double[] diagonal() {
        return MatrixSums.diagonal(this);
    }

    /// The sum of the elements (i, i).
    public double trace() {
        return MatrixSums.trace(this);
    }

    public double[] columnSums() {
        return MatrixSums.ofColumns(this, false);
    }

    public double[] rowSums() {
        return transpose().columnSums();
    }

    /// The mean of every column; NaN for a matrix without rows.
    public double[] columnMeans() {
        return MatrixSums.over(columnSums(), rows);
    }

    /// The mean of every row; NaN for a matrix without columns.
    public double[] rowMeans() {
        return transpose().columnMeans();
    }

    /// The Frobenius norm `√ Σ aᵢⱼ²`, without overflow or underflow on the way.
    public double norm() {
        return MatrixProducts.norm(this);
    }

    /// The largest sum of magnitudes in a column.
    public double norm1() {
        return MatrixSums.norm1(this);
    }

    /// The largest sum of magnitudes in a row.
    public double normInfinity() {
        return transpose().norm1();
    }

    /// The largest singular value.
    public double norm2() {
        return rows == 0 || columns == 0 ? 0 : SVD.valuesOf(this)[0];
    }

    /// The largest magnitude of an element, NaN if there is one; 0 for an empty matrix.
    public double maxAbs() {
        return MatrixSums.maxAbs(this);
    }

    /// Whether this matrix is square and elements (i, j) and (j, i) differ by `tolerance` times the largest magnitude at most.
    public boolean isSymmetric(double tolerance) {
        return rows == columns && minus(transpose()).maxAbs() <= tolerance * maxAbs();
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
        MatrixShapes.copy(this, target, from, leadingDimension);
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

    /// Whether the other object is a matrix of the same shape with the same elements; `0.0` and `-0.0` differ, NaN equals NaN.
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix that && rows == that.rows && columns == that.columns && Arrays.equals(toArray(), that.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(toArray());
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
