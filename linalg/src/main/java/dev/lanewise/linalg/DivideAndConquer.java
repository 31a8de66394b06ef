package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer.
///
/// The matrix is torn into two halves and a correction of rank one. The halves are solved the same way, down to blocks for the QL method.
/// [Merge] then brings two solved halves together, mostly by a matrix product.
///
/// @see <a href="https://doi.org/10.1007/BF01396757">Cuppen (1981)</a>
/// @see <a href="https://doi.org/10.1137/S0895479892241287">Gu & Eisenstat (1995)</a>
final class DivideAndConquer {

    private static final int SMALL = 32;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] rows;
    private final Backend backend;

    private DivideAndConquer(double[] d, double[] e, double[] rows, Backend backend) {
        this.n = d.length;
        this.d = d;
        this.e = e;
        this.rows = rows;
        this.backend = backend;
    }

    /// @param d the diagonal, replaced by the eigenvalues
    /// @param e the elements beside it, destroyed
    /// @param rows the [n × n] identity; row i is replaced by the i-th eigenvector
    static void solve(double[] d, double[] e, double[] rows, Backend backend) {
        new DivideAndConquer(d, e, rows, backend).solve(0, d.length);
    }

    private void solve(int from, int end) {
        DoubleKernels kernels = backend.kernels().doubles();
        if (end - from <= SMALL) {
            TridiagonalEigen.solve(from, end, d, e, rows, n, kernels);
            return;
        }
        int middle = (from + end) >>> 1;
        double beside = e[middle - 1];
        d[middle - 1] -= Math.abs(beside);
        d[middle] -= Math.abs(beside);
        solve(from, middle);
        solve(middle, end);
        if (beside != 0) new Merge(from, middle, end, beside).run();
    }

    /// Two solved halves of a block become one: `diag(d) + ρ z zᵀ` in the basis of their eigenvectors.
    private final class Merge {

        private static final int TOP = 0;
        private static final int BOTH = 1;
        private static final int BOTTOM = 2;

        private final int from;
        private final int middle;
        private final int size;
        private final double rho;
        private final double[] z;
        private final int[] order;
        private final int[] reach;
        private final double tolerance;
        private final int[] kept;
        private int keptCount;

        Merge(int from, int middle, int end, double beside) {
            this.from = from;
            this.middle = middle;
            this.size = end - from;
            this.rho = 2 * Math.abs(beside);
            this.z = new double[size];
            this.reach = new int[size];
            this.kept = new int[size];
            for (int i = 0; i < size; i++) {
                boolean top = from + i < middle;
                reach[i] = top ? TOP : BOTTOM;
                double entry = top ? rows[(from + i) * n + middle - 1] : Math.copySign(1, beside) * rows[(from + i) * n + middle];
                z[i] = entry * Math.sqrt(0.5);
            }
            this.order = sortedBy(i -> d[from + i], size);
            double largest = 0;
            double largestZ = 0;
            for (int i = 0; i < size; i++) {
                largest = Math.max(largest, Math.abs(d[from + i]));
                largestZ = Math.max(largestZ, Math.abs(z[i]));
            }
            this.tolerance = 8 * 0x1p-53 * Math.max(largest, largestZ);
        }

        void run() {
            deflate();
            double[] values = new double[keptCount];
            double[] vectors = backend.borrowDoubles(keptCount * size);
            if (keptCount > 0) solveKept(values, vectors);
            store(values, vectors);
            backend.giveBack(vectors);
        }

        /// Sorts out eigenvectors that the correction doesn't touch: those with a negligible z, and one of two with nearly equal values,
        /// which a rotation frees of its z.
        private void deflate() {
            int before = -1;
            for (int at : order) {
                if (rho * Math.abs(z[at]) <= tolerance) continue;
                if (before >= 0 && !rotate(before, at)) kept[keptCount++] = before;
                before = at;
            }
            if (before >= 0) kept[keptCount++] = before;
        }

        private boolean rotate(int before, int at) {
            double length = Math.hypot(z[before], z[at]);
            double c = z[at] / length;
            double s = z[before] / length;
            double gap = d[from + at] - d[from + before];
            if (Math.abs(gap * c * s) > tolerance) return false;
            z[at] = length;
            z[before] = 0;
            if (reach[before] != reach[at]) reach[at] = reach[before] = BOTH;
            backend.kernels().doubles().rotate(rows, row(before), rows, row(at), c, s, size);
            double lower = d[from + before];
            double upper = d[from + at];
            d[from + before] = lower * c * c + upper * s * s;
            d[from + at] = lower * s * s + upper * c * c;
            return true;
        }

        private int row(int i) {
            return (from + i) * n + from;
        }

        /// Solves the secular equation of the kept eigenvectors and multiplies its eigenvectors with them.
        private void solveKept(double[] values, double[] vectors) {
            int k = keptCount;
            double[] poles = new double[k];
            double[] weights = new double[k];
            for (int i = 0; i < k; i++) {
                poles[i] = d[from + kept[i]];
                weights[i] = z[kept[i]];
            }
            double[] differences = backend.borrowDoubles(k * k);
            double[] inner = backend.borrowDoubles(k * k);
            var equation = new SecularEquation(poles, weights, rho, backend.kernels().doubles());
            backend.parallel(k, 8, (a, b) -> {
                for (int j = a; j < b; j++) values[j] = equation.root(j, differences, j * k);
            });
            double[] exact = exactWeights(k, poles, weights, differences);
            int[] columns = sortedBy(i -> reach[kept[i]], k);
            backend.parallel(k, 8, (a, b) -> {
                for (int j = a; j < b; j++) innerVector(k, exact, differences, columns, inner, j * k);
            });
            multiply(k, columns, inner, vectors);
            backend.giveBack(differences);
            backend.giveBack(inner);
        }

        /// The z for which the computed roots are exact: with it the eigenvectors come out orthogonal, however close the roots.
        private double[] exactWeights(int k, double[] poles, double[] weights, double[] differences) {
            double[] products = new double[k];
            for (int i = 0; i < k; i++) products[i] = differences[i * k + i];
            for (int j = 0; j < k; j++) {
                for (int i = 0; i < k; i++) {
                    if (i != j) products[i] *= differences[j * k + i] / (poles[i] - poles[j]);
                }
            }
            for (int i = 0; i < k; i++) products[i] = Math.copySign(Math.sqrt(-products[i]), weights[i]);
            return products;
        }

        /// One eigenvector `zᵢ / (dᵢ − λ)`, its entries in the order of `columns`.
        private void innerVector(int k, double[] weights, double[] differences, int[] columns, double[] inner, int at) {
            double squares = 0;
            for (int i = 0; i < k; i++) {
                double entry = weights[columns[i]] / differences[at + columns[i]];
                inner[at + i] = entry;
                squares += entry * entry;
            }
            backend.kernels().doubles().scale(1 / Math.sqrt(squares), inner, at, k);
        }

        /// Rows that reach only the top or the bottom half of the block aren't multiplied with the zeros of the other half.
        private void multiply(int k, int[] columns, double[] inner, double[] vectors) {
            double[] basis = backend.borrowDoubles(k * size);
            int top = 0;
            int bottomFrom = k;
            for (int i = 0; i < k; i++) {
                int source = kept[columns[i]];
                System.arraycopy(rows, row(source), basis, i * size, size);
                if (reach[source] != BOTTOM) top = i + 1;
                if (reach[source] != TOP) bottomFrom = Math.min(bottomFrom, i);
            }
            int half = middle - from;
            backend.gemm(false, false, k, half, top, 1.0, inner, 0, k, basis, 0, size, 0.0, vectors, 0, size);
            backend.gemm(false, false, k, size - half, k - bottomFrom, 1.0, inner, bottomFrom, k,
                    basis, bottomFrom * size + half, size, 0.0, vectors, half, size);
            backend.giveBack(basis);
        }

        /// Puts the new eigenvectors in the places of the kept ones.
        private void store(double[] values, double[] vectors) {
            for (int i = 0; i < keptCount; i++) {
                d[from + kept[i]] = values[i];
                System.arraycopy(vectors, i * size, rows, row(kept[i]), size);
            }
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
