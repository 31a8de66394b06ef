package dev.lanewise.reduction;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;

/// A function that compares two rows as an inner product in some space does; elsewhere called a kernel.
///
/// | kind | k(x, y) |
/// |---|---|
/// | `LINEAR` | `xᵀy` |
/// | `POLYNOMIAL` | `(γ xᵀy + c)^degree` |
/// | `GAUSSIAN` | `e^(−γ ‖x − y‖²)` |
/// | `SIGMOID` | `tanh(γ xᵀy + c)`, which is no inner product for every γ and c |
/// | `COSINE` | `xᵀy / (‖x‖ ‖y‖)`, 0 for a row of zeros |
///
/// @param kind which
/// @param gamma γ > 0; 0 for 1 / features
/// @param degree of the polynomial, at least 1
/// @param offset c
public record Similarity(Kind kind, double gamma, int degree, double offset) {

    /// The form of the function.
    public enum Kind { LINEAR, POLYNOMIAL, GAUSSIAN, SIGMOID, COSINE }

    public Similarity {
        if (!(gamma >= 0)) throw new IllegalArgumentException("Similarity: expected gamma > 0, or 0 for 1 / features, but got " + gamma);
        if (degree < 1) throw new IllegalArgumentException("Similarity: expected a degree ≥ 1, but got " + degree);
    }

    public static Similarity linear() { return new Similarity(Kind.LINEAR, 0, 3, 1); }

    public static Similarity polynomial(int degree) { return new Similarity(Kind.POLYNOMIAL, 0, degree, 1); }

    public static Similarity gaussian(double gamma) { return new Similarity(Kind.GAUSSIAN, gamma, 3, 1); }

    public static Similarity sigmoid() { return new Similarity(Kind.SIGMOID, 0, 3, 1); }

    public static Similarity cosine() { return new Similarity(Kind.COSINE, 0, 3, 1); }

    public Similarity gamma(double gamma) { return new Similarity(kind, gamma, degree, offset); }

    public Similarity offset(double offset) { return new Similarity(kind, gamma, degree, offset); }

    /// Whether the similarities of some rows may have negative eigenvalues.
    boolean isIndefinite() { return kind == Kind.SIGMOID || kind == Kind.POLYNOMIAL && offset < 0; }

    /// With γ as a number.
    Similarity of(int features) { return gamma == 0 ? gamma(1.0 / features) : this; }

    /// k of every row of x with every row of y: `[n, m]`.
    Matrix between(Matrix x, Matrix y, Backend backend) {
        if (kind == Kind.GAUSSIAN) return betweenNear(shifted(x, y), shifted(y, y), backend);
        return betweenNear(x, y, backend);
    }

    /// Less the mean of y: distances stay, but a distant mean costs them no digits.
    private static Matrix shifted(Matrix x, Matrix y) {
        double[] mean = y.columnMeans(), rest = x.toArray();
        for (int i = 0; i < rest.length; i++) rest[i] -= mean[i % mean.length];
        return Matrix.wrap(x.rows(), x.columns(), rest);
    }

    private Matrix betweenNear(Matrix x, Matrix y, Backend backend) {
        double[] k = x.times(y.transpose(), backend).toArray(), own = squares(x), other = squares(y);
        double factor = of(x.columns()).gamma;
        int m = y.rows();
        for (int i = 0; i < k.length; i++) k[i] = of(k[i], own[i / m], other[i % m], factor);
        return Matrix.wrap(x.rows(), m, k);
    }

    private double of(double inner, double own, double other, double factor) {
        return switch (kind) {
            case LINEAR -> inner;
            case POLYNOMIAL -> Math.pow(factor * inner + offset, degree);
            case GAUSSIAN -> Math.exp(-factor * Math.max(0, own + other - 2 * inner));
            case SIGMOID -> Math.tanh(factor * inner + offset);
            case COSINE -> own == 0 || other == 0 ? 0 : inner / (Math.sqrt(own) * Math.sqrt(other));
        };
    }

    private static double[] squares(Matrix x) {
        double[] squares = new double[x.rows()];
        for (int i = 0; i < squares.length; i++) squares[i] = Math.pow(x.row(i).norm(), 2);
        return squares;
    }
}
