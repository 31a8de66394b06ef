package dev.lanewise.core.optim;

/// A function of several variables with a gradient, in float64.
@FunctionalInterface
public interface Smooth {

    /// The value at `x`, whose gradient goes into the other array.
    double valueAndGradient(double[] x, double[] gradient);
}
