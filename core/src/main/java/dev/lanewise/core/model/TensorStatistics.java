package dev.lanewise.core.model;

import dev.lanewise.core.Shape;

/// What a stored tensor holds, in a few numbers.
///
/// @param type `float32`, `float64` or `int64`
/// @param shape of the tensor
/// @param bytes that its numbers take
/// @param min the smallest number that isn't NaN; NaN if there is none
/// @param max the largest one
/// @param mean of those that are finite; NaN if there are none
/// @param notNumbers how many are NaN
/// @param infinite how many are infinite
public record TensorStatistics(String type, Shape shape, long bytes, double min, double max, double mean, long notNumbers, long infinite) {

    public static TensorStatistics of(StoredTensor tensor) {
        return switch (tensor) {
            case StoredTensor.Floats floats -> count("float32", floats.shape(), Float.BYTES, i -> floats.values()[i]);
            case StoredTensor.Doubles doubles -> count("float64", doubles.shape(), Double.BYTES, i -> doubles.values()[i]);
            case StoredTensor.Longs longs -> count("int64", longs.shape(), Long.BYTES, i -> longs.values()[i]);
        };
    }

    private interface Numbers {
        double at(int i);
    }

    private static TensorStatistics count(String type, Shape shape, int width, Numbers numbers) {
        double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum = 0;
        long notNumbers = 0, infinite = 0;
        int size = shape.size();
        for (int i = 0; i < size; i++) {
            double number = numbers.at(i);
            if (Double.isNaN(number)) {
                notNumbers++;
                continue;
            }
            min = Math.min(min, number);
            max = Math.max(max, number);
            if (Double.isInfinite(number)) infinite++;
            else sum += number;
        }
        boolean none = notNumbers == size;
        return new TensorStatistics(type, shape, (long) size * width, none ? Double.NaN : min, none ? Double.NaN : max, sum / (size - notNumbers - infinite), notNumbers, infinite);
    }
}
