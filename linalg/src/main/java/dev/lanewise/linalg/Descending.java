package dev.lanewise.linalg;

import java.util.stream.IntStream;

/// Values from the largest to the smallest.
final class Descending {

    private Descending() {
    }

    /// The positions of the values, the largest first; equal ones in their own order.
    static int[] order(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted((i, j) -> Double.compare(values[j], values[i])).mapToInt(i -> i).toArray();
    }

    static double[] sorted(double[] values) {
        double[] ascending = values.clone();
        java.util.Arrays.sort(ascending);
        double[] descending = new double[values.length];
        for (int i = 0; i < values.length; i++) descending[i] = ascending[values.length - 1 - i];
        return descending;
    }
}
