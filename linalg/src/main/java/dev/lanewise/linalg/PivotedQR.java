package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;

/// The QR decomposition with column pivoting of any matrix: it shows the rank.
///
/// `A P = Q R`, with `k = min(m, n)`
///
/// |                 | shape     |                                                                |
/// |-----------------|-----------|----------------------------------------------------------------|
/// | A               | `[m × n]` |                                                                |
/// | `permutation()` | `n`       | column j of `A P` is column `permutation()[j]` of A            |
/// | `q()`           | `[m × k]` | orthonormal columns                                            |
/// | `r()`           | `[k × n]` | upper trapezoidal; magnitudes on its diagonal don't increase   |
///
/// @see <a href="https://doi.org/10.1137/S1064827595296732">Quintana-Ortí, Sun & Bischof (1998): a BLAS-3 version of the QR factorization with column pivoting</a>
public final class PivotedQR {

    private static final double EPSILON = 0x1p-52;

    private final int rows;
    private final int columns;
    private final Reflections reflections;
    private final Matrix r;
    private final int[] permutation;

    private PivotedQR(int rows, int columns, Reflections reflections, Matrix r, int[] permutation) {
        this.rows = rows;
        this.columns = columns;
        this.reflections = reflections;
        this.r = r;
        this.permutation = permutation;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static PivotedQR of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static PivotedQR of(Matrix a, Backend backend) {
        int m = a.rows();
        int n = a.columns();
        int k = Math.min(m, n);
        var work = ScaledCopy.transposed("PivotedQR", a, backend);
        var triangular = new PivotedTriangularization(m, n, work.elements(), new double[MatrixChecks.size(k, m)], backend);
        double[] r = triangular.copyR();
        backend.kernels().doubles().scale(work.scale(), r, 0, r.length);
        work.giveBack(backend);
        return new PivotedQR(m, n, triangular.reflections(), Matrix.wrap(k, n, r), triangular.permutation);
    }

    /// The orthonormal columns that span those of A, the most important ones first, `[m × min(m, n)]`; computed anew on every call.
    public Matrix q() {
        return reflections.columns(Math.min(rows, columns));
    }

    /// The whole orthogonal matrix, `[m × m]`; computed anew on every call.
    public Matrix fullQ() {
        return reflections.columns(rows);
    }

    /// R, `[min(m, n) × n]`, with zeros below its diagonal.
    public Matrix r() {
        return r;
    }

    /// The columns of A in the order in which they were taken.
    public int[] permutation() {
        return permutation.clone();
    }

    /// `Q x` with the whole Q.
    ///
    /// @throws IllegalArgumentException unless `x` has m rows
    public Matrix times(Matrix x) {
        return reflections.times("PivotedQR.times", x);
    }

    /// `Qᵀ x` with the whole Q.
    ///
    /// @throws IllegalArgumentException unless `x` has m rows
    public Matrix transposeTimes(Matrix x) {
        return reflections.transposeTimes("PivotedQR.transposeTimes", x);
    }

    /// The numerical rank: how many elements on the diagonal of R exceed `max(m, n) · ε` times the first, with `ε = 2⁻⁵²`.
    public int rank() {
        int k = Math.min(rows, columns);
        double tolerance = k == 0 ? 0 : Math.max(rows, columns) * EPSILON * Math.abs(r.get(0, 0));
        int rank = 0;
        while (rank < k && Math.abs(r.get(rank, rank)) > tolerance) rank++;
        return rank;
    }

    /// Multiplies the decomposition out again and compares; there are no values, so the gap is infinite.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix q = q();
        Matrix product = q.times(r);
        double[] restored = new double[rows * columns];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) restored[i * columns + permutation[j]] = product.get(i, j);
        }
        Quality certificate = OrthogonalQuality.of(a, Matrix.wrap(rows, columns, restored), q);
        return new Quality(certificate.order(), certificate.residual(), certificate.orthogonality(), certificate.smallestGap(), warnings());
    }

    private List<NumericalWarning> warnings() {
        int k = Math.min(rows, columns);
        return rank() == k ? List.of() : List.of(rankDeficient("PivotedQR", rank(), k));
    }

    static NumericalWarning rankDeficient(String who, int rank, int full) {
        return new NumericalWarning(NumericalWarning.Kind.RANK_DEFICIENT, rank, String.format(Locale.ROOT,
                "%s: expected rank %d, but within rounding it is %d: some columns or rows depend on the others; drop them, or take the solution"
                        + " of minimal norm that LeastSquares gives", who, full, rank));
    }

    /// `PivotedQR([2000 × 784], rank 784)`
    @Override
    public String toString() {
        return "PivotedQR([" + rows + " × " + columns + "], rank " + rank() + ")";
    }
}
