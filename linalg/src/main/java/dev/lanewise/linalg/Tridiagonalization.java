package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// `A = Q T Qᵀ` with a tridiagonal T and `Q = H₀ H₁ … Hₙ₋₃`, products of Householder reflections `H = I − τ v vᵀ`.
///
/// Panels of columns are reduced with symmetric matrix-vector products; the rest of the matrix is then updated at once
/// by `A −= Vᵀ W + Wᵀ V`, a matrix product. Row c of the array keeps `v` of reflection c from column c + 1 on, zeros before.
///
/// @see <a href="https://doi.org/10.1016/0377-0427(89)90367-1">Dongarra, Sorensen & Hammarling (1989)</a>
final class Tridiagonalization {

    private static final int PANEL = 32;
    private static final int REFLECTIONS = 64;
    private static final int STRIPE = 128;

    private final Backend backend;
    private final DoubleKernels kernels;
    private final int n;
    private final double[] a;
    private final double[] w;
    private final double[] product;
    private final double[] inner = new double[2 * PANEL];
    private final double[] tau;
    final double[] diagonal;
    final double[] offDiagonal;

    /// Reduces the symmetric matrix whose upper triangle stands in `a`, row by row; the array belongs to the reduction from now on.
    Tridiagonalization(int n, double[] a, Backend backend) {
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        this.n = n;
        this.a = a;
        this.w = new double[PANEL * n];
        this.product = new double[n];
        this.tau = new double[n];
        this.diagonal = new double[n];
        this.offDiagonal = new double[n];
        for (int from = 0; from < n; from += PANEL) {
            int columns = Math.min(PANEL, n - from);
            for (int j = 0; j < columns; j++) reduce(from, from + j);
            update(from, columns);
        }
    }

    /// Reduces column c of a panel that starts at `from`.
    private void reduce(int from, int c) {
        int row = c * n;
        for (int j = from; j < c; j++) {
            kernels.axpy(-w[(j - from) * n + c], a, j * n + c, a, row + c, n - c);
            kernels.axpy(-a[j * n + c], w, (j - from) * n + c, a, row + c, n - c);
        }
        diagonal[c] = a[row + c];
        java.util.Arrays.fill(a, row, row + c + 1, 0);
        if (c == n - 1) return;
        reflect(c);
        if (tau[c] != 0) companion(from, c);
        else java.util.Arrays.fill(w, (c - from) * n, (c - from + 1) * n, 0);
    }

    /// Turns row c right of the diagonal into `v` with `v₀ = 1`, so that H maps the row to `(offDiagonal, 0, 0, …)`.
    private void reflect(int c) {
        int from = c * n + c + 1;
        int length = n - c - 1;
        double first = a[from];
        double rest = tailNorm(from + 1, length - 1);
        if (rest == 0) {
            tau[c] = 0;
            offDiagonal[c] = first;
            java.util.Arrays.fill(a, from, from + length, 0);
            return;
        }
        double norm = -Math.copySign(Math.hypot(first, rest), first);
        tau[c] = (norm - first) / norm;
        offDiagonal[c] = norm;
        kernels.scale(1 / (first - norm), a, from + 1, length - 1);
        a[from] = 1;
    }

    /// The norm of a range; the matrix was scaled so that only tiny tails need a second look.
    private double tailNorm(int from, int length) {
        double squares = kernels.dot(a, from, a, from, length);
        if (squares > 1e-280) return Math.sqrt(squares);
        double max = kernels.maxAbs(a, from, length);
        if (max < 1e-290) {
            java.util.Arrays.fill(a, from, from + length, 0);        // beyond the last digit of a matrix of norm 1
            return 0;
        }
        double sum = 0;
        for (int i = from; i < from + length; i++) sum += a[i] / max * (a[i] / max);
        return max * Math.sqrt(sum);
    }

    /// `w = τ (A v − Σ (wⱼ·v) vⱼ + (vⱼ·v) wⱼ)`, made orthogonal enough by `w −= ½ τ (w·v) v`.
    private void companion(int from, int c) {
        int next = c + 1;
        int length = n - next;
        int v = c * n + next;
        int to = (c - from) * n;
        java.util.Arrays.fill(w, to, to + next, 0);
        kernels.symv(length, a, next * n + next, n, a, v, product, next);
        int done = c - from;
        var products = backend.kernels().products();
        products.dots(1, done, length, -1.0, a, v, n, w, next, n, 0.0, inner, 0, 0, 1);
        products.dots(1, done, length, -1.0, a, v, n, a, from * n + next, n, 0.0, inner, PANEL, 0, 1);
        for (int j = 0; j < done; j++) {
            kernels.axpy(inner[j], a, (from + j) * n + next, product, next, length);
            kernels.axpy(inner[PANEL + j], w, j * n + next, product, next, length);
        }
        double correction = -0.5 * tau[c] * tau[c] * kernels.dot(product, next, a, v, length);
        kernels.combine(tau[c], product, next, correction, a, v, w, to + next, length);
    }

    /// `A −= Vᵀ W + Wᵀ V` on the upper triangle right of and below the panel.
    private void update(int from, int columns) {
        int next = from + columns;
        if (next >= n) return;
        int length = n - next;
        double[] left = backend.borrowDoubles(2 * columns * length);
        double[] right = backend.borrowDoubles(2 * columns * length);
        for (int j = 0; j < columns; j++) {
            System.arraycopy(a, (from + j) * n + next, left, j * length, length);
            System.arraycopy(w, j * n + next, left, (columns + j) * length, length);
            System.arraycopy(w, j * n + next, right, j * length, length);
            System.arraycopy(a, (from + j) * n + next, right, (columns + j) * length, length);
        }
        for (int i = 0; i < length; i += STRIPE) {
            int rows = Math.min(STRIPE, length - i);
            backend.gemm(true, false, rows, length - i, 2 * columns, -1.0, left, i, length, right, i, length,
                    1.0, a, (next + i) * n + next + i, n);
        }
        backend.giveBack(left);
        backend.giveBack(right);
    }

    /// Replaces the rows `x` of a [count × n] array by `Q x`.
    void backTransform(double[] rows, int count) {
        int last = (Math.max(n - 2, 0) / REFLECTIONS) * REFLECTIONS;
        for (int from = last; from >= 0; from -= REFLECTIONS) {
            applyBlock(from, Math.min(REFLECTIONS, n - 1 - from), rows, count);
        }
    }

    /// `X −= (X Vᵀ) Tᵀ V`, where `H_from … H_(from+size−1) = I − Vᵀ T V`.
    private void applyBlock(int from, int size, double[] rows, int count) {
        if (size <= 0) return;
        int next = from + 1;
        int length = n - next;
        double[] t = triangle(from, size);
        double[] first = backend.borrowDoubles(count * size);
        double[] second = backend.borrowDoubles(count * size);
        backend.gemm(false, true, count, size, length, 1.0, rows, next, n, a, from * n + next, n, 0.0, first, 0, size);
        backend.gemm(false, true, count, size, size, 1.0, first, 0, size, t, 0, size, 0.0, second, 0, size);
        backend.gemm(false, false, count, length, size, -1.0, second, 0, size, a, from * n + next, n, 1.0, rows, next, n);
        backend.giveBack(first);
        backend.giveBack(second);
    }

    /// The upper triangular factor T of a block of reflections: `T(0…j, j) = −τⱼ T(0…j, 0…j) V vⱼ`.
    private double[] triangle(int from, int size) {
        double[] t = new double[size * size];
        double[] inner = new double[size];
        for (int j = 0; j < size; j++) {
            int vj = (from + j) * n + from + 1;
            for (int i = 0; i < j; i++) inner[i] = kernels.dot(a, (from + i) * n + from + 1, a, vj, n - from - 1);
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int p = i; p < j; p++) sum += t[i * size + p] * inner[p];
                t[i * size + j] = -tau[from + j] * sum;
            }
            t[j * size + j] = tau[from + j];
        }
        return t;
    }
}
