package dev.lanewise.linalg;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The eigendecomposition of a symmetric matrix, or a part of it.
///
/// `A = Q Λ Qᵀ`
///
/// |            | shape    |                                                      |
/// |------------|----------|------------------------------------------------------|
/// | `values()` | `k`      | λ, the largest first; k = n unless only a part was asked for |
/// | `vectors()`| `[n × k]`| Q, orthonormal; column i belongs to `values()[i]` |
///
/// The sign of a vector is canonical: its entry of largest magnitude is positive, the first one of several. A part is what the whole
/// decomposition would hold, to rounding, and orthonormal just as well; a few vectors take about two thirds of the time of all of them.
/// [#values(Matrix)] computes no vectors at all.
///
/// Elements (i, j) and (j, i) may differ by a 1e-10th of the largest element; the upper one counts.
///
/// @see <a href="https://doi.org/10.1137/1.9781611971484">Parlett: The symmetric eigenvalue problem, chapters 7 and 8</a>
public final class SymmetricEigen {

    private static final double SYMMETRY = 1e-10;
    private static final int GRAIN = 64;

    private final double[] values;
    private final Matrix vectors;

    private SymmetricEigen(double[] values, Matrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /// The eigendecomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite
    public static SymmetricEigen of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The eigendecomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite
    /// @throws ConvergenceException if the iteration doesn't end, which no matrix is known to cause
    public static SymmetricEigen of(Matrix a, Backend backend) {
        return solve("SymmetricEigen", a, Wanted.ALL, backend);
    }

    /// The `count` largest eigenvalues and their vectors.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite, or `count` not in 0 … n
    public static SymmetricEigen largest(Matrix a, int count) {
        return largest(a, count, Backend.standard());
    }

    /// The `count` largest eigenvalues and their vectors, on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite, or `count` not in 0 … n
    public static SymmetricEigen largest(Matrix a, int count, Backend backend) {
        checkRange("SymmetricEigen.largest", a, 0, count);
        return solve("SymmetricEigen.largest", a, Wanted.positions(0, count), backend);
    }

    /// The eigenvalues at the positions `from … to − 1` in descending order and their vectors: `range(a, n − k, n)` are the k smallest.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite, or the range not within 0 … n
    public static SymmetricEigen range(Matrix a, int from, int to, Backend backend) {
        checkRange("SymmetricEigen.range", a, from, to);
        return solve("SymmetricEigen.range", a, Wanted.positions(from, to), backend);
    }

    /// The eigenvalues with `low ≤ λ ≤ high` and their vectors; perhaps none.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite, or the bounds not in order
    public static SymmetricEigen between(Matrix a, double low, double high, Backend backend) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("SymmetricEigen.between: expected low ≤ high, but got low = " + low + " and high = " + high);
        }
        return solve("SymmetricEigen.between", a, Wanted.between(low, high), backend);
    }

    /// The eigenvalues alone, the largest first.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite
    public static double[] values(Matrix a) {
        return values(a, Backend.standard());
    }

    /// The eigenvalues alone, the largest first, on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite
    public static double[] values(Matrix a, Backend backend) {
        ScaledCopy copy = copy("SymmetricEigen.values", a, backend);
        var reduced = new Tridiagonalization(a.rows(), copy.elements(), backend);
        copy.giveBack(backend);
        double[] values = reduced.diagonal;
        TridiagonalValues.solve(values, reduced.offDiagonal, backend.kernels().doubles());
        backend.kernels().doubles().scale(copy.scale(), values, 0, values.length);
        return Descending.sorted(values);
    }

    private static void checkRange(String who, Matrix a, int from, int to) {
        if (0 <= from && from <= to && to <= a.rows()) return;
        throw new IllegalArgumentException(who + ": expected positions within 0 … " + a.rows() + ", but got " + from + " … " + to);
    }

    private static ScaledCopy copy(String who, Matrix a, Backend backend) {
        MatrixChecks.square(who, a);
        int n = a.rows();
        ScaledCopy copy = ScaledCopy.of(who, a, backend);
        double allowed = SYMMETRY * copy.largest();
        try {
            Matrix scaled = copy.matrix(n, n);
            backend.parallel(n, GRAIN, (from, to) -> MatrixChecks.symmetric(who, scaled, allowed, from, to));
        } catch (IllegalArgumentException inScaledNumbers) {
            MatrixChecks.symmetric(who, Matrix.wrap(n, n, a.toArray()), SYMMETRY);
        }
        return copy;
    }

    private static SymmetricEigen solve(String who, Matrix a, Wanted wanted, Backend backend) {
        ScaledCopy copy = copy(who, a, backend);
        int n = a.rows();
        var reduced = new Tridiagonalization(n, copy.elements(), backend);
        double[] rows = backend.borrowDoubles(n * n);
        Arrays.fill(rows, 0, n * n, 0);
        for (int i = 0; i < n; i++) rows[i * n + i] = 1;
        DivideAndConquer.solve(reduced.diagonal, reduced.offDiagonal, rows, wanted.over(copy.scale()), backend);
        SymmetricEigen eigen = arrange(reduced, rows, wanted.over(copy.scale()), copy.scale(), backend);
        backend.giveBack(rows);
        copy.giveBack(backend);
        return eigen;
    }

    /// Picks the wanted eigenvectors in descending order and brings them into the basis of the matrix.
    private static SymmetricEigen arrange(Tridiagonalization reduced, double[] rows, Wanted wanted, double scale, Backend backend) {
        int n = reduced.diagonal.length;
        int[] order = Descending.order(reduced.diagonal);
        double[] values = Arrays.stream(order).mapToDouble(i -> reduced.diagonal[i]).toArray();
        int first = wanted.first(values);
        int count = wanted.end(values) - first;
        double[] picked = new double[count * n];
        for (int i = 0; i < count; i++) System.arraycopy(rows, order[first + i] * n, picked, i * n, n);
        reduced.backTransform(picked, count);
        backend.parallel(count, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) CanonicalSign.turn(picked, i * n, n);
        });
        backend.kernels().doubles().scale(scale, values, 0, n);
        return new SymmetricEigen(Arrays.copyOfRange(values, first, first + count), Matrix.wrap(count, n, picked).transpose());
    }

    /// The eigenvalues, the largest first.
    public double[] values() {
        return values.clone();
    }

    /// The eigenvectors as columns, in the order of [#values()].
    public Matrix vectors() {
        return vectors;
    }

    /// Multiplies the decomposition out again and compares: the residual is that of `A Q = Q Λ`.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix product = vectors.times(Matrix.diagonal(values));
        int order = OrthogonalQuality.order(a);
        double residual = Quality.ratio(a.times(vectors).minus(product).norm(), a.norm(), order);
        return new Quality(order, residual, OrthogonalQuality.orthogonality(vectors), smallestGap(), warnings());
    }

    private double smallestGap() {
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < values.length; i++) gap = Math.min(gap, values[i - 1] - values[i]);
        double largest = values.length == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        return largest == 0 ? gap : gap / largest;
    }

    private List<NumericalWarning> warnings() {
        double gap = smallestGap();
        if (gap > values.length * 0x1p-52) return List.of();
        return List.of(new NumericalWarning(NumericalWarning.Kind.CLOSE_VALUES, gap, String.format(Locale.ROOT,
                "SymmetricEigen: two neighbouring eigenvalues are %.2g of the largest apart, within rounding: their vectors are one basis of many;"
                        + " use the space they span instead of single vectors", gap)));
    }

    /// `SymmetricEigen(4 values, 7.02 … 0.0238)`
    @Override
    public String toString() {
        int n = values.length;
        return n == 0 ? "SymmetricEigen(0 values)"
                : String.format(Locale.ROOT, "SymmetricEigen(%d values, %.3g … %.3g)", n, values[0], values[n - 1]);
    }
}
