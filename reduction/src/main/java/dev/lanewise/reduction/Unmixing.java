package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The iteration of [FastICA] on whitened rows.
final class Unmixing {

    /// Variances below this share of the largest are rounding.
    private static final double SINGULAR = 1e-12;

    private final FastICA ica;
    private final Run run;
    private final Backend backend;
    private final double[] mean;
    private final Matrix whitening;                                                  // [features, components]
    private final Matrix white;                                                      // [n, components]

    Unmixing(FastICA ica, Matrix x, Run run) {
        this.ica = ica;
        this.run = run;
        this.backend = run.backend();
        Moments moments = Moments.of(x, run);
        this.mean = moments.mean();
        this.whitening = whitening(moments);
        this.white = new LinearMap(mean, whitening, whitening.transpose()).coordinates(ica.toString(), x);
    }

    private Matrix whitening(Moments moments) {
        SymmetricEigen eigen = SymmetricEigen.of(moments.covariance(0), backend);
        double[] values = eigen.values();
        int k = ica.components();
        if (!(values[k - 1] > SINGULAR * values[0])) {
            long rank = Arrays.stream(values).filter(value -> value > SINGULAR * values[0]).count();
            throw new DataException(ica + ": expected data that varies in at least " + k + " directions, but it varies in " + rank);
        }
        return eigen.vectors().columns(0, k).times(Matrix.diagonal(IntStream.range(0, k).mapToDouble(i -> 1 / Math.sqrt(values[i])).toArray()), backend);
    }

    LinearMap map() {
        Matrix w = orthonormal(start());
        double turn = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ica.iterations() && turn > ica.tolerance(); i++) {
            Matrix next = orthonormal(step(w));
            turn = turn(w, next);
            w = next;
        }
        if (turn > ica.tolerance()) {
            throw new ConvergenceException(ica + ": expected directions that settle within " + ica.iterations() + " iterations, but one still turns by " + turn
                    + ". Allow more iterations or a larger tolerance, or ask for fewer components", ica.iterations(), turn);
        }
        return arranged(whitening.times(w.transpose(), backend));
    }

    private Matrix start() {
        RandomStream random = run.seed().child("fast-ica").stream();
        double[] numbers = new double[ica.components() * ica.components()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = random.gaussian();
        return Matrix.wrap(ica.components(), ica.components(), numbers);
    }

    /// `(W Wᵀ)^(−½) W`
    private Matrix orthonormal(Matrix w) {
        SVD svd = SVD.of(w, backend);
        return svd.u().times(svd.v().transpose(), backend);
    }

    /// `E[g(W x) xᵀ] − diag(E[g'(W x)]) W`
    private Matrix step(Matrix w) {
        int n = white.rows(), k = ica.components();
        double[] u = white.times(w.transpose(), backend).toArray(), slopes = new double[k];          // [n, k]
        for (int i = 0; i < u.length; i++) {
            double value = u[i];
            slopes[i % k] += slope(value) / n;
            u[i] = g(value) / n;
        }
        return Matrix.wrap(n, k, u).transpose().times(white, backend).minus(Matrix.diagonal(slopes).times(w));
    }

    private double g(double u) {
        return switch (ica.contrast()) {
            case LOGCOSH -> Math.tanh(u);
            case EXP -> u * Math.exp(-u * u / 2);
            case CUBE -> u * u * u;
        };
    }

    private double slope(double u) {
        return switch (ica.contrast()) {
            case LOGCOSH -> 1 - Math.pow(Math.tanh(u), 2);
            case EXP -> (1 - u * u) * Math.exp(-u * u / 2);
            case CUBE -> 3 * u * u;
        };
    }

    private static double turn(Matrix w, Matrix next) {
        double largest = 0;
        for (int i = 0; i < w.rows(); i++) largest = Math.max(largest, Math.abs(1 - Math.abs(w.row(i).times(next.row(i).transpose()).get(0, 0))));
        return largest;
    }

    /// The sources in the order of what they contribute to the data, with canonical signs.
    private LinearMap arranged(Matrix forward) {
        Matrix backward = SVD.of(forward, backend).pseudoInverse();                              // [components, features]
        int[] order = IntStream.range(0, backward.rows()).boxed().sorted((i, j) -> Double.compare(backward.row(j).norm(), backward.row(i).norm())).mapToInt(i -> i).toArray();
        double[] rows = new double[forward.rows() * order.length], back = new double[rows.length];
        for (int i = 0; i < order.length; i++) {
            int d = forward.rows();
            forward.column(order[i]).copyTo(rows, i * d, 1);
            backward.row(order[i]).copyTo(back, i * d, d);
            if (Signs.isTurned(rows, i * d, d)) for (int j = i * d; j < (i + 1) * d; j++) { rows[j] = -rows[j]; back[j] = -back[j]; }
        }
        return new LinearMap(mean, Matrix.wrap(order.length, forward.rows(), rows).transpose(), Matrix.wrap(order.length, forward.rows(), back));
    }
}
