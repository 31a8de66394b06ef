package dev.lanewise.linalg;

/// Products and norms of matrices over the kernels of a backend.
final class MatrixProducts {

    private MatrixProducts() {
    }

    /// Views are passed to the kernels as they are whenever one of their strides is 1.
    static Matrix multiply(Matrix left, Matrix right, Backend backend) {
        Matrix a = direct(left) ? left : compact(left);
        Matrix b = direct(right) ? right : compact(right);
        int m = a.rows();
        int n = b.columns();
        double[] c = new double[MatrixChecks.size(m, n)];
        boolean transposeA = isTransposed(a);
        if (isTransposeOf(left, right)) return withItsTranspose(a, transposeA, c, backend);
        boolean transposeB = isTransposed(b);
        backend.gemm(transposeA, transposeB, m, n, a.columns(), 1.0,
                a.data(), a.offset(), transposeA ? a.columnStride() : a.rowStride(),
                b.data(), b.offset(), transposeB ? b.columnStride() : b.rowStride(), 0.0, c, 0, n);
        return Matrix.wrap(m, n, c);
    }

    /// `a · aᵀ`, half of which is computed and half of which is copied.
    private static Matrix withItsTranspose(Matrix a, boolean transpose, double[] c, Backend backend) {
        int n = a.rows();
        backend.syrk(Triangle.LOWER, transpose, n, a.columns(), 1, a.data(), a.offset(), transpose ? a.columnStride() : a.rowStride(), 0, c, 0, n);
        backend.mirror(Triangle.LOWER, n, c, 0, n);
        return Matrix.wrap(n, n, c);
    }

    private static boolean direct(Matrix matrix) {
        return matrix.columnStride() == 1 || matrix.rowStride() == 1;
    }

    private static Matrix compact(Matrix matrix) {
        return Matrix.wrap(matrix.rows(), matrix.columns(), matrix.toArray());
    }

    private static boolean isTransposed(Matrix matrix) {
        return matrix.columnStride() != 1;
    }

    private static boolean isTransposeOf(Matrix left, Matrix right) {
        return left.data() == right.data() && left.offset() == right.offset() && left.rows() == right.columns()
                && left.rowStride() == right.columnStride() && left.columnStride() == right.rowStride();
    }

    /// `left + factor · right`
    static Matrix combine(String operation, Matrix left, double factor, Matrix right) {
        MatrixChecks.sameShape(operation, left, right);
        double[] sum = left.toArray();
        Matrix second = isContiguous(right) ? right : compact(right);
        Backend.standard().kernels().doubles().axpy(factor, second.data(), second.offset(), sum, 0, sum.length);
        return Matrix.wrap(left.rows(), left.columns(), sum);
    }

    private static boolean isContiguous(Matrix matrix) {
        return matrix.columnStride() == 1 && matrix.rowStride() == matrix.columns();
    }

    static Matrix hadamard(Matrix left, Matrix right) {
        MatrixChecks.sameShape("hadamard", left, right);
        double[] product = left.toArray();
        double[] factors = right.toArray();
        for (int i = 0; i < product.length; i++) product[i] *= factors[i];
        return Matrix.wrap(left.rows(), left.columns(), product);
    }

    /// Scaled by the largest magnitude if the squares would leave the range of normal numbers.
    static double norm(Matrix matrix) {
        double max = matrix.maxAbs();
        if (max == 0 || !Double.isFinite(max)) return max;
        int scale = max < 1e140 && max > 1e-140 ? 0 : Math.getExponent(max);
        double sum = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            int at = matrix.offset() + i * matrix.rowStride();
            for (int j = 0; j < matrix.columns(); j++) {
                double element = matrix.data()[at + j * matrix.columnStride()];
                double scaled = scale == 0 ? element : Math.scalb(element, -scale);
                sum += scaled * scaled;
            }
        }
        return Math.scalb(Math.sqrt(sum), scale);
    }
}
