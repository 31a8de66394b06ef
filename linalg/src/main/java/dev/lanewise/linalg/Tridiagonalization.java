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
    private static final int SHARED = 256;
    private static final int PARTS = 4;

    private final Backend backend;
    private final DoubleKernels kernels;
    private final int n;
    private final double[] a;
    private final double[] panel;                                    // v₀, w₀, v₁, w₁ … of the current panel, [2 · PANEL × n]
    private final double[] parts;                                    // what each part of A contributes to A v, [PARTS × n]
    private final double[] inner = new double[2 * PANEL];
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
        this.parts = backend.borrowDoubles(PARTS * n);
        this.tau = new double[n];
        this.diagonal = new double[n];
        this.offDiagonal = new double[n];
        for (int from = 0; from < n; from += PANEL) {
            int columns = Math.min(PANEL, n - from);
            for (int j = 0; j < columns; j++) reduce(from, j);
            int next = from + columns;
            SymmetricUpdate.subtract(n - next, columns, panel, next, n, a, next * n + next, backend);
        }
        backend.giveBack(panel);
        backend.giveBack(parts);
    }

    /// Reduces column j of a panel that starts at `from`.
    private void reduce(int from, int j) {
        int c = from + j;
        for (int i = 0; i < j; i++) {
            inner[2 * i] = panel[(2 * i + 1) * n + c];
            inner[2 * i + 1] = panel[2 * i * n + c];
        }
        subtract(2 * j, c, a, c * n + c);
        diagonal[c] = a[c * n + c];
        Arrays.fill(a, c * n, c * n + c + 1, 0);
        if (c == n - 1) return;
        reflect(c);
        System.arraycopy(a, c * n, panel, 2 * j * n, n);
        companion(c, j);
    }

    /// `y −= Σ innerᵢ panelᵢ` over the first `count` rows of the panel, from column c on.
    private void subtract(int count, int c, double[] y, int yFrom) {
        if (count > 0) backend.gemm(false, false, 1, n - c, count, -1.0, inner, 0, count, panel, c, n, 1.0, y, yFrom, n);
    }

    /// Turns row c right of the diagonal into `v` with `v₀ = 1`, so that H maps the row to `(offDiagonal, 0, 0, …)`.
    private void reflect(int c) {
        int from = c * n + c + 1;
        tau[c] = Householder.reflect(a, from, n - c - 1, kernels);
        offDiagonal[c] = a[from];
        a[from] = 1;
    }

    /// `w = τ (A v − Σ (wᵢ·v) vᵢ + (vᵢ·v) wᵢ)`, made orthogonal enough by `w −= ½ τ (w·v) v`.
    private void companion(int c, int j) {
        int to = (2 * j + 1) * n;
        Arrays.fill(panel, to, to + n, 0);
        if (tau[c] == 0) return;
        int next = c + 1;
        int length = n - next;
        int v = c * n + next;
        product(next, v);
        backend.gemm(false, true, 1, 2 * j, length, 1.0, a, v, n, panel, next, n, 0.0, inner, 0, 2 * PANEL);
        for (int i = 0; i < 2 * j; i += 2) {
            double swapped = inner[i];
            inner[i] = inner[i + 1];
            inner[i + 1] = swapped;
        }
        subtract(2 * j, next, parts, next);
        double correction = -0.5 * tau[c] * tau[c] * kernels.dot(parts, next, a, v, length);
        kernels.combine(tau[c], parts, next, correction, a, v, panel, to + next, length);
    }

    /// `A v` over rows and columns from `next` on, to the first row of `parts`. Large triangles are shared out: the parts follow
    /// from the size alone and are added in their order, so that threads change no bit.
    private void product(int next, int v) {
        int length = n - next;
        int count = length < SHARED ? 1 : PARTS;
        if (count == 1) kernels.symv(length, length, a, next * n + next, n, a, v, parts, next);
        else backend.parallel(count, 1, (first, last) -> {
            for (int part = first; part < last; part++) part(part, next, v);
        });
        for (int part = 1; part < count; part++) {
            int from = next + boundary(part, length);
            kernels.axpy(1, parts, part * n + from, parts, from, n - from);
        }
    }

    private void part(int part, int next, int v) {
        int length = n - next;
        int from = boundary(part, length);
        int rows = boundary(part + 1, length) - from;
        kernels.symv(rows, length - from, a, (next + from) * n + next + from, n, a, v + from, parts, part * n + next + from);
    }

    /// The row at which a part begins, so that all hold about as many elements.
    private static int boundary(int part, int length) {
        return part == PARTS ? length : (int) (length * (1 - Math.sqrt(1 - (double) part / PARTS))) & -4;
    }

    /// Replaces the rows `x` of a `[count × n]` array by `Q x`.
    void backTransform(double[] rows, int count) {
        int last = Math.max(n - 2, 0) / BlockReflector.SIZE * BlockReflector.SIZE;
        for (int from = last; from >= 0; from -= BlockReflector.SIZE) {
            int size = Math.min(BlockReflector.SIZE, n - 1 - from);
            if (size <= 0) return;
            var block = new BlockReflector(size, n - from - 1, a, from * n + from + 1, n, backend);
            for (int i = 0; i < size; i++) block.factor(i, tau[from + i]);
            block.join(0, size).applyToRows(count, rows, from + 1, n);
        }
    }
}
