package dev.lanewise.linalg;

import java.util.Arrays;

/// The iteration behind [PartialSVD].
///
/// Two bases grow by blocks, `A V = U B` and `Aᵀ U = V Bᵀ + Q S Eᵀ`, where Q is the block of V that comes next and E the last columns of
/// the identity. B is kept as a whole, so that a restart is nothing but a change of both bases.
final class LanczosSVD {

    private static final int MOST_AT_ONCE = 8;
    private static final int BLOCKS = 16;

    private final LinearOperator a;
    private final int m;
    private final int n;
    private final int k;
    private final Lanczos settings;
    private final Backend backend;
    private final int block;
    private final int capacity;                               // columns of B at most

    LanczosSVD(LinearOperator a, int k, Lanczos settings, Backend backend) {
        this.m = a.rows();
        this.n = a.columns();
        LanczosChecks.count("PartialSVD", "triplets", k, Math.min(m, n));
        this.k = k;
        this.settings = settings;
        this.backend = backend;
        this.block = Math.clamp(k, 2, MOST_AT_ONCE);
        this.capacity = k + Math.max(k, BLOCKS * block);
        this.a = isDirect() ? a : TwoWay.of(a);
    }

    private boolean isDirect() {
        return k == 0 || Math.min(m, n) <= 2 * capacity;
    }

    PartialSVD solve() {
        if (k == 0) return new PartialSVD(Matrix.zeros(m, 0), new double[0], Matrix.zeros(n, 0), new double[0]);
        return isDirect() ? direct() : new Iteration().run();
    }

    private PartialSVD direct() {
        Matrix dense = n <= m ? a.times(Matrix.identity(n), backend) : a.transposeTimes(Matrix.identity(m), backend).transpose();
        SVD svd = SVD.of(LanczosChecks.finite("PartialSVD", dense), backend);
        double[] values = Arrays.copyOf(svd.values(), k);
        Matrix u = svd.u().columns(0, k);
        Matrix v = svd.v().columns(0, k);
        Matrix difference = dense.transpose().times(u, backend).minus(v.times(Matrix.diagonal(values), backend));
        double[] residuals = new double[k];
        for (int i = 0; i < k; i++) residuals[i] = values[0] == 0 ? 0 : difference.column(i).norm() / values[0];
        return new PartialSVD(u, values, v, residuals);
    }

    private final class Iteration {

        private final OrthonormalBasis left = new OrthonormalBasis(capacity, m, settings.seed() + 1, backend);
        private final OrthonormalBasis right = new OrthonormalBasis(capacity + block, n, settings.seed(), backend);
        private final double[] b = new double[capacity * capacity];
        private Matrix coupling = Matrix.zeros(0, 0);         // S
        private int kept;                                     // pairs of vectors that the last restart left

        PartialSVD run() {
            right.appendRandom(block);
            for (int restart = 0; ; restart++) {
                while (left.size() + block <= capacity) expand();
                int size = left.size();
                SVD small = SVD.of(Matrix.wrap(capacity, capacity, b).rows(0, size).columns(0, size), backend);
                double[] residuals = residuals(small);
                double largest = small.values()[0];
                double worst = Arrays.stream(residuals).max().orElse(0);
                if (worst <= settings.tolerance() * largest) return result(small, residuals);
                if (restart == settings.restarts()) throw failure(residuals, largest, restart);
                compress(small, Math.min(k + (size - k) / 2, size - block));
            }
        }

        /// Multiplies the newest block of V for one of U, and that for the next one of V.
        private void expand() {
            int from = left.size();
            int to = from + block;
            Matrix c = left.append(product(a.times(right.vectors(from, to), backend)), from == kept ? from : 2 * block);
            for (int i = 0; i < to; i++) {
                for (int j = 0; j < block; j++) b[i * capacity + from + j] = c.get(i, j);
            }
            coupling = right.append(product(a.transposeTimes(left.vectors(from, to), backend)), 2 * block).rows(to, to + block);
        }

        private Matrix product(Matrix product) {
            return LanczosChecks.finite("PartialSVD", product);
        }

        private double[] residuals(SVD small) {
            int size = left.size();
            Matrix last = coupling.times(small.u().rows(size - block, size).columns(0, k));
            double[] residuals = new double[k];
            for (int i = 0; i < k; i++) residuals[i] = last.column(i).norm();
            return residuals;
        }

        private void compress(SVD small, int count) {
            kept = count;
            left.compress(small.u().columns(0, kept));
            right.compress(small.v().columns(0, kept));
            Arrays.fill(b, 0);
            double[] values = small.values();
            for (int i = 0; i < kept; i++) b[i * capacity + i] = values[i];
        }

        private PartialSVD result(SVD small, double[] residuals) {
            double[] values = Arrays.copyOf(small.values(), k);
            double[] relative = Arrays.stream(residuals).map(residual -> values[0] == 0 ? 0 : residual / values[0]).toArray();
            return new PartialSVD(left.combine(small.u().columns(0, k)), values, right.combine(small.v().columns(0, k)), relative);
        }

        private ConvergenceException failure(double[] residuals, double largest, int restarts) {
            int found = (int) Arrays.stream(residuals).filter(residual -> residual <= settings.tolerance() * largest).count();
            return LanczosChecks.failure("PartialSVD", found, k, restarts, Arrays.stream(residuals).max().orElse(0) / largest);
        }
    }
}
