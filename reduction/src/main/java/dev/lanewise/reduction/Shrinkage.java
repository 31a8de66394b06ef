package dev.lanewise.reduction;

import dev.lanewise.linalg.Matrix;

/// How far a covariance estimated from few rows is drawn towards a multiple of the identity: `(1 − s) C + s · tr(C)/d · I`.
///
/// @see <a href="https://doi.org/10.1016/S0047-259X(03)00096-4">Ledoit & Wolf: A well-conditioned estimator for large-dimensional covariance matrices</a>
public sealed interface Shrinkage {

    /// The covariance as it is.
    static Shrinkage none() { return new Amount(0); }

    /// By a fixed amount in 0 … 1.
    static Shrinkage by(double amount) { return new Amount(amount); }

    /// By the amount that Ledoit's and Wolf's formula finds best for the rows at hand, their features standardised as in scikit-learn.
    static Shrinkage ledoitWolf() { return new LedoitWolf(); }

    /// A fixed amount.
    record Amount(double amount) implements Shrinkage {

        public Amount {
            if (!(amount >= 0 && amount <= 1)) throw new IllegalArgumentException("Shrinkage: expected an amount in 0 … 1, but got " + amount);
        }

        @Override public String toString() { return amount == 0 ? "none" : Double.toString(amount); }
    }

    /// An amount found from the rows.
    record LedoitWolf() implements Shrinkage {
        @Override public String toString() { return "auto"; }
    }

    /// `(1 − s) C + s · tr(C)/d · I`
    static Matrix shrink(Matrix covariance, double amount) {
        if (amount == 0) return covariance;
        int d = covariance.rows();
        double trace = 0;
        for (int i = 0; i < d; i++) trace += covariance.get(i, i);
        double[] shrunk = covariance.times(1 - amount).toArray();
        for (int i = 0; i < d; i++) shrunk[i * d + i] += amount * trace / d;
        return Matrix.wrap(d, d, shrunk);
    }
}
