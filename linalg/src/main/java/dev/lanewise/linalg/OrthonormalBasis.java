package dev.lanewise.linalg;

/// Orthonormal vectors of length `n` that grow block by block, each new vector orthogonalised against all others twice.
///
/// A vector is a row of memory: projecting reads the basis once per block, in long runs.
///
/// @see <a href="https://doi.org/10.1007/s00211-005-0615-4">Giraud, Langou, Rozložník, van den Eshof: Rounding error analysis of the
///      classical Gram–Schmidt orthogonalization process: why twice is enough</a>
final class OrthonormalBasis {

    private static final double CANCELLED = 0.01;             // a vector this much shorter than before has lost digits to others
    private static final double DEPENDENT = 0x1p-50;          // nothing but rounding is left
    private static final int CHUNK = 4096;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;   // keeps the seeds of neighbouring draws far apart

    private final int n;
    private final double[] rows;
    private final long seed;
    private final Backend backend;
    private int size;
    private int drawn;

    OrthonormalBasis(int capacity, int n, long seed, Backend backend) {
        this.n = n;
        this.rows = new double[MatrixChecks.size(capacity, n)];
        this.seed = seed;
        this.backend = backend;
    }

    int size() {
        return size;
    }

    /// A block of vectors that nobody chose.
    void appendRandom(int count) {
        append(Matrix.zeros(n, count), 0);
    }

    /// Adds what the columns of W `[n × b]` bring that is new, and returns the C with `W = basis · C`.
    ///
    /// The first of two projections is on the `recent` newest vectors alone, where W has next to nothing along all others; what loses
    /// most of its length is projected once more.
    /// A column that brings nothing new is replaced by a random direction, and its diagonal element in C is zero.
    Matrix append(Matrix w, int recent) {
        int b = w.columns();
        int from = size;
        double[] c = new double[(from + b) * b];
        w.transpose().copyTo(rows, from * n, n);
        double scale = shrink(from, b);
        double[] lengths = new double[b];
        for (int i = 0; i < b; i++) lengths[i] = length(from + i);
        int near = Math.min(recent, from);
        project(from - near, near, from, b, c, 0, b);
        project(0, from, from, b, c, 0, b);
        if (cancelled(from, lengths)) project(0, from, from, b, c, 0, b);
        for (int i = 0; i < b; i++) {
            c[(from + i) * b + i] = normalize(from, i, lengths[i], c, b);
            size++;
        }
        backend.kernels().doubles().scale(scale, c, 0, c.length);
        return Matrix.wrap(size, b, c);
    }

    /// Divides a block by a power of two, which it returns, so that squares neither overflow nor vanish.
    private double shrink(int from, int count) {
        var kernels = backend.kernels().doubles();
        double scale = PowerOfTwo.near(kernels.maxAbs(rows, from * n, count * n));
        if (scale != 1) kernels.scale(1 / scale, rows, from * n, count * n);
        return scale;
    }

    private boolean cancelled(int from, double[] lengths) {
        for (int i = 0; i < lengths.length; i++) if (length(from + i) < CANCELLED * lengths[i]) return true;
        return false;
    }

    /// Orthonormalises vector i of the block at `from`; its length, 0 if it had to be replaced.
    private double normalize(int from, int i, double original, double[] c, int b) {
        int at = from + i;
        double before = length(at);
        project(from, i, at, 1, c, i, b);
        project(from, i, at, 1, c, i, b);
        double length = length(at);
        if (length < CANCELLED * before) {
            project(0, at, at, 1, c, i, b);
            length = length(at);
        }
        if (length > DEPENDENT * original) {
            backend.kernels().doubles().scale(1 / length, rows, at * n, n);
            return length;
        }
        replace(at);
        return 0;
    }

    private void replace(int at) {
        double[] ignored = new double[at];
        Matrix.gaussian(1, n, seed + GOLDEN * ++drawn).copyTo(rows, at * n, n);
        for (int pass = 0; pass < 3; pass++) {
            project(0, at, at, 1, ignored, 0, 1);
            backend.kernels().doubles().scale(1 / length(at), rows, at * n, n);
        }
    }

    private double length(int at) {
        return Math.sqrt(backend.kernels().doubles().dot(rows, at * n, rows, at * n, n));
    }

    /// Takes from `count` vectors at `at` what lies along the `others` vectors from `first` on, and adds the shares to columns
    /// `column …` of C.
    private void project(int first, int others, int at, int count, double[] c, int column, int ldc) {
        if (others == 0) return;
        double[] shares = new double[others * count];
        backend.gemm(false, true, others, count, n, 1.0, rows, first * n, n, rows, at * n, n, 0.0, shares, 0, count);
        backend.gemm(true, false, count, n, others, -1.0, shares, 0, count, rows, first * n, n, 1.0, rows, at * n, n);
        for (int i = 0; i < others; i++) {
            for (int j = 0; j < count; j++) c[(first + i) * ldc + column + j] += shares[i * count + j];
        }
    }

    /// Vectors `from … to − 1` as columns.
    Matrix vectors(int from, int to) {
        return Matrix.wrap(n, to - from, view(from, to).transpose().toArray());
    }

    /// The combinations Y `[m × p]` of the first m vectors, as columns.
    Matrix combine(Matrix y) {
        return y.transpose().times(view(0, y.rows()), backend).transpose();
    }

    private Matrix view(int from, int to) {
        return Matrix.wrap(rows.length / n, n, rows).rows(from, to);
    }

    /// Replaces the first m vectors by their orthonormal combinations Y `[m × p]`; vectors behind them move up.
    void compress(Matrix y) {
        int m = y.rows();
        int p = y.columns();
        double[] combinations = y.transpose().toArray();
        double[] chunk = new double[p * Math.min(n, CHUNK)];
        for (int from = 0; from < n; from += CHUNK) {
            int width = Math.min(CHUNK, n - from);
            backend.gemm(false, false, p, width, m, 1.0, combinations, 0, m, rows, from, n, 0.0, chunk, 0, width);
            for (int i = 0; i < p; i++) System.arraycopy(chunk, i * width, rows, i * n + from, width);
        }
        System.arraycopy(rows, m * n, rows, p * n, (size - m) * n);
        size += p - m;
    }
}
