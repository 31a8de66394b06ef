package dev.lanewise.linalg;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The way from a matrix to its singular values and back to its singular vectors.
///
/// Everything happens to `T`, A or its transpose, whichever has at least as many rows as columns, `[long × short]`:
///
/// 1. Tall: `T = Q R`, and `X = R`. Otherwise `X = Tᵀ`.
/// 2. `X = V Bᵀ Uᵀ` with a bidiagonal B.
/// 3. `B = Uᵇ Σ Vᵇᵀ`.
///
/// Singular vectors of T are `Q V Vᵇ` on the left and `U Uᵇ` on the right for tall ones, otherwise `U Uᵇ` and `V Vᵇ`.
final class SingularReduction {

    private static final double TALL = 1.5;
    private static final int TRANSPOSED = 64;

    private final Backend backend;
    private final int longer;
    private final int shorter;
    private final @Nullable Reflections q;
    private final double scale;
    private final double[] x;
    private final double[] vectors;
    private final double[] columns;
    private final Bidiagonalization bidiagonal;
    private final double[] left;
    private final double[] right;
    private int[] order = new int[0];

    /// Steps 1 and 2.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    SingularReduction(Matrix a, Backend backend) {
        this.backend = backend;
        boolean wide = a.rows() < a.columns();
        this.longer = Math.max(a.rows(), a.columns());
        this.shorter = Math.min(a.rows(), a.columns());
        boolean tall = longer > TALL * shorter;
        var work = wide == tall ? ScaledCopy.transposed("SVD", a, backend) : ScaledCopy.of("SVD", a, backend);
        this.scale = work.scale();
        this.columns = backend.borrowDoubles(shorter * shorter);
        this.left = backend.borrowDoubles(shorter * shorter);
        this.right = backend.borrowDoubles(shorter * shorter);
        if (tall) {
            this.vectors = backend.borrowDoubles(Triangularization.vectorsSize(longer, shorter));
            var triangular = new Triangularization(longer, shorter, work.elements(), vectors, backend);
            this.q = triangular.reflections();
            this.x = backend.borrowDoubles(shorter * shorter);
            triangular.copyR(x);
            work.giveBack(backend);
        } else {
            this.vectors = new double[0];
            this.q = null;
            this.x = work.elements();
        }
        this.bidiagonal = new Bidiagonalization(shorter, tall ? shorter : longer, x, columns, backend);
    }

    /// Step 3 without vectors: the values, the largest first.
    double[] values() {
        var kernels = backend.kernels().doubles();
        BidiagonalQR.solve(0, shorter, bidiagonal.diagonal, bidiagonal.offDiagonal, SingularRows.none(kernels), SingularRows.none(kernels), kernels);
        return sorted();
    }

    /// Step 3: the values, the largest first.
    double[] solve() {
        identity(left);
        identity(right);
        var kernels = backend.kernels().doubles();
        var leftRows = new SingularRows(left, shorter, 0, shorter, kernels);
        var rightRows = new SingularRows(right, shorter, 0, shorter, kernels);
        BidiagonalDivideAndConquer.solve(bidiagonal.diagonal, bidiagonal.offDiagonal, leftRows, rightRows, backend);
        return sorted();
    }

    private void identity(double[] rows) {
        java.util.Arrays.fill(rows, 0, shorter * shorter, 0);
        for (int i = 0; i < shorter; i++) rows[i * shorter + i] = 1;
    }

    private double[] sorted() {
        double[] d = bidiagonal.diagonal;
        order = IntStream.range(0, shorter).boxed().sorted((i, j) -> Double.compare(d[j], d[i])).mapToInt(i -> i).toArray();
        double[] values = new double[shorter];
        for (int i = 0; i < shorter; i++) values[i] = d[order[i]] * scale;
        return values;
    }

    /// The left vectors of T as columns, and more columns that make up an orthonormal basis with them if asked for; each times its sign, if there are any.
    double[] left(int count, double[] signs) {
        double[] c = columns(longer, count, q == null ? left : right, signs);
        if (q == null) {
            bidiagonal.rowReflections().times(c, count);
        } else {
            bidiagonal.columnReflections().times(c, count);
            q.times(c, count);
        }
        return c;
    }

    /// The right vectors of T as columns, each times its sign, if there are any.
    double[] right(double[] signs) {
        double[] c = columns(shorter, shorter, q == null ? right : left, signs);
        if (q == null) bidiagonal.columnReflections().times(c, shorter);
        else bidiagonal.rowReflections().times(c, shorter);
        return c;
    }

    /// The vectors of B in order as the first columns of a matrix, the identity behind and below them.
    private double[] columns(int rows, int count, double[] vectors, double[] signs) {
        double[] c = new double[MatrixChecks.size(rows, count)];
        double[] inOrder = backend.borrowDoubles(shorter * shorter);
        var doubles = backend.kernels().doubles();
        for (int j = 0; j < shorter; j++) {
            System.arraycopy(vectors, order[j] * shorter, inOrder, j * shorter, shorter);
            if (signs.length > 0 && signs[j] < 0) doubles.scale(-1, inOrder, j * shorter, shorter);
        }
        backend.parallel(shorter, TRANSPOSED, (from, to) -> backend.kernels().products()
                .pack(inOrder, from, shorter, 1, shorter, to - from, count, c, from * count));
        for (int j = shorter; j < count; j++) c[j * count + j] = 1;
        backend.giveBack(inOrder);
        return c;
    }

    /// Ends the loan of all memory.
    void giveBack() {
        for (double[] array : new double[][] {x, columns, left, right, vectors}) backend.giveBack(array);
    }
}
