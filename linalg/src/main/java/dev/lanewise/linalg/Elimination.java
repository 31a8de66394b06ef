package dev.lanewise.linalg;

/// Gaussian elimination with partial pivoting, in place of a row-major array of at least as many rows as columns.
///
/// Columns are halved again and again, so that nearly all of the work is matrix products (Toledo, *Locality of reference in LU decomposition
/// with partial pivoting*, 1997). Few columns of a wide matrix move into an array of their own for a while, from the diagonal down, because in
/// the matrix each of their rows is on a memory page of its own.
final class Elimination {

    private static final int LEAF = 8;
    private static final int PANEL = 64;
    private static final int SWAPPED_COLUMNS = 256;

    private final int m;
    private final int n;
    private final double[] a;
    private final int[] pivots;
    private final Backend backend;

    Elimination(int m, int n, double[] a, Backend backend) {
        this.m = m;
        this.n = n;
        this.a = a;
        this.pivots = new int[n];
        this.backend = backend;
    }

    /// Eliminates; returns with which row each row changed places, in this order.
    int[] run() {
        eliminate(0, n);
        return pivots;
    }

    /// The given columns from the diagonal down, after all columns left of them.
    private void eliminate(int from, int columns) {
        if (columns <= LEAF) {
            eliminateLeaf(from, columns);
            return;
        }
        if (columns <= PANEL && n > PANEL) {
            eliminatePanel(from, columns);
            return;
        }
        int half = (columns / 2 + LEAF - 1) / LEAF * LEAF;
        int rest = columns - half;
        int corner = from * (n + 1);
        int right = corner + half;
        int below = corner + half * n;
        eliminate(from, half);
        swap(from, from + half, from + half, rest);
        backend.trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, half, rest, 1, a, corner, n, a, right, n);
        backend.gemm(false, false, m - from - half, rest, half, -1.0, a, below, n, a, right, n, 1.0, a, below + half, n);
        eliminate(from + half, rest);
        swap(from + half, from + columns, from, half);
    }

    private void eliminatePanel(int from, int columns) {
        int rows = m - from;
        double[] panel = backend.borrowDoubles(rows * columns);
        for (int i = 0; i < rows; i++) System.arraycopy(a, (from + i) * n + from, panel, i * columns, columns);
        int[] local = new Elimination(rows, columns, panel, backend).run();
        for (int i = 0; i < rows; i++) System.arraycopy(panel, i * columns, a, (from + i) * n + from, columns);
        for (int i = 0; i < columns; i++) pivots[from + i] = from + local[i];
        backend.giveBack(panel);
    }

    private void eliminateLeaf(int from, int columns) {
        int largest = largest(from);
        for (int j = 0; j < columns; j++) {
            int row = from + j;
            pivots[row] = row + largest;
            swapRows(row, pivots[row], from, columns);
            boolean done = a[row * (n + 1)] == 0;
            largest = done ? 0 : backend.kernels().doubles().eliminate(m - row - 1, columns, j, a, row * n + from, n);
            if (done && j + 1 < columns) largest = largest(row + 1);
        }
    }

    /// How far below the diagonal the largest magnitude of a column stands.
    private int largest(int column) {
        int largest = column;
        for (int i = column + 1; i < m; i++) {
            if (Math.abs(a[i * n + column]) > Math.abs(a[largest * n + column])) largest = i;
        }
        return largest - column;
    }

    /// Makes up for the changes of places of rows `from … to − 1` in other columns.
    private void swap(int from, int to, int firstColumn, int columns) {
        backend.parallel(columns, SWAPPED_COLUMNS, (begin, end) -> {
            for (int i = from; i < to; i++) swapRows(i, pivots[i], firstColumn + begin, end - begin);
        });
    }

    private void swapRows(int i, int k, int firstColumn, int columns) {
        if (i == k) return;
        int first = i * n + firstColumn;
        int second = k * n + firstColumn;
        for (int j = 0; j < columns; j++) {
            double element = a[first + j];
            a[first + j] = a[second + j];
            a[second + j] = element;
        }
    }
}
