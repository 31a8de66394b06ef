package dev.lanewise.linalg;

/// The QR decomposition of any matrix.
///
/// `A = Q R`, with `k = min(m, n)`
///
/// |           | shape     |                                      |
/// |-----------|-----------|--------------------------------------|
/// | A         | `[m × n]` |                                      |
/// | `q()`     | `[m × k]` | orthonormal columns                  |
/// | `fullQ()` | `[m × m]` | orthogonal; its first k columns are `q()` |
/// | `r()`     | `[k × n]` | upper triangular or trapezoidal      |
///
/// Q is kept as Householder reflections in blocks; [#times] and [#transposeTimes] apply them without forming Q.
///
/// @see <a href="https://doi.org/10.1147/rd.444.0605">Elmroth & Gustavson (2000): recursive QR</a>
/// @see <a href="https://doi.org/10.1137/0910005">Schreiber & Van Loan (1989): the compact WY representation</a>
public final class QR {

    private final int rows;
    private final int columns;
    private final Reflections reflections;
    private final Matrix r;

    private QR(int rows, int columns, Reflections reflections, Matrix r) {
        this.rows = rows;
        this.columns = columns;
        this.reflections = reflections;
        this.r = r;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static QR of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The decomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static QR of(Matrix a, Backend backend) {
        int m = a.rows();
        int n = a.columns();
        int k = Math.min(m, n);
        var work = ScaledCopy.of("QR", a, backend);
        var triangular = new Triangularization(m, n, work.elements(), new double[Triangularization.vectorsSize(m, n)], backend);
        double[] r = new double[k * n];
        triangular.copyR(r);
        backend.kernels().doubles().scale(work.scale(), r, 0, r.length);
        work.giveBack(backend);
        return new QR(m, n, triangular.reflections(), Matrix.wrap(k, n, r));
    }

    /// The orthonormal columns that span those of A, `[m × min(m, n)]`; computed anew on every call.
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

    /// `Q x` with the whole Q.
    ///
    /// @throws IllegalArgumentException unless `x` has m rows
    public Matrix times(Matrix x) {
        return reflections.times("QR.times", x);
    }

    /// `Qᵀ x` with the whole Q.
    ///
    /// @throws IllegalArgumentException unless `x` has m rows
    public Matrix transposeTimes(Matrix x) {
        return reflections.transposeTimes("QR.transposeTimes", x);
    }

    /// Multiplies the decomposition out again and compares; there are no values, so the gap is infinite.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        Matrix q = q();
        return OrthogonalQuality.of(a, q.times(r), q);
    }

    /// `QR[2000 × 784]`
    @Override
    public String toString() {
        return "QR[" + rows + " × " + columns + "]";
    }
}
