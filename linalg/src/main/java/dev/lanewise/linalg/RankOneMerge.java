package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Two solved halves of a tridiagonal block become one: `diag(d) + ρ z zᵀ` in the basis of their eigenvectors.
///
/// Eigenvectors that the correction doesn't touch are sorted out first. For the others the secular equation is solved, and its
/// eigenvectors are multiplied with theirs; if only some are wanted, only those.
///
/// @see <a href="https://doi.org/10.1137/S0895479892241287">Gu & Eisenstat (1995)</a>
final class RankOneMerge {

    private static final int TOP = 0;
    private static final int BOTH = 1;
    private static final int BOTTOM = 2;
    private static final int GRAIN = 8;

    private final int n;
    private final int from;
    private final int half;
    private final int size;
    private final double rho;
    private final double[] d;
    private final double[] rows;
    private final double[] z;
    private final int[] reach;                                       // which half of the block an eigenvector reaches
    private final double tolerance;
    private final int[] kept;
    private final Backend backend;
    private final DoubleKernels kernels;
    private int count;

    /// @param beside the element beside the diagonal that was torn out between `middle − 1` and `middle`
    /// @param d eigenvalues of the halves, replaced by those of the block
    /// @param rows eigenvectors of the halves as rows, replaced by those of the block
    RankOneMerge(int from, int middle, int end, double beside, double[] d, double[] rows, Backend backend) {
        this.n = d.length;
        this.from = from;
        this.half = middle - from;
        this.size = end - from;
        this.rho = 2 * Math.abs(beside);
        this.d = d;
        this.rows = rows;
        this.z = new double[size];
        this.reach = new int[size];
        this.kept = new int[size];
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        for (int i = 0; i < size; i++) {
            reach[i] = i < half ? TOP : BOTTOM;
            double entry = i < half ? rows[row(i) + half - 1] : Math.copySign(1, beside) * rows[row(i) + half];
            z[i] = entry * Math.sqrt(0.5);
        }
        this.tolerance = 8 * 0x1p-53 * Math.max(kernels.maxAbs(d, from, size), kernels.maxAbs(z, 0, size));
    }

    private int row(int i) {
        return (from + i) * n + from;
    }

    void run(Wanted wanted) {
        deflate();
        if (count == 0) return;
        double[] poles = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            poles[i] = d[from + kept[i]];
            weights[i] = z[kept[i]];
        }
        double[] differences = backend.borrowDoubles(count * count);
        solveSecularEquation(poles, weights, differences);
        double[] exact = exactWeights(poles, weights, differences);
        combine(wanted(wanted), exact, differences);
        backend.giveBack(differences);
    }

    /// Sorts out eigenvectors that the correction doesn't touch: those with a negligible z, and one of two with nearly equal values,
    /// which a rotation frees of its z.
    private void deflate() {
        int before = -1;
        int[] descending = Descending.order(Arrays.copyOfRange(d, from, from + size));
        for (int i = size - 1; i >= 0; i--) {
            int at = descending[i];
            if (rho * Math.abs(z[at]) <= tolerance) continue;
            if (before >= 0 && !rotate(before, at)) kept[count++] = before;
            before = at;
        }
        if (before >= 0) kept[count++] = before;
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
        kernels.rotate(rows, row(before), rows, row(at), c, s, size);
        double lower = d[from + before];
        double upper = d[from + at];
        d[from + before] = lower * c * c + upper * s * s;
        d[from + at] = lower * s * s + upper * c * c;
        return true;
    }

    /// Puts the roots in the places of the kept eigenvalues.
    private void solveSecularEquation(double[] poles, double[] weights, double[] differences) {
        var equation = new SecularEquation(poles, weights, rho, kernels);
        backend.parallel(count, GRAIN, (first, last) -> {
            for (int j = first; j < last; j++) d[from + kept[j]] = equation.root(j, differences, j * count);
        });
    }

    /// The z for which the computed roots are exact: with it the eigenvectors come out orthogonal, however close the roots.
    private double[] exactWeights(double[] poles, double[] weights, double[] differences) {
        double[] products = new double[count];
        backend.parallel(count, 8 * GRAIN, (first, last) -> {
            for (int i = first; i < last; i++) products[i] = differences[i * count + i];
            for (int j = 0; j < count; j++) {
                multiply(products, differences, j * count, poles, poles[j], first, Math.min(last, j));
                multiply(products, differences, j * count, poles, poles[j], Math.max(first, j + 1), last);
            }
        });
        for (int i = 0; i < count; i++) products[i] = Math.copySign(Math.sqrt(-products[i]), weights[i]);
        return products;
    }

    private static void multiply(double[] products, double[] differences, int at, double[] poles, double pole, int first, int last) {
        for (int i = first; i < last; i++) products[i] *= differences[at + i] / (poles[i] - pole);
    }

    /// Which of the kept eigenvectors are wanted.
    private int[] wanted(Wanted wanted) {
        if (wanted.equals(Wanted.ALL)) return IntStream.range(0, count).toArray();
        double[] values = Descending.sorted(Arrays.copyOfRange(d, from, from + size));
        int first = wanted.first(values);
        int end = wanted.end(values);
        return IntStream.range(0, count).filter(i -> first < end && d[from + kept[i]] <= values[first] && d[from + kept[i]] >= values[end - 1])
                .toArray();
    }

    /// Makes the selected eigenvectors of the equation, multiplies them with the kept ones and puts the products in their places.
    private void combine(int[] selected, double[] exact, double[] differences) {
        int[] columns = byReach();
        double[] inner = backend.borrowDoubles(selected.length * count);
        double[] vectors = backend.borrowDoubles(selected.length * size);
        backend.parallel(selected.length, GRAIN, (first, last) -> {
            for (int i = first; i < last; i++) innerVector(exact, differences, selected[i] * count, columns, inner, i * count);
        });
        multiply(selected.length, columns, inner, vectors);
        backend.parallel(selected.length, GRAIN, (first, last) -> {
            for (int i = first; i < last; i++) System.arraycopy(vectors, i * size, rows, row(kept[selected[i]]), size);
        });
        backend.giveBack(inner);
        backend.giveBack(vectors);
    }

    /// The kept eigenvectors that reach the top, then those that reach both halves, then the others.
    private int[] byReach() {
        int[] columns = new int[count];
        int filled = 0;
        for (int half = TOP; half <= BOTTOM; half++) {
            for (int i = 0; i < count; i++) if (reach[kept[i]] == half) columns[filled++] = i;
        }
        return columns;
    }

    /// One eigenvector `zᵢ / (dᵢ − λ)` of length 1, its entries in the order of `columns`; destroys the differences.
    private void innerVector(double[] exact, double[] differences, int at, int[] columns, double[] inner, int to) {
        for (int i = 0; i < count; i++) differences[at + i] = exact[i] / differences[at + i];
        double scale = 1 / Math.sqrt(kernels.dot(differences, at, differences, at, count));
        for (int i = 0; i < count; i++) inner[to + i] = scale * differences[at + columns[i]];
    }

    /// Rows that reach only the top or the bottom half of the block aren't multiplied with the zeros of the other half.
    private void multiply(int m, int[] columns, double[] inner, double[] vectors) {
        double[] basis = backend.borrowDoubles(count * size);
        int top = 0;
        int bottomFrom = count;
        for (int i = 0; i < count; i++) {
            int source = kept[columns[i]];
            System.arraycopy(rows, row(source), basis, i * size, size);
            if (reach[source] != BOTTOM) top = i + 1;
            if (reach[source] != TOP) bottomFrom = Math.min(bottomFrom, i);
        }
        backend.gemm(false, false, m, half, top, 1.0, inner, 0, count, basis, 0, size, 0.0, vectors, 0, size);
        backend.gemm(false, false, m, size - half, count - bottomFrom, 1.0, inner, bottomFrom, count,
                basis, bottomFrom * size + half, size, 0.0, vectors, half, size);
        backend.giveBack(basis);
    }
}
