package dev.lanewise.nn.dense;

/// The hyperplane `weights · x + bias = 0` between two classes.
///
/// @param weights its normal, `[features]`, towards the second class
/// @param bias what shifts it away from the origin
/// @param margin how far the nearest training sample lies from it on its right side; negative if one lies on the wrong side
public record Boundary(double[] weights, double bias, double margin) {

    /// How far a point lies from it: positive on the side of the second class.
    ///
    /// @throws IllegalArgumentException unless there is a number for each feature
    public double distance(double... x) {
        if (x.length != weights.length) throw new IllegalArgumentException("Boundary.distance: expected " + weights.length + " numbers, but got " + x.length);
        double z = 0, squares = 0;
        for (int j = 0; j < x.length; j++) {
            z += weights[j] * x[j];
            squares += weights[j] * weights[j];
        }
        return (z + bias) / Math.sqrt(squares);
    }

    /// Where it is along axis `axis` if all other coordinates are those of `x`: to draw it as a line. Infinite or NaN if it is parallel to that axis.
    public double along(int axis, double... x) {
        double z = bias;
        for (int j = 0; j < x.length; j++) if (j != axis) z += weights[j] * x[j];
        return -z / weights[axis];
    }
}
