package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.Arrays;

/// The iteration of [NMF]: one factor is improved number by number while the other stands still, in turns.
final class CoordinateDescent {

    private final NMF nmf;
    private final Matrix x;
    private final Backend backend;
    private final double[] w;                                                        // [n, components]
    private final double[] h;                                                        // [features, components], H transposed
    private final int k;

    private CoordinateDescent(NMF nmf, Matrix x, double[] w, double[] h, Backend backend) {
        this.nmf = nmf;
        this.x = x;
        this.w = w;
        this.h = h;
        this.k = nmf.components();
        this.backend = backend;
    }

    /// From the positive or the negative parts of singular vectors, whichever are longer; what is zero there starts at the mean of X.
    static CoordinateDescent start(NMF nmf, Matrix x, Backend backend) {
        SVD svd = SVD.of(x, backend);
        int k = nmf.components(), n = x.rows(), d = x.columns();
        double[] w = new double[n * k], h = new double[d * k];
        for (int c = 0; c < k; c++) {
            double[] u = svd.u().column(c).toArray(), v = svd.v().column(c).toArray();
            double sign = c == 0 ? Math.signum(Arrays.stream(v).sum()) : length(u, 1) * length(v, 1) >= length(u, -1) * length(v, -1) ? 1 : -1;
            double lengths = length(u, sign) * length(v, sign), scale = Math.sqrt(svd.values()[c] * lengths);
            place(u, sign, scale / length(u, sign), w, c, k);
            place(v, sign, scale / length(v, sign), h, c, k);
        }
        double mean = Arrays.stream(x.toArray()).average().orElse(0);
        fillZeros(w, mean);
        fillZeros(h, mean);
        return new CoordinateDescent(nmf, x, w, h, backend);
    }

    private static double length(double[] vector, double sign) { return Math.sqrt(Arrays.stream(vector).map(value -> Math.pow(Math.max(0, sign * value), 2)).sum()); }

    private static void place(double[] vector, double sign, double scale, double[] factor, int column, int k) {
        for (int i = 0; i < vector.length; i++) factor[i * k + column] = Double.isFinite(scale) ? Math.max(0, sign * vector[i]) * scale : 0;
    }

    private static void fillZeros(double[] factor, double mean) {
        for (int i = 0; i < factor.length; i++) if (factor[i] < 1e-6) factor[i] = mean;
    }

    /// For rows that are to be described by given parts: only [#describe()] is meant to run.
    static CoordinateDescent of(NMF nmf, Matrix x, Matrix parts, Backend backend) {
        double[] w = new double[x.rows() * nmf.components()], elements = x.toArray();
        for (int row = 0; row < x.rows(); row++) {
            double mean = Arrays.stream(elements, row * x.columns(), (row + 1) * x.columns()).average().orElse(0);
            Arrays.fill(w, row * nmf.components(), (row + 1) * nmf.components(), Math.sqrt(mean / nmf.components()));
        }
        return new CoordinateDescent(nmf, x, w, parts.transpose().toArray(), backend);
    }

    /// H
    Matrix parts() { return Matrix.wrap(x.columns(), k, h).transpose(); }

    void run() {
        double first = 0;
        for (int i = 0; i < nmf.iterations(); i++) {
            double moved = improve(w, x, h) + improve(h, x.transpose(), w);
            if (i == 0) first = moved;
            if (moved <= nmf.tolerance() * first) return;
        }
    }

    /// W for the parts as they are. Each row ends when it has ended itself, so that it says the same alone and among others.
    Matrix describe() {
        Matrix fixed = Matrix.wrap(x.columns(), k, h);
        double[] gram = fixed.transpose().times(fixed, backend).toArray(), along = x.times(fixed, backend).toArray();      // [k, k], [n, k]
        backend.parallel(x.rows(), 16, (from, to) -> {
            for (int i = from; i < to; i++) describeRow(i * k, gram, along);
        });
        return Matrix.wrap(x.rows(), k, w);
    }

    private void describeRow(int from, double[] gram, double[] along) {
        double first = 0;
        for (int i = 0; i < nmf.iterations(); i++) {
            double moved = improveRow(w, from, gram, along);
            if (i == 0) first = moved;
            if (moved <= nmf.tolerance() * first) return;
        }
    }

    /// One pass over `factor` in `target ≈ factor · otherᵀ`; returns the sum of the projected gradients.
    private double improve(double[] factor, Matrix target, double[] other) {
        int rows = target.rows();
        Matrix fixed = Matrix.wrap(target.columns(), k, other);
        double[] gram = fixed.transpose().times(fixed, backend).toArray(), along = target.times(fixed, backend).toArray();   // [k, k], [rows, k]
        double[] moved = new double[rows];
        backend.parallel(rows, 64, (from, to) -> {
            for (int i = from; i < to; i++) moved[i] = improveRow(factor, i * k, gram, along);
        });
        return Arrays.stream(moved).sum();
    }

    private double improveRow(double[] factor, int from, double[] gram, double[] along) {
        double moved = 0;
        for (int c = 0; c < k; c++) {
            double gradient = -along[from + c];
            for (int r = 0; r < k; r++) gradient += gram[c * k + r] * factor[from + r];
            moved += Math.abs(factor[from + c] == 0 ? Math.min(0, gradient) : gradient);
            if (gram[c * k + c] != 0) factor[from + c] = Math.max(0, factor[from + c] - gradient / gram[c * k + c]);
        }
        return moved;
    }
}
