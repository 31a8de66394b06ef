package dev.lanewise.linalg;

/// A product of Householder reflections, `H₀ H₁ … Hₖ₋₁ = I − Vᵀ T V`, that is applied by matrix products.
///
/// V is `[size × length]`: row i holds the vector of reflection i, a one on the diagonal, zeros before it. T is upper triangular.
///
/// @see <a href="https://doi.org/10.1137/0910005">Schreiber & Van Loan (1989): the compact WY representation</a>
final class BlockReflector {

    private static final int FEW = 512;

    final double[] v;
    final int from;
    final int ld;
    final int size;
    final int length;
    private final double[] t;
    private final Backend backend;

    /// Over the vectors that stand, or will stand, in an array from `from` on with the leading dimension `ld`.
    BlockReflector(int size, int length, double[] v, int from, int ld, Backend backend) {
        this.v = v;
        this.from = from;
        this.ld = ld;
        this.size = size;
        this.length = length;
        this.t = new double[size * size];
        this.backend = backend;
    }

    /// How many of `count` reflections usually make a block: many where the rest of the matrix is read from far away for each block, few where its own
    /// triangle weighs more.
    static int usualSize(int count) {
        return count <= FEW ? 32 : 128;
    }

    /// Sets the factor τ of one reflection.
    void factor(int i, double tau) {
        t[i * size + i] = tau;
    }

    /// Builds T of all reflections, whose factors are set.
    BlockReflector join() {
        double[] inner = backend.borrowDoubles(size * size);
        backend.syrk(Triangle.UPPER, false, size, length, 1.0, v, from, ld, 0.0, inner, 0, size);
        join(0, size, inner);
        backend.giveBack(inner);
        return this;
    }

    private void join(int first, int count, double[] inner) {
        if (count <= 1) return;
        int half = count / 2;
        join(first, half, inner);
        join(first + half, count - half, inner);
        connect(first, half, count - half, inner, first * size + first + half, size);
    }

    /// Builds T of two neighbouring groups of reflections whose triangles are known.
    void connect(int first, int left, int right) {
        int second = first + left;
        double[] inner = backend.borrowDoubles(left * right);
        backend.gemm(false, true, left, right, length - second, 1.0, v, row(first) + second, ld, v, row(second) + second, ld,
                0.0, inner, 0, right);
        connect(first, left, right, inner, 0, right);
        backend.giveBack(inner);
    }

    /// `T₁₂ = −T₁ (V₁ V₂ᵀ) T₂`, where `inner` holds the inner products.
    private void connect(int first, int left, int right, double[] inner, int at, int ldi) {
        int second = first + left;
        double[] product = backend.borrowDoubles(left * right);
        backend.gemm(false, false, left, right, left, -1.0, t, first * size + first, size, inner, at, ldi, 0.0, product, 0, right);
        backend.gemm(false, false, left, right, right, 1.0, product, 0, right, t, second * size + second, size,
                0.0, t, first * size + second, size);
        backend.giveBack(product);
    }

    /// Adds reflection i to the triangle of the reflections `first … i − 1`, a column: `−T V vᵢ τᵢ`.
    void append(int first, int i) {
        double tau = t[i * size + i];
        for (int j = first; j < i; j++) {
            double product = tau == 0 ? 0 : -tau * backend.kernels().doubles().dot(v, row(j) + i, v, row(i) + i, length - i);
            for (int k = first; k < j; k++) t[k * size + i] = Math.fma(t[k * size + j], product, t[k * size + i]);
            t[j * size + i] = t[j * size + j] * product;
        }
    }

    /// Replaces row j, which is no reflection yet, by its image under reflection i.
    void applyToRow(int i, int j) {
        var kernels = backend.kernels().doubles();
        double product = kernels.dot(v, row(i) + i, v, row(j) + i, length - i);
        kernels.axpy(-t[i * size + i] * product, v, row(i) + i, v, row(j) + i, length - i);
    }

    /// Where the vector of reflection i begins.
    int row(int i) {
        return from + i * ld;
    }

    /// `C = H C`, or `Hᵀ C` if `transpose`, for the `[length × columns]` matrix that starts at `c[at]`.
    void apply(boolean transpose, int columns, double[] c, int at, int ldc) {
        if (columns == 0) return;
        double[] inner = backend.borrowDoubles(size * columns);
        double[] turned = backend.borrowDoubles(size * columns);
        backend.gemm(false, false, size, columns, length, 1.0, v, from, ld, c, at, ldc, 0.0, inner, 0, columns);
        backend.gemm(transpose, false, size, columns, size, 1.0, t, 0, size, inner, 0, columns, 0.0, turned, 0, columns);
        backend.gemm(true, false, length, columns, size, -1.0, v, from, ld, turned, 0, columns, 1.0, c, at, ldc);
        backend.giveBack(inner);
        backend.giveBack(turned);
    }

    /// `C = C Hᵀ` for the `[rows × length]` matrix that starts at `c[at]`: each row x becomes `H x`.
    void applyToRows(int rows, double[] c, int at, int ldc) {
        double[] inner = backend.borrowDoubles(rows * size);
        double[] turned = backend.borrowDoubles(rows * size);
        backend.gemm(false, true, rows, size, length, 1.0, c, at, ldc, v, from, ld, 0.0, inner, 0, size);
        backend.gemm(false, true, rows, size, size, 1.0, inner, 0, size, t, 0, size, 0.0, turned, 0, size);
        backend.gemm(false, false, rows, length, size, -1.0, turned, 0, size, v, from, ld, 1.0, c, at, ldc);
        backend.giveBack(inner);
        backend.giveBack(turned);
    }

    /// Replaces the rows x of this block from `to` to `to + count − 1` by `Hᵀ x`, where H is the product of reflections `first … to − 1`.
    void applyToRows(int first, int to, int count) {
        int done = to - first;
        int width = length - first;
        double[] inner = backend.borrowDoubles(count * done);
        double[] turned = backend.borrowDoubles(count * done);
        backend.gemm(false, true, count, done, width, 1.0, v, row(to) + first, ld, v, row(first) + first, ld, 0.0, inner, 0, done);
        backend.gemm(false, false, count, done, done, 1.0, inner, 0, done, t, first * size + first, size, 0.0, turned, 0, done);
        backend.gemm(false, false, count, width, done, -1.0, turned, 0, done, v, row(first) + first, ld, 1.0, v, row(to) + first, ld);
        backend.giveBack(inner);
        backend.giveBack(turned);
    }
}
