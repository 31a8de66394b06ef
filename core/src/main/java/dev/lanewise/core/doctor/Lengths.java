package dev.lanewise.core.doctor;

import dev.lanewise.core.Shape;
import java.util.ArrayList;
import java.util.List;

/// Lengths of vectors, summed up in float64.
final class Lengths {

    private Lengths() { }

    static double all(float[] x, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += (double) x[i] * x[i];
        return Math.sqrt(sum);
    }

    /// For each time step of `[batch, time, features]`.
    static List<Double> byTime(float[] x, Shape shape) {
        int time = shape.extent(1), features = shape.extent(2);
        double[] sums = new double[time];
        for (int row = 0; row < shape.extent(0) * time; row++) {
            for (int j = row * features; j < (row + 1) * features; j++) sums[row % time] += (double) x[j] * x[j];
        }
        List<Double> lengths = new ArrayList<>();
        for (double sum : sums) lengths.add(Math.sqrt(sum));
        return lengths;
    }
}
