package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;

/// Says how a series goes on: a [network][ForecastModel], or one of the baselines that it has to beat.
///
/// | baseline | says |
/// |---|---|
/// | [#persistence] | the last value |
/// | [#seasonalNaive] | the value of one season before |
/// | [LinearAR] | a linear function of the last values, by least squares |
public interface SeriesPredictor {

    /// What a report calls it.
    String name();

    /// How many steps it needs before an origin.
    int lookBack();

    /// What it says at several origins, each of which it may look at the steps before, and at nothing else.
    ///
    /// @param origins each in `lookBack() … length`
    /// @param steps how many from each origin on
    /// @return `[origins, steps · targets]`, step by step
    /// @throws DataException if an origin has too little before it
    Matrix predict(TimeSeries series, int[] origins, int steps);

    /// The last value again and again.
    ///
    /// @param targets the variables to say; none for all
    static SeriesPredictor persistence(String... targets) { return new Naive(1, java.util.List.of(targets)); }

    /// The value of one season before, again and again.
    ///
    /// @param season steps in a season, at least 1
    /// @param targets the variables to say; none for all
    static SeriesPredictor seasonalNaive(int season, String... targets) { return new Naive(season, java.util.List.of(targets)); }

    /// Refuses an origin with too little before it, or beyond the end.
    static void requireOrigins(SeriesPredictor predictor, TimeSeries series, int... origins) {
        for (int origin : origins) {
            if (origin < predictor.lookBack() || origin > series.length()) {
                throw new DataException(predictor.name() + ": expected an origin with at least " + predictor.lookBack() + " steps before it in a series of " + series.length() + " steps, but got " + origin);
            }
        }
    }
}
