package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.Arrays;

/// Scores of 30 students in three subjects that have exactly the published mean and covariance of a well-known example.
///
/// |             | mean | japanese | mathematics | english |
/// |-------------|------|----------|-------------|---------|
/// | japanese    | 58.1 | 60.45    | 33.63       | 46.29   |
/// | mathematics | 61.8 | 33.63    | 68.49       | 50.93   |
/// | english     | 67.3 | 46.29    | 50.93       | 53.61   |
///
/// The covariance has the divisor N. A random sample is whitened exactly and then given these moments; the scores themselves
/// are invented.
public final class Students {

    private static final int STUDENTS = 30;
    private static final int SUBJECTS = 3;
    private static final Seed SEED = Seed.of(30);

    private Students() { }

    /// The columns `japanese`, `mathematics` and `english`.
    public static Table table() {
        double[] mean = {58.1, 61.8, 67.3};
        double[][] root = cholesky(new double[][] {{60.45, 33.63, 46.29}, {33.63, 68.49, 50.93}, {46.29, 50.93, 53.61}});
        double[][] white = white();
        return Table.empty().with("japanese", scores(white, root[0], mean[0]))
                .with("mathematics", scores(white, root[1], mean[1])).with("english", scores(white, root[2], mean[2]));
    }

    private static double[] scores(double[][] white, double[] root, double mean) {
        double[] scores = new double[STUDENTS];
        for (int i = 0; i < STUDENTS; i++) {
            scores[i] = mean;
            for (int k = 0; k < SUBJECTS; k++) scores[i] += root[k] * white[k][i];
        }
        return scores;
    }

    /// Columns with mean 0, variance 1 and covariance 0: Gram and Schmidt, twice, because once leaves rounding errors.
    private static double[][] white() {
        RandomStream random = SEED.stream();
        double[][] columns = new double[SUBJECTS][STUDENTS];
        for (double[] column : columns) for (int i = 0; i < STUDENTS; i++) column[i] = random.gaussian();
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < SUBJECTS; k++) {
                subtract(columns[k], dot(columns[k], ones()) / STUDENTS, ones());
                for (int other = 0; other < k; other++) subtract(columns[k], dot(columns[k], columns[other]) / STUDENTS, columns[other]);
                scale(columns[k], Math.sqrt(STUDENTS / dot(columns[k], columns[k])));
            }
        }
        return columns;
    }

    /// The lower triangle `L` with `L · Lᵀ = v`.
    private static double[][] cholesky(double[][] v) {
        double[][] root = new double[SUBJECTS][SUBJECTS];
        for (int i = 0; i < SUBJECTS; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = v[i][j];
                for (int k = 0; k < j; k++) rest -= root[i][k] * root[j][k];
                root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
            }
        }
        return root;
    }

    private static double[] ones() {
        double[] ones = new double[STUDENTS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void subtract(double[] from, double factor, double[] what) {
        for (int i = 0; i < from.length; i++) from[i] -= factor * what[i];
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) values[i] *= factor;
    }
}
