package dev.lanewise.core.series;

import dev.lanewise.linalg.Matrix;

/// How far someone's forecasts were off, as sums.
///
/// @param name whose
/// @param numbers how many were said
/// @param squares the sum of their squared errors
/// @param absolutes the sum of their absolute errors
public record SeriesScore(String name, long numbers, double squares, double absolutes) {

    static SeriesScore of(String name, Matrix said, Matrix truth) {
        double squares = 0, absolutes = 0;
        double[] errors = said.minus(truth).toArray();
        for (double error : errors) {
            squares += error * error;
            absolutes += Math.abs(error);
        }
        return new SeriesScore(name, errors.length, squares, absolutes);
    }

    /// The root of the mean squared error, in the units of the series.
    public double rmse() { return Math.sqrt(squares / numbers); }

    /// The mean absolute error.
    public double mae() { return absolutes / numbers; }

    /// Both together.
    SeriesScore plus(SeriesScore other) { return new SeriesScore(name, numbers + other.numbers, squares + other.squares, absolutes + other.absolutes); }
}
