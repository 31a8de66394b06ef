package dev.lanewise.linalg;

/// An operator less a row that is the same for all its rows, which is never formed: `A − 1 · mean`.
///
/// With the means of the columns this is what a principal component analysis of sparse data decomposes.
///
/// @param operator A, `[rows × columns]`
/// @param mean what every row is reduced by, `[1 × columns]`
public record Centered(LinearOperator operator, Matrix mean) implements LinearOperator {

    /// @throws IllegalArgumentException unless the mean is one row as wide as the operator
    public Centered {
        if (mean.rows() != 1 || mean.columns() != operator.columns()) {
            throw new IllegalArgumentException("Centered: expected a mean [1 × " + operator.columns() + "], but got " + MatrixChecks.shape(mean));
        }
    }

    /// The matrix with the mean of every column taken off.
    public static Centered of(Matrix matrix) {
        return new Centered(matrix, Matrix.of(1, matrix.columns(), matrix.columnMeans()));
    }

    /// The matrix with the mean of every column taken off.
    public static Centered of(SparseMatrix matrix) {
        return new Centered(matrix, Matrix.of(1, matrix.columns(), matrix.columnMeans()));
    }

    @Override
    public int rows() {
        return operator.rows();
    }

    @Override
    public int columns() {
        return operator.columns();
    }

    @Override
    public Matrix times(Matrix right, Backend backend) {
        double[] product = operator.times(right, backend).toArray();
        double[] shift = mean.times(right, backend).toArray();
        for (int i = 0; i < rows(); i++) backend.kernels().doubles().axpy(-1, shift, 0, product, i * shift.length, shift.length);
        return Matrix.wrap(rows(), right.columns(), product);
    }

    @Override
    public Matrix transposeTimes(Matrix right, Backend backend) {
        double[] product = operator.transposeTimes(right, backend).toArray();
        double[] sums = new double[right.columns()];
        double[] elements = right.toArray();
        for (int i = 0; i < rows(); i++) backend.kernels().doubles().axpy(1, elements, i * sums.length, sums, 0, sums.length);
        for (int j = 0; j < columns(); j++) {
            backend.kernels().doubles().axpy(-mean.get(0, j), sums, 0, product, j * sums.length, sums.length);
        }
        return Matrix.wrap(columns(), right.columns(), product);
    }

    /// `Centered(SparseMatrix[1000 × 50, 2500 stored])`
    @Override
    public String toString() {
        return "Centered(" + operator + ")";
    }
}
