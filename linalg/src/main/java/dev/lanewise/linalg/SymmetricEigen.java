package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The eigendecomposition of a symmetric matrix.
///
/// `A = Q Λ Qᵀ`
///
/// |            | shape    |                                                      |
/// |------------|----------|------------------------------------------------------|
/// | `values()` | `n`      | λ, the largest first |
/// | `vectors()`| `[n × n]`| Q, orthonormal; column i belongs to `values()[i]` |
///
/// The sign of a vector is canonical: its entry of largest magnitude is positive, the first one of several.
///
/// @see <a href="https://doi.org/10.1137/1.9781611971484">Parlett: The symmetric eigenvalue problem, chapters 7 and 8</a>
public final class SymmetricEigen {

    private static final double SYMMETRY = 1e-10;

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
    /// Elements (i, j) and (j, i) may differ by a 1e-10th of the largest element; the upper one counts.
    ///
    /// @throws IllegalArgumentException if the matrix is not square, not symmetric or not finite
    /// @throws ConvergenceException if the iteration doesn't end, which no matrix is known to cause
    public static SymmetricEigen of(Matrix a, Backend backend) {
        MatrixChecks.square("SymmetricEigen", a);
        int n = a.rows();
        double[] work = a.toArray();
        MatrixChecks.finite("SymmetricEigen", a, work);
        MatrixChecks.symmetric("SymmetricEigen", n, work, SYMMETRY);
        double scale = scale(backend.kernels().doubles().maxAbs(work, 0, work.length));
        backend.kernels().doubles().scale(1 / scale, work, 0, work.length);

        var reduced = new Tridiagonalization(n, work, backend);
        double[] rows = Matrix.identity(n).toArray();
        DivideAndConquer.solve(reduced.diagonal, reduced.offDiagonal, rows, backend);
        reduced.backTransform(rows, n);
        return arrange(n, reduced.diagonal, scale, rows);
    }

    /// A power of two near the largest element: squares neither overflow nor vanish, and no digit is lost.
    private static double scale(double maxAbs) {
        return maxAbs == 0 ? 1 : Math.scalb(1.0, Math.clamp(Math.getExponent(maxAbs), -1021, 1021));
    }

    private static SymmetricEigen arrange(int n, double[] unordered, double scale, double[] rows) {
        int[] order = IntStream.range(0, n).boxed()
                .sorted((i, j) -> Double.compare(unordered[j], unordered[i])).mapToInt(i -> i).toArray();
        double[] values = new double[n];
        double[] sorted = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i] = unordered[order[i]] * scale;
            System.arraycopy(rows, order[i] * n, sorted, i * n, n);
            CanonicalSign.turn(sorted, i * n, n);
        }
        return new SymmetricEigen(values, Matrix.wrap(n, n, sorted).transpose());
    }

    /// The eigenvalues, the largest first.
    public double[] values() {
        return values.clone();
    }

    /// The eigenvectors as columns, in the order of [#values()].
    public Matrix vectors() {
        return vectors;
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Certificate certify(Matrix a) {
        int n = values.length;
        Matrix product = vectors.times(Matrix.diagonal(values)).timesTransposed(vectors);
        double residual = Certificate.ratio(a.minus(product).norm(), a.norm(), n);
        double orthogonality = Certificate.ratio(Matrix.identity(n).minus(vectors.transposeTimes(vectors)).norm(), 1, n);
        return new Certificate(n, residual, orthogonality, smallestGap(), warnings());
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
