package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Probabilistic PCA of rows in which numbers are missing, marked by NaN: `x = W z + m + noise`, fitted to what is there by expectation and
/// maximisation.
///
/// | step         | for each    | formula                                                                                            |
/// |--------------|-------------|----------------------------------------------------------------------------------------------------|
/// | expectation  | row         | `M = WᵀW + σ² I` over its observed features, `E z = M⁻¹ Wᵀ (x − m)`, `cov z = σ² M⁻¹`              |
/// | maximisation | feature     | the regression of its observed numbers on the hidden `(z, 1)` gives its row of W and its mean      |
/// |              | all         | `σ²` is the mean square of what remains                                                            |
///
/// Where nothing is missing, it ends in the model of [PCA] with `ddof(0)`. Numbers must be missing for reasons that have nothing to do with what
/// they would have been.
///
/// @param components how many hidden numbers k, fewer than features
/// @param iterations how many steps at most
/// @param tolerance the relative change of the likelihood at which it ends
/// @see <a href="https://www.jmlr.org/papers/v11/ilin10a.html">Ilin, Raiko: Practical approaches to principal component analysis in the presence of
///      missing values, section 3</a>
public record MissingPCA(int components, int iterations, double tolerance) {

    public MissingPCA {
        if (components < 1) throw new IllegalArgumentException("MissingPCA: expected components ≥ 1, but got " + components);
        if (iterations < 1) throw new IllegalArgumentException("MissingPCA: expected iterations ≥ 1, but got " + iterations);
        if (!(tolerance >= 0)) throw new IllegalArgumentException("MissingPCA: expected a tolerance ≥ 0, but got " + tolerance);
    }

    /// At most 10,000 steps until the likelihood changes by less than 10⁻¹⁰.
    public static MissingPCA of(int components) { return new MissingPCA(components, 10_000, 1e-10); }

    public MissingPCA iterations(int iterations) { return new MissingPCA(components, iterations, tolerance); }

    public MissingPCA tolerance(double tolerance) { return new MissingPCA(components, iterations, tolerance); }

    /// The model of these rows, in which NaN stands for what is missing.
    ///
    /// @throws DataException if a number is infinite, or a feature has no number at all
    /// @throws IllegalArgumentException if there are not more features than components
    /// @throws ConvergenceException if the steps don't suffice
    public Model fit(Matrix x) {
        if (components >= x.columns()) throw new IllegalArgumentException("MissingPCA: expected fewer components than the " + x.columns() + " features, but got " + components);
        requireNumbers(x);
        double[] around = meansOfPresent(x);
        State state = start(x.minus(rows(x.rows(), around)));
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i <= iterations; i++) {
            double likelihood = state.step();
            if (Math.abs(likelihood - before) <= tolerance * Math.abs(likelihood)) return state.model(around, likelihood, i);
            before = likelihood;
        }
        throw new ConvergenceException("MissingPCA: expected the likelihood to settle within " + iterations + " steps, but it still changes by more than " + tolerance
                + ". Allow more iterations or a larger tolerance", iterations, tolerance);
    }

    /// What is taken from the numbers first, so that a distant mean costs no digits.
    private static double[] meansOfPresent(Matrix x) {
        double[] means = new double[x.columns()];
        for (int j = 0; j < means.length; j++) means[j] = Arrays.stream(x.column(j).toArray()).filter(value -> !Double.isNaN(value)).average().orElseThrow();
        return means;
    }

    private static Matrix rows(int n, double[] row) {
        double[] all = new double[Math.multiplyExact(n, row.length)];
        for (int i = 0; i < all.length; i++) all[i] = row[i % row.length];
        return Matrix.wrap(n, row.length, all);
    }

    private static void requireNoInfinity(String owner, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (Double.isInfinite(x.get(i, j))) throw new DataException(owner + ": expected finite numbers or NaN, but row " + i + ", column " + j + " has " + x.get(i, j));
            }
        }
    }

    private static void requireNumbers(Matrix x) {
        requireNoInfinity("MissingPCA", x);
        for (int j = 0; j < x.columns(); j++) {
            int present = 0;
            for (int i = 0; i < x.rows(); i++) {
                if (!Double.isNaN(x.get(i, j))) present++;
            }
            if (present == 0) throw new DataException("MissingPCA: expected numbers in every column, but column " + j + " has none. Drop it");
        }
    }

    /// The axes of the rows with means in place of what is missing.
    private State start(Matrix x) {
        int d = x.columns();
        double[] mean = meansOfPresent(x), filled = x.toArray();
        for (int i = 0; i < filled.length; i++) if (Double.isNaN(filled[i])) filled[i] = mean[i % d];
        PCAModel model = PCA.of(Math.min(components, Math.min(x.rows(), d))).ddof(0).fit(Matrix.wrap(x.rows(), d, filled));
        double whole = Arrays.stream(model.allVariances()).sum(), noise = Math.max(model.noiseVariance(), 1e-6 * whole / d);
        double[] w = new double[d * components];
        for (int i = 0; i < model.dimensions(); i++) {
            double length = Math.sqrt(Math.max(model.explainedVariance()[i] - noise, 1e-6 * whole / d));
            for (int j = 0; j < d; j++) w[j * components + i] = length * model.components().get(i, j);
        }
        if (whole == 0) throw new DataException("MissingPCA: expected numbers that vary, but all of a column are the same in every column");
        return new State(x, components, mean, w, noise);
    }

    /// What was learned.
    ///
    /// @param pca mean, axes and variances; its [PCAModel#noiseVariance()] is σ²
    /// @param logLikelihood of all observed numbers
    /// @param iterations how many steps it took
    public record Model(PCAModel pca, double logLikelihood, int iterations) {

        /// The rows with the most probable numbers in place of NaN.
        ///
        /// @throws DataException if the rows have another width, or a number is infinite
        public Matrix fill(Matrix x) {
            int d = pca.features(), k = pca.dimensions();
            if (x.columns() != d) throw new DataException("MissingPCA.fill: expected rows of " + d + " features, but got " + x.columns());
            requireNoInfinity("MissingPCA.fill", x);
            double[] w = new double[d * k], filled = x.toArray(), variances = pca.explainedVariance();
            for (int i = 0; i < d * k; i++) w[i] = Math.sqrt(Math.max(0, variances[i % k] - pca.noiseVariance())) * pca.components().get(i % k, i / k);
            State state = new State(x, k, pca.mean(), w, pca.noiseVariance());
            for (int i = 0; i < x.rows(); i++) {
                double[] z = state.expect(i).z();
                for (int j = 0; j < d; j++) if (Double.isNaN(filled[i * d + j])) filled[i * d + j] = state.guess(j, z);
            }
            return Matrix.wrap(x.rows(), d, filled);
        }
    }

    /// The parameters on their way.
    private static final class State {

        private final Matrix x;
        private final int n;
        private final int d;
        private final int k;
        private final double[] mean;
        private final double[] w;                              // [features, k]
        private double noise;

        State(Matrix x, int k, double[] mean, double[] w, double noise) {
            this.x = x;
            this.n = x.rows();
            this.d = x.columns();
            this.k = k;
            this.mean = mean;
            this.w = w;
            this.noise = noise;
        }

        /// What a row says of its hidden numbers.
        ///
        /// @param z their mean
        /// @param covariance `[k, k]`
        /// @param logLikelihood of the observed numbers of the row
        record Hidden(double[] z, Matrix covariance, double logLikelihood) { }

        Hidden expect(int row) {
            double[] m = new double[k * k], b = new double[k];
            double squares = 0;
            int observed = 0;
            for (int j = 0; j < d; j++) {
                double rest = x.get(row, j) - mean[j];
                if (Double.isNaN(rest)) continue;
                observed++;
                squares += rest * rest;
                for (int p = 0; p < k; p++) {
                    b[p] += w[j * k + p] * rest;
                    for (int q = 0; q < k; q++) m[p * k + q] += w[j * k + p] * w[j * k + q];
                }
            }
            for (int p = 0; p < k; p++) m[p * k + p] += noise;
            Cholesky root = Cholesky.of(Matrix.wrap(k, k, m));
            double[] z = root.solve(Matrix.of(k, 1, b)).toArray();
            double explained = 0;
            for (int p = 0; p < k; p++) explained += z[p] * b[p];
            double logDeterminant = (observed - k) * Math.log(noise) + root.logDeterminant();
            double likelihood = -(observed * Math.log(2 * Math.PI) + logDeterminant + (squares - explained) / noise) / 2;
            return new Hidden(z, root.solve(Matrix.identity(k)).times(noise), likelihood);
        }

        double guess(int feature, double[] z) {
            double value = mean[feature];
            for (int p = 0; p < k; p++) value += w[feature * k + p] * z[p];
            return value;
        }

        /// One step; the likelihood of the parameters before it.
        double step() {
            int size = k + 1;
            double[][] moments = new double[d][size * size], sums = new double[d][size];
            double[] squares = new double[d];
            double likelihood = 0;
            long observed = 0;
            for (int i = 0; i < n; i++) {
                Hidden hidden = expect(i);
                likelihood += hidden.logLikelihood();
                double[] moment = secondMoment(hidden);
                for (int j = 0; j < d; j++) {
                    double value = x.get(i, j);
                    if (Double.isNaN(value)) continue;
                    observed++;
                    squares[j] += value * value;
                    for (int p = 0; p < size; p++) sums[j][p] += value * (p < k ? hidden.z()[p] : 1);
                    for (int p = 0; p < size * size; p++) moments[j][p] += moment[p];
                }
            }
            double rest = 0;
            for (int j = 0; j < d; j++) rest += regress(j, moments[j], sums[j], squares[j]);
            noise = Math.max(rest / observed, 1e-14 * Arrays.stream(squares).sum() / observed);
            return likelihood;
        }

        /// `E (z, 1)(z, 1)ᵀ`
        private double[] secondMoment(Hidden hidden) {
            int size = k + 1;
            double[] moment = new double[size * size];
            for (int p = 0; p < size; p++) {
                for (int q = 0; q < size; q++) {
                    double zp = p < k ? hidden.z()[p] : 1, zq = q < k ? hidden.z()[q] : 1;
                    moment[p * size + q] = zp * zq + (p < k && q < k ? hidden.covariance().get(p, q) : 0);
                }
            }
            return moment;
        }

        /// A new row of W and a new mean; returns the squares that remain.
        private double regress(int feature, double[] moment, double[] sum, double squares) {
            int size = k + 1;
            double[] solution = Cholesky.of(Matrix.wrap(size, size, moment)).solve(Matrix.of(size, 1, sum)).toArray();
            System.arraycopy(solution, 0, w, feature * k, k);
            mean[feature] = solution[k];
            double explained = 0;
            for (int p = 0; p < size; p++) explained += solution[p] * sum[p];
            return squares - explained;
        }

        /// @param around what was taken from the rows first
        Model model(double[] around, double likelihood, int iterations) {
            SVD svd = SVD.of(Matrix.wrap(d, k, w));
            double[] variances = new double[d];
            for (int i = 0; i < d; i++) variances[i] = noise + (i < k ? svd.values()[i] * svd.values()[i] : 0);
            Schema schema = new Schema(List.of(Shape.of(d)), List.of(), Schema.Target.none());
            Axes axes = new Axes(svd.u().transpose(), variances).canonical();
            PCAModel pca = new PCAModel(PCA.of(k).ddof(0), new AxisTransform(IntStream.range(0, d).mapToDouble(j -> around[j] + mean[j]).toArray(), new double[0], axes.rows()), variances, schema,
                    new Provenance(Run.standard().seed().value(), "", n));
            return new Model(pca, likelihood, iterations);
        }
    }
}
