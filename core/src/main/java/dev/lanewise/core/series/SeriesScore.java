package dev.lanewise.core.series;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// How far someone's forecasts were off, as sums.
///
/// @param name whose
/// @param numbers how many were said
/// @param squares the sum of their squared errors
/// @param absolutes the sum of their absolute errors
/// @param squaresByStep the sums of the squared errors one, two, … steps ahead
public record SeriesScore(String name, long numbers, double squares, double absolutes, List<Double> squaresByStep) {

    public SeriesScore {
        squaresByStep = ImmutableList.copyOf(squaresByStep);
    }

    /// @param steps ahead, in each row
    static SeriesScore of(String name, Matrix said, Matrix truth, int steps) {
        double squares = 0, absolutes = 0;
        double[] errors = said.minus(truth).toArray(), byStep = new double[steps];
        int width = said.columns(), targets = width / steps;
        for (int i = 0; i < errors.length; i++) {
            squares += errors[i] * errors[i];
            absolutes += Math.abs(errors[i]);
            byStep[i % width / targets] += errors[i] * errors[i];
        }
        return new SeriesScore(name, errors.length, squares, absolutes, Doubles.asList(byStep));
    }

    /// The root of the mean squared error, in the units of the series.
    public double rmse() { return Math.sqrt(squares / numbers); }

    /// The mean absolute error.
    public double mae() { return absolutes / numbers; }

    /// [#rmse] of what was said one, two, … steps ahead.
    public double[] rmseByStep() { return squaresByStep.stream().mapToDouble(sum -> Math.sqrt(sum * squaresByStep.size() / numbers)).toArray(); }

    /// Both together.
    SeriesScore plus(SeriesScore other) {
        List<Double> byStep = IntStream.range(0, squaresByStep.size()).mapToObj(i -> squaresByStep.get(i) + other.squaresByStep.get(i)).toList();
        return new SeriesScore(name, numbers + other.numbers, squares + other.squares, absolutes + other.absolutes, byStep);
    }
}
