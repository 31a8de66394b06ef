package dev.lanewise.core.tensor;

import dev.lanewise.core.RandomStream;

/// A random matrix with orthonormal rows or columns.
final class Orthogonal {

    private Orthogonal() { }

    /// Gaussian vectors made orthonormal one after the other (modified Gram–Schmidt, twice, which is enough for full precision).
    static float[] values(int rows, int columns, RandomStream random) {
        boolean tall = rows >= columns;
        int count = Math.min(rows, columns), length = Math.max(rows, columns);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) vectors[i][j] = random.gaussian();
            for (int round = 0; round < 2; round++) orthogonalize(vectors, i);
        }
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) values[i * columns + j] = (float) (tall ? vectors[j][i] : vectors[i][j]);
        }
        return values;
    }

    private static void orthogonalize(double[][] vectors, int i) {
        for (int before = 0; before < i; before++) add(vectors[i], -dot(vectors[i], vectors[before]), vectors[before]);
        double norm = Math.sqrt(dot(vectors[i], vectors[i]));
        for (int j = 0; j < vectors[i].length; j++) vectors[i][j] /= norm;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void add(double[] x, double factor, double[] y) {
        for (int i = 0; i < x.length; i++) x[i] += factor * y[i];
    }
}
