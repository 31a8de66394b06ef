package dev.lanewise.linalg;

import java.util.Arrays;

/// A singular value decomposition of low rank by random projections: a description; [#decompose] runs it.
///
/// `Y = (A Aᵀ)^q A Ω` for a Gaussian Ω of `rank + oversampling` columns, `Q R = Y`, `Qᵀ A = W Σ Vᵀ`, `U = Q W`, of which the first
/// `rank` triplets are kept. Every product on the way is made orthonormal again, so that small directions aren't rounded away.
///
/// It costs `2 q + 2` products with the operator whatever the spectrum, and its accuracy follows from how fast the values
/// fall behind `rank + oversampling`: the relative error of σᵢ is about `(σ_{l+1} / σᵢ)^(4q+2)` for `l = rank + oversampling`. Where residuals must be small
/// take [PartialSVD]. Defaults are scikit-learn's: 10 more columns, and 7 power iterations if less than a tenth of all triplets is
/// wanted, otherwise 4.
///
/// @param rank how many triplets
/// @param oversampling how many more columns are carried along
/// @param powerIterations q; [#AUTOMATIC] for 4 or 7
/// @param seed what Ω is drawn from
/// @see <a href="https://doi.org/10.1137/090771806">Halko, Martinsson, Tropp: Finding structure with randomness, algorithms 4.4 and 5.1</a>
public record RandomizedSVD(int rank, int oversampling, int powerIterations, long seed) {

    /// Lets the share of the triplets wanted decide on the number of power iterations.
    public static final int AUTOMATIC = -1;

    /// @throws IllegalArgumentException if a number is negative
    public RandomizedSVD {
        Checks.atLeast("RandomizedSVD", "rank", 0, rank);
        Checks.atLeast("RandomizedSVD", "oversampling", 0, oversampling);
        Checks.atLeast("RandomizedSVD", "powerIterations", AUTOMATIC, powerIterations);
    }

    /// The first `rank` triplets with 10 columns more, automatic power iterations and seed 42.
    public static RandomizedSVD of(int rank) {
        return new RandomizedSVD(rank, 10, AUTOMATIC, 42);
    }

    public RandomizedSVD oversampling(int value) {
        return new RandomizedSVD(rank, value, powerIterations, seed);
    }

    public RandomizedSVD powerIterations(int value) {
        return new RandomizedSVD(rank, oversampling, value, seed);
    }

    public RandomizedSVD seed(long value) {
        return new RandomizedSVD(rank, oversampling, powerIterations, value);
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the operator is not finite or has fewer rows or columns than `rank`
    public PartialSVD decompose(LinearOperator a) {
        return decompose(a, Backend.standard());
    }

    /// The decomposition on the given backend; its residuals are those of a further product.
    ///
    /// @throws IllegalArgumentException if the operator is not finite or has fewer rows or columns than `rank`
    public PartialSVD decompose(LinearOperator a, Backend backend) {
        int most = Math.min(a.rows(), a.columns());
        LanczosChecks.count("RandomizedSVD", "triplets", rank, most);
        int width = (int) Math.min((long) rank + oversampling, most);
        Matrix range = orthonormal(a.times(Matrix.gaussian(a.columns(), width, seed), backend), backend);
        for (int i = 0; i < iterations(most); i++) {
            Matrix other = orthonormal(a.transposeTimes(range, backend), backend);
            range = orthonormal(a.times(other, backend), backend);
        }
        SVD small = SVD.of(finite(a.transposeTimes(range, backend)), backend);
        double[] values = Arrays.copyOf(small.values(), rank);
        Matrix u = range.times(small.v().columns(0, rank), backend);
        Matrix v = small.u().columns(0, rank);
        return new PartialSVD(u, values, v, residuals(a.times(v, backend).minus(u.times(Matrix.diagonal(values), backend)), values));
    }

    private int iterations(int most) {
        return powerIterations != AUTOMATIC ? powerIterations : rank < 0.1 * most ? 7 : 4;
    }

    private static Matrix orthonormal(Matrix product, Backend backend) {
        return QR.of(finite(product), backend).q();
    }

    private static Matrix finite(Matrix product) {
        return LanczosChecks.finite("RandomizedSVD", product);
    }

    private static double[] residuals(Matrix difference, double[] values) {
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) residuals[i] = values[0] == 0 ? 0 : difference.column(i).norm() / values[0];
        return residuals;
    }
}
