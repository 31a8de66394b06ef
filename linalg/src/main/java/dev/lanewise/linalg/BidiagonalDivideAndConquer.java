package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;

/// The singular value decomposition of an upper bidiagonal matrix by divide and conquer.
///
/// A row in the middle is taken out. Above it remains a bidiagonal matrix with one more column than rows, below it one of the same kind as
/// the whole. Both are solved the same way, down to blocks for QR steps. [Merge] then brings them and the row together, mostly by
/// two matrix products.
///
/// @see <a href="https://doi.org/10.1137/S0895479892242232">Gu & Eisenstat (1995)</a>
final class BidiagonalDivideAndConquer {

    private static final int SMALL = 32;

    private final double[] d;
    private final double[] e;
    private final SingularRows left;
    private final SingularRows right;
    private final Backend backend;
    private final DoubleKernels kernels;
    private final double tolerance;

    private BidiagonalDivideAndConquer(double[] d, double[] e, SingularRows left, SingularRows right, Backend backend) {
        this.d = d;
        this.e = e;
        this.left = left;
        this.right = right;
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        this.tolerance = 8 * 0x1p-53 * Math.max(kernels.maxAbs(d, 0, d.length), kernels.maxAbs(e, 0, d.length));
    }

    /// @param d the diagonal, replaced by the singular values in no order
    /// @param e the elements right of it, the last one zero; destroyed
    /// @param left the identity; row i is replaced by the i-th left vector
    /// @param right the identity; row i is replaced by the i-th right vector
    static void solve(double[] d, double[] e, SingularRows left, SingularRows right, Backend backend) {
        var solver = new BidiagonalDivideAndConquer(d, e, left, right, backend);
        if (solver.tolerance > 0) solver.solve(0, d.length, 0);
    }

    /// Solves rows `from … end − 1` with `extra` more columns than rows. Row `end` of the right vectors belongs to the extra column:
    /// it becomes the vector that the block maps to zero.
    private void solve(int from, int end, int extra) {
        int size = end - from;
        if (size <= SMALL) {
            var lefts = left.columns(from, size);
            var rights = right.columns(from, size + extra);
            if (extra == 1) BidiagonalQR.solveWide(from, end, d, e, lefts, rights, kernels);
            else BidiagonalQR.solve(from, end, d, e, lefts, rights, kernels);
            return;
        }
        int middle = (from + end) >>> 1;
        double onDiagonal = d[middle];
        double beside = e[middle];
        solve(from, middle, 1);
        solve(middle + 1, end, extra);
        new Merge(from, middle, end, extra, onDiagonal, beside).run();
    }

    /// Two solved blocks and the row between them become one: `σ` of a matrix with z in the row and d on the diagonal, in the basis of
    /// their vectors. The row itself has `d = 0`; its left vector is an axis, its right one what the upper block maps to zero.
    private final class Merge {

        private static final int TOP = 0;
        private static final int BOTH = 1;
        private static final int BOTTOM = 2;

        private final int from;
        private final int middle;
        private final int size;
        private final int extra;
        private final double[] z;
        private final int[] reach;
        private final int[] kept;
        private int keptCount;

        Merge(int from, int middle, int end, int extra, double onDiagonal, double beside) {
            this.from = from;
            this.middle = middle - from;
            this.size = end - from;
            this.extra = extra;
            this.z = new double[size];
            this.reach = new int[size];
            this.kept = new int[size];
            for (int i = 0; i < size; i++) {
                boolean top = i <= this.middle;
                reach[i] = top ? TOP : BOTTOM;
                z[i] = top ? onDiagonal * right.rows()[row(right, i) + this.middle] : beside * right.rows()[row(right, i) + this.middle + 1];
            }
            d[middle] = 0;
            if (extra == 1) freeExtraColumn(beside * right.rows()[row(right, size) + this.middle + 1]);
            if (Math.abs(z[this.middle]) < tolerance) z[this.middle] = tolerance;
        }

        /// Both blocks have a vector that they map to zero; one combination of the two stays such a vector, the other joins the row.
        private void freeExtraColumn(double other) {
            double length = Math.hypot(z[middle], other);
            reach[middle] = BOTH;
            if (length == 0) return;
            kernels.rotate(right.rows(), row(right, middle), right.rows(), row(right, size), z[middle] / length, -other / length, size + extra);
            z[middle] = length;
        }

        private int row(SingularRows vectors, int i) {
            return vectors.ld() * (from + i) + from;
        }

        void run() {
            deflate();
            int k = keptCount;
            double[] poles = new double[k];
            double[] weights = new double[k];
            for (int i = 0; i < k; i++) {
                poles[i] = d[from + kept[i]];
                weights[i] = z[kept[i]];
            }
            if (k > 1) poles[1] = Math.max(poles[1], tolerance / 2);             // apart from the zero of the row
            solve(k, poles, weights);
        }

        /// Sorts out vectors that the row doesn't touch: those with a negligible z, and one of two with nearly equal values,
        /// which a rotation frees of its z. The row itself stays, and stays first.
        private void deflate() {
            kept[keptCount++] = middle;
            int before = -1;
            for (int at : sortedBy(i -> d[from + i], size)) {
                if (at == middle || Math.abs(z[at]) <= tolerance) continue;
                if (before >= 0 && !rotate(before, at)) kept[keptCount++] = before;
                before = at;
            }
            if (before >= 0) kept[keptCount++] = before;
        }

        private boolean rotate(int before, int at) {
            if (d[from + at] - d[from + before] > tolerance) return false;
            double length = Math.hypot(z[before], z[at]);
            double c = z[at] / length;
            double s = z[before] / length;
            z[at] = length;
            z[before] = 0;
            if (reach[before] != reach[at]) reach[at] = reach[before] = BOTH;
            kernels.rotate(left.rows(), row(left, before), left.rows(), row(left, at), c, s, size);
            kernels.rotate(right.rows(), row(right, before), right.rows(), row(right, at), c, s, size + extra);
            return true;
        }

        private void solve(int k, double[] poles, double[] weights) {
            double[] values = new double[k];
            double[] differences = backend.borrowDoubles(k * k);
            double[] inner = backend.borrowDoubles(k * k);
            var equation = SecularEquation.ofSingularValues(poles, weights, kernels);
            backend.parallel(k, 8, (a, b) -> {
                for (int j = a; j < b; j++) values[j] = equation.root(j, differences, j * k);
            });
            double[] exact = exactWeights(k, equation, weights, differences);
            int[] columns = sortedBy(i -> reach[kept[i]], k);
            backend.parallel(k, 8, (a, b) -> {
                for (int j = a; j < b; j++) innerLeft(k, exact, poles, differences, columns, inner, j * k);
            });
            multiply(left, size, columns, inner);
            backend.parallel(k, 8, (a, b) -> {
                for (int j = a; j < b; j++) innerRight(k, exact, differences, columns, inner, j * k);
            });
            multiply(right, size + extra, columns, inner);
            for (int i = 0; i < k; i++) d[from + kept[i]] = values[i];
            backend.giveBack(differences);
            backend.giveBack(inner);
        }

        /// The z for which the computed roots are exact: with it the vectors come out orthogonal, however close the roots.
        private double[] exactWeights(int k, SecularEquation equation, double[] weights, double[] differences) {
            double[] products = new double[k];
            for (int i = 0; i < k; i++) products[i] = differences[i * k + i];
            backend.parallel(k, 64, (a, b) -> {
                for (int j = 0; j < k; j++) {
                    for (int i = a; i < b; i++) {
                        if (i != j) products[i] *= differences[j * k + i] / equation.gap(i, j);
                    }
                }
            });
            for (int i = 0; i < k; i++) products[i] = Math.copySign(Math.sqrt(-products[i]), weights[i]);
            return products;
        }

        /// A left vector: `dᵢ zᵢ / (dᵢ² − σ²)`, and −1 for the row, of length 1; its entries in the order of `columns`.
        private void innerLeft(int k, double[] weights, double[] poles, double[] differences, int[] columns, double[] inner, int at) {
            for (int i = 0; i < k; i++) {
                int c = columns[i];
                inner[at + i] = c == 0 ? -1 : poles[c] * weights[c] / differences[at + c];
            }
            kernels.scale(1 / Math.sqrt(kernels.dot(inner, at, inner, at, k)), inner, at, k);
        }

        /// A right vector: `zᵢ / (dᵢ² − σ²)`, of length 1.
        private void innerRight(int k, double[] weights, double[] differences, int[] columns, double[] inner, int at) {
            for (int i = 0; i < k; i++) inner[at + i] = weights[columns[i]] / differences[at + columns[i]];
            kernels.scale(1 / Math.sqrt(kernels.dot(inner, at, inner, at, k)), inner, at, k);
        }

        /// Replaces the kept rows by their combinations. Rows that reach only the top or the bottom columns of the block aren't multiplied
        /// with the zeros of the others.
        private void multiply(SingularRows vectors, int width, int[] columns, double[] inner) {
            int k = keptCount;
            double[] basis = backend.borrowDoubles(k * width);
            double[] product = backend.borrowDoubles(k * width);
            int top = 0;
            int bottomFrom = k;
            for (int i = 0; i < k; i++) {
                int source = kept[columns[i]];
                System.arraycopy(vectors.rows(), row(vectors, source), basis, i * width, width);
                if (reach[source] != BOTTOM) top = i + 1;
                if (reach[source] != TOP) bottomFrom = Math.min(bottomFrom, i);
            }
            int half = middle + 1;
            backend.gemm(false, false, k, half, top, 1.0, inner, 0, k, basis, 0, width, 0.0, product, 0, width);
            backend.gemm(false, false, k, width - half, k - bottomFrom, 1.0, inner, bottomFrom, k,
                    basis, bottomFrom * width + half, width, 0.0, product, half, width);
            for (int i = 0; i < k; i++) System.arraycopy(product, i * width, vectors.rows(), row(vectors, kept[i]), width);
            backend.giveBack(basis);
            backend.giveBack(product);
        }
    }

    private interface Key {
        double of(int i);
    }

    /// The indices `0 … count − 1` in ascending order of their keys, equal ones in their own order.
    private static int[] sortedBy(Key key, int count) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(key.of(i), key.of(j)));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }
}
