package dev.lanewise.linalg;

import java.util.Arrays;

/// Elimination of a symmetric matrix with pivots of order one and two, in place of the upper triangle of a row-major `[n × n]` array.
///
/// Row k of the array becomes column k of L: `L(i, k)` stands at `a[k · n + i]`. A few columns at a time are freed from those
/// before them, and only then the rest of the matrix from all of them, in one product. `freed` holds what the
/// columns of such a panel were before they were divided by their pivots, `L D`.
final class BunchKaufman {

    private static final double GROWTH = (1 + Math.sqrt(17)) / 8;
    private static final int PANEL = 32;
    private static final int ROWS = 128;

    final double[] diagonal;
    final double[] offDiagonal;                              // (k + 1, k) of a pivot of order two, else 0
    final int[] swaps;                                       // with which row a row changes places, in this order

    private final int n;
    private final double[] a;
    private final Backend backend;
    private final double[] freed;

    private BunchKaufman(int n, double[] a, Backend backend, double[] freed) {
        this.n = n;
        this.a = a;
        this.backend = backend;
        this.freed = freed;
        this.diagonal = new double[n];
        this.offDiagonal = new double[n];
        this.swaps = new int[n];
    }

    static BunchKaufman eliminate(int n, double[] a, Backend backend) {
        double[] freed = backend.borrowDoubles((PANEL + 1) * n);
        var elimination = new BunchKaufman(n, a, backend, freed);
        for (int start = 0; start < n; ) start = elimination.panel(start);
        backend.giveBack(freed);
        return elimination;
    }

    /// Eliminates a panel of columns and returns where it ends.
    private int panel(int start) {
        int k = start;
        while (k < n && k - start < PANEL) k += pivot(start, k);
        for (int i = k; i < n; i += ROWS) {
            backend.gemm(true, false, Math.min(ROWS, n - i), n - i, k - start, -1.0, freed, i, n, a, start * n + i, n,
                    1.0, a, i * n + i, n);
        }
        finishLeft(start, k);
        return k;
    }

    /// Finds a pivot for column k, brings it there and divides by it; returns its order.
    private int pivot(int start, int k) {
        int column = (k - start) * n;
        System.arraycopy(a, k * n + k, freed, column + k, n - k);
        free(start, k, column, k);
        double own = Math.abs(freed[column + k]);
        int farthest = largest(column, k + 1, n, k);
        double below = farthest < 0 ? 0 : Math.abs(freed[column + farthest]);
        if (own >= GROWTH * below) return single(start, k, k);

        int other = column + n;
        for (int i = k; i < farthest; i++) freed[other + i] = a[i * n + farthest];
        System.arraycopy(a, farthest * n + farthest, freed, other + farthest, n - farthest);
        free(start, k, other, farthest);
        double beside = Math.abs(freed[other + largest(other, k, n, farthest)]);
        if (own >= GROWTH * below * (below / beside)) return single(start, k, k);
        if (Math.abs(freed[other + farthest]) < GROWTH * beside) return pair(start, k, farthest);
        System.arraycopy(freed, other + k, freed, column + k, n - k);
        return single(start, k, farthest);
    }

    /// Frees rows `k … n − 1` of a column, which belongs at `index`, from the columns of the panel before k.
    private void free(int start, int k, int column, int index) {
        backend.gemm(true, false, 1, n - k, k - start, -1.0, freed, index, n, a, start * n + k, n, 1.0, freed, column + k, n);
    }

    /// Where the largest magnitude of `from … to − 1` stands, the index `except` left out; −1 if nothing is left.
    private int largest(int column, int from, int to, int except) {
        int largest = -1;
        double max = -1;
        for (int i = from; i < to; i++) {
            if (i == except || !(Math.abs(freed[column + i]) > max)) continue;
            max = Math.abs(freed[column + i]);
            largest = i;
        }
        return largest;
    }

    private int single(int start, int k, int chosen) {
        swap(start, k, k, chosen);
        double pivot = freed[(k - start) * n + k];
        diagonal[k] = pivot;
        a[k * n + k] = 1;
        for (int i = k + 1; i < n; i++) a[k * n + i] = pivot == 0 ? 0 : freed[(k - start) * n + i] / pivot;
        return 1;
    }

    private int pair(int start, int k, int chosen) {
        swap(start, k, k + 1, chosen);
        swaps[k] = k;
        int first = (k - start) * n;
        int second = first + n;
        double corner = freed[first + k + 1];
        diagonal[k] = freed[first + k];
        diagonal[k + 1] = freed[second + k + 1];
        offDiagonal[k] = corner;
        double ratio1 = diagonal[k + 1] / corner;            // divided first, so that the determinant doesn't leave the range
        double ratio2 = diagonal[k] / corner;
        double scale = 1 / (ratio1 * ratio2 - 1);
        for (int i = k + 2; i < n; i++) {
            double x = freed[first + i] / corner;
            double y = freed[second + i] / corner;
            a[k * n + i] = scale * (ratio1 * x - y);
            a[(k + 1) * n + i] = scale * (ratio2 * y - x);
        }
        a[k * n + k] = 1;
        a[k * n + k + 1] = 0;
        a[(k + 1) * n + k + 1] = 1;
        return 2;
    }

    /// Lets index `at` and a later one change places in the panel and in what is left of the matrix. Column `at` itself is in `freed`.
    private void swap(int start, int k, int at, int with) {
        swaps[at] = with;
        if (at == with) return;
        a[with * n + with] = a[at * n + at];
        for (int i = at + 1; i < with; i++) a[i * n + with] = a[at * n + i];
        System.arraycopy(a, at * n + with + 1, a, with * n + with + 1, n - with - 1);
        for (int p = start; p < k; p++) exchange(a, p * n + at, p * n + with);
        for (int p = 0; p <= at - start; p++) exchange(freed, p * n + at, p * n + with);
    }

    private static void exchange(double[] x, int i, int j) {
        double element = x[i];
        x[i] = x[j];
        x[j] = element;
    }

    /// Makes up for the changes of places of a panel in the columns before it.
    private void finishLeft(int start, int end) {
        backend.parallel(start, PANEL, (from, to) -> {
            for (int p = from; p < to; p++) {
                for (int i = start; i < end; i++) exchange(a, p * n + i, p * n + swaps[i]);
            }
        });
    }

    /// Row i of `P A Pᵀ` is this row of A.
    int[] permutation() {
        int[] permutation = new int[n];
        Arrays.setAll(permutation, i -> i);
        for (int i = 0; i < n; i++) {
            int row = permutation[i];
            permutation[i] = permutation[swaps[i]];
            permutation[swaps[i]] = row;
        }
        return permutation;
    }
}
