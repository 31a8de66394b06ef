package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;

/// `A = Q T Qᵀ` with a tridiagonal T and `Q = H₀ H₁ … Hₙ₋₃`, products of Householder reflections `H = I − τ v vᵀ`.
///
/// Panels of columns are reduced with symmetric matrix-vector products; the rest of the matrix is then updated at once
/// by `A −= Vᵀ W + Wᵀ V`, a matrix product. Row c of the array keeps `v` of reflection c from column c + 1 on, zeros before.
///
/// @see <a href="https://doi.org/10.1016/0377-0427(89)90367-1">Dongarra, Sorensen & Hammarling (1989)</a>
final class Tridiagonalization {

    private static final int PANEL = 32;

    private final Backend backend;
    private final DoubleKernels kernels;
    private final int n;
    private final double[] a;
    private final double[] panel;                                    // v₀, w₀, v₁, w₁ … of the current panel, [2 · PANEL × n]
    private final double[] pair;                                     // A v, and the next row to be reduced, [2 × n]
    private final double[] inner = new double[4 * PANEL];
    private final double[] tau;
    final double[] diagonal;
    final double[] offDiagonal;

    /// Reduces the symmetric matrix whose upper triangle stands in the first n² elements of `a`, row by row; they hold the reflections
    /// afterwards.
    Tridiagonalization(int n, double[] a, Backend backend) {
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        this.n = n;
        this.a = a;
        this.panel = backend.borrowDoubles(2 * PANEL * n);
        this.pair = backend.borrowDoubles(2 * n);
        this.tau = new double[n];
        this.diagonal = new double[n];
        this.offDiagonal = new double[n];
        for (int from = 0; from < n; from += PANEL) {
            int columns = Math.min(PANEL, n - from);
            for (int j = 0; j < columns; j++) reduce(from + j, j, j < columns - 1 ? 2 : 1);
            int next = from + columns;
            SymmetricUpdate.subtract(n - next, columns, panel, next, n, a, next * n + next, backend);
        }
        backend.giveBack(panel);
        backend.giveBack(pair);
    }

    /// Reduces column c, the j-th of a panel, whose row is up to date, and brings the next row up to date if `targets` is 2.
    private void reduce(int c, int j, int targets) {
        diagonal[c] = a[c * n + c];
        Arrays.fill(a, c * n, c * n + c + 1, 0);
        if (c == n - 1) return;
        reflect(c);
        System.arraycopy(a, c * n, panel, 2 * j * n, n);
        companion(c, j, targets);
        if (targets == 2) advance(c + 1, j);
    }

    /// Turns row c right of the diagonal into `v` with `v₀ = 1`, so that H maps the row to `(offDiagonal, 0, 0, …)`.
    private void reflect(int c) {
        int from = c * n + c + 1;
        tau[c] = Householder.reflect(a, from, n - c - 1, kernels);
        offDiagonal[c] = a[from];
        a[from] = 1;
    }

    /// `w = τ (A v − Σ (wᵢ·v) vᵢ + (vᵢ·v) wᵢ)`, made orthogonal enough by `w −= ½ τ (w·v) v`. The sums go over all pairs before this one; in the
    /// same pass they are taken from the next row.
    private void companion(int c, int j, int targets) {
        int to = (2 * j + 1) * n;
        int next = c + 1;
        int length = n - next;
        int v = c * n + next;
        product(2 * j, next, v, tau[c] != 0);
        if (targets == 2) {
            System.arraycopy(a, next * (n + 1), pair, n + next, length);
            for (int i = 0; i < 2 * j; i++) inner[2 * PANEL + i] = panel[(i ^ 1) * n + next];
        }
        if (j > 0) backend.gemm(false, false, targets, length, 2 * j, -1.0, inner, 0, 2 * PANEL, panel, next, n, 1.0, pair, next, n);
        double correction = -0.5 * tau[c] * tau[c] * kernels.dot(pair, next, a, v, length);
        Arrays.fill(panel, to, to + next, 0);
        kernels.combine(tau[c], pair, next, correction, a, v, panel, to + next, length);
    }

    /// `A v` over rows and columns from `next` on, and what v has along the first `count` rows of the panel, v and w in each other's places.
    private void product(int count, int next, int v, boolean reflects) {
        if (!reflects) {
            Arrays.fill(pair, next, n, 0);
            Arrays.fill(inner, 0, count, 0);
            return;
        }
        int length = n - next;
        backend.symv(Triangle.UPPER, length, 1, a, next * (n + 1), n, a, v, 0, pair, next);
        backend.gemm(false, true, 1, count, length, 1.0, a, v, n, panel, next, n, 0.0, inner, 0, 2 * PANEL);
        for (int i = 0; i < count; i += 2) {
            double swapped = inner[i];
            inner[i] = inner[i + 1];
            inner[i + 1] = swapped;
        }
    }

    /// Takes the newest pair, whose v begins with 1 in row c, from this row, which is done then.
    private void advance(int c, int j) {
        int v = 2 * j * n + c;
        int w = v + n;
        kernels.axpy(-panel[w], panel, v, pair, n + c, n - c);
        kernels.axpy(-1, panel, w, pair, n + c, n - c);
        System.arraycopy(pair, n + c, a, c * (n + 1), n - c);
    }

    /// Replaces the rows `x` of a `[count × n]` array by `Q x`.
    void backTransform(double[] rows, int count) {
        int usual = BlockReflector.usualSize(n - 1);
        int last = Math.max(n - 2, 0) / usual * usual;
        for (int from = last; from >= 0; from -= usual) {
            int size = Math.min(usual, n - 1 - from);
            if (size <= 0) return;
            var block = new BlockReflector(size, n - from - 1, a, from * n + from + 1, n, backend);
            for (int i = 0; i < size; i++) block.factor(i, tau[from + i]);
            block.join().applyToRows(count, rows, from + 1, n);
        }
    }
}
