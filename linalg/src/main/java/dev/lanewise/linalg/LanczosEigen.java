package dev.lanewise.linalg;

/// The iteration behind [PartialEigen].
///
/// The basis V grows by blocks, `A V = V T + Q R Eᵀ`, where Q is the block that comes next and E the last columns of the identity. T is kept as a
/// whole and computed from the inner products, so that a restart is nothing but a change of basis.
final class LanczosEigen {

    private static final int MOST_AT_ONCE = 8;
    private static final int BLOCKS = 16;
    private static final double SYMMETRY = 1e-8;

    private final LinearOperator a;
    private final int n;
    private final int k;
    private final Lanczos settings;
    private final Backend backend;
    private final int end;                                    // 1: the largest values are wanted, −1: the smallest
    private final int block;
    private final int capacity;                               // columns of T at most
    private final double[] t;
    private final OrthonormalBasis basis;
    private Matrix coupling = Matrix.zeros(0, 0);             // R
    private double norm;
    private int kept;                                         // vectors that the last restart left, each coupled to the next block

    LanczosEigen(LinearOperator a, int k, Lanczos settings, Backend backend, int end) {
        LanczosChecks.symmetric(a, k);
        this.a = a;
        this.n = a.rows();
        this.k = k;
        this.settings = settings;
        this.backend = backend;
        this.end = end;
        this.block = Math.clamp(k, 2, MOST_AT_ONCE);
        this.capacity = k + Math.max(k, BLOCKS * block);
        boolean direct = isDirect();
        this.t = new double[direct ? 0 : capacity * capacity];
        this.basis = new OrthonormalBasis(direct ? 0 : capacity + block, n, settings.seed(), backend);
    }

    PartialEigen solve() {
        if (k == 0) return new PartialEigen(new double[0], Matrix.zeros(n, 0), new double[0]);
        if (isDirect()) return direct();
        basis.appendRandom(block);
        for (int restart = 0; ; restart++) {
            while (basis.size() <= capacity) expand();
            int size = basis.size() - block;
            SymmetricEigen small = SymmetricEigen.of(Matrix.wrap(capacity, capacity, t).rows(0, size).columns(0, size), backend);
            Ritz ritz = Ritz.of(small, k, end, coupling);
            norm = Math.max(norm, ritz.norm());
            if (ritz.worst() <= settings.tolerance() * norm) return result(ritz);
            if (restart == settings.restarts()) throw failure(ritz, restart);
            compress(Ritz.of(small, keep(size), end, coupling));
        }
    }

    private boolean isDirect() {
        return n <= 2 * capacity;
    }

    private PartialEigen direct() {
        Matrix dense = LanczosChecks.finite("PartialEigen", a.times(Matrix.identity(n), backend));
        Ritz ritz = Ritz.of(SymmetricEigen.of(dense, backend), k, end, Matrix.zeros(1, 1));
        Matrix difference = dense.times(ritz.vectors(), backend).minus(ritz.vectors().times(Matrix.diagonal(ritz.values()), backend));
        double[] residuals = new double[k];
        for (int i = 0; i < k; i++) residuals[i] = ritz.norm() == 0 ? 0 : difference.column(i).norm() / ritz.norm();
        return new PartialEigen(ritz.values(), ritz.vectors(), residuals);
    }

    /// Multiplies the newest block, and appends what is new in the product.
    private void expand() {
        int size = basis.size();
        int from = size - block;
        Matrix product = LanczosChecks.finite("PartialEigen", a.times(basis.vectors(from, size), backend));
        Matrix c = basis.append(product, from == kept ? size : 2 * block);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < block; j++) t[i * capacity + from + j] = c.get(i, j);
        }
        symmetrize(from, size);
        coupling = c.rows(size, size + block);
    }

    private void symmetrize(int from, int size) {
        double largest = 0;
        double asymmetry = 0;
        for (int j = from; j < size; j++) {
            for (int i = 0; i < from; i++) t[j * capacity + i] = t[i * capacity + j];
            for (int i = from; i < j; i++) {
                double above = t[i * capacity + j];
                double below = t[j * capacity + i];
                asymmetry = Math.max(asymmetry, Math.abs(above - below));
                t[i * capacity + j] = t[j * capacity + i] = (above + below) / 2;
            }
            largest = Math.max(largest, Math.abs(t[j * capacity + j]));
        }
        norm = Math.max(norm, largest);
        LanczosChecks.asymmetry(asymmetry, SYMMETRY * Math.max(norm, asymmetry / 4), n);
    }

    private int keep(int size) {
        return Math.min(k + (size - k) / 2, size - block);
    }

    private void compress(Ritz kept) {
        basis.compress(kept.vectors());
        this.kept = kept.values().length;
        java.util.Arrays.fill(t, 0);
        for (int i = 0; i < kept.values().length; i++) t[i * capacity + i] = kept.values()[i];
    }

    private PartialEigen result(Ritz ritz) {
        double[] residuals = ritz.residuals().clone();
        for (int i = 0; i < k; i++) residuals[i] = norm == 0 ? 0 : residuals[i] / norm;
        return new PartialEigen(ritz.values(), basis.combine(ritz.vectors()), residuals);
    }

    private ConvergenceException failure(Ritz ritz, int restarts) {
        int found = 0;
        for (double residual : ritz.residuals()) if (residual <= settings.tolerance() * norm) found++;
        return LanczosChecks.failure("PartialEigen", found, k, restarts, ritz.worst() / norm);
    }

    /// Eigenpairs of T from the wanted end, and how far each is from one of A.
    private record Ritz(double[] values, Matrix vectors, double[] residuals, double norm) {

        static Ritz of(SymmetricEigen small, int count, int end, Matrix coupling) {
            double[] all = small.values();
            int size = all.length;
            int[] order = new int[count];
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                order[i] = end > 0 ? i : size - 1 - i;
                values[i] = all[order[i]];
            }
            Matrix vectors = small.vectors().columns(order);
            Matrix last = coupling.times(vectors.rows(size - coupling.columns(), size));
            double[] residuals = new double[count];
            for (int i = 0; i < count; i++) residuals[i] = last.column(i).norm();
            return new Ritz(values, vectors, residuals, Math.max(Math.abs(all[0]), Math.abs(all[size - 1])));
        }

        double worst() {
            double worst = 0;
            for (double residual : residuals) worst = Math.max(worst, residual);
            return worst;
        }
    }
}
