package dev.lanewise.core.series;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The scores of a model beside those of the baselines on the same forecasts: never one without the others.
///
/// @param steps how many steps each forecast has
/// @param origins how many forecasts were judged
/// @param scores that of the model first
public record SeriesReport(int steps, int origins, List<SeriesScore> scores) {

    public SeriesReport {
        scores = ImmutableList.copyOf(scores);
    }

    /// Forecasts from every step of the later part on that leaves room for the horizon; what came before may be looked at, and was learned from.
    ///
    /// @param predictors the model first, then the baselines
    /// @param windows what is said: its horizon, its stride and its targets
    /// @param from the first origin; a later one where a predictor needs more before it
    /// @throws DataException if no origin is left
    static SeriesReport of(List<? extends SeriesPredictor> predictors, Windows windows, TimeSeries series, int from) {
        int first = Math.max(from, predictors.stream().mapToInt(SeriesPredictor::lookBack).max().orElse(0)), last = series.length() - windows.horizon();
        int[] origins = IntStream.iterate(first, origin -> origin <= last, origin -> origin + windows.stride()).toArray();
        if (origins.length == 0) {
            throw new DataException("SeriesReport: expected at least " + windows.horizon() + " steps to judge by from step " + first + " on, but the series has " + series.length());
        }
        Matrix truth = truth(windows, series, origins);
        List<SeriesScore> scores = new ArrayList<>();
        for (SeriesPredictor predictor : predictors) scores.add(SeriesScore.of(predictor.name(), predictor.predict(series, origins, windows.horizon()), truth, windows.horizon()));
        return new SeriesReport(windows.horizon(), origins.length, scores);
    }

    /// What came: `[origins, horizon · targets]`.
    static Matrix truth(Windows windows, TimeSeries series, int[] origins) {
        int[] places = windows.places(series);
        int width = windows.horizon() * places.length;
        double[] truth = new double[origins.length * width];
        for (int i = 0; i < truth.length; i++) truth[i] = series.values().get(origins[i / width] + i % width / places.length, places[i % places.length]);
        return Matrix.wrap(origins.length, width, truth);
    }

    /// The model's.
    public SeriesScore model() { return scores.getFirst(); }

    /// Those of the baselines.
    public List<SeriesScore> baselines() { return scores.subList(1, scores.size()); }

    /// Both together, such as those of two folds.
    ///
    /// @throws IllegalArgumentException if they don't judge the same predictors
    public SeriesReport plus(SeriesReport other) {
        List<String> names = scores.stream().map(SeriesScore::name).toList();
        if (steps != other.steps || !names.equals(other.scores.stream().map(SeriesScore::name).toList())) {
            throw new IllegalArgumentException("SeriesReport: expected " + steps + " steps of " + names + ", but got " + other.steps + " of " + other.scores);
        }
        return new SeriesReport(steps, origins + other.origins, IntStream.range(0, scores.size()).mapToObj(i -> scores.get(i).plus(other.scores.get(i))).toList());
    }

    /// A row each: `forecast`, `rmse`, `mae`.
    public Table table() {
        return Table.empty().with("forecast", scores.stream().map(SeriesScore::name).toList())
                .with("rmse", scores.stream().mapToDouble(SeriesScore::rmse).toArray()).with("mae", scores.stream().mapToDouble(SeriesScore::mae).toArray());
    }

    /// Whether the model is ahead, in a sentence: `lstm beats every baseline`, or which ones it does not beat.
    public String verdict() {
        List<SeriesScore> better = baselines().stream().filter(score -> !(model().rmse() < score.rmse())).toList();
        if (better.isEmpty()) return String.format(Locale.ROOT, "%s beats every baseline, by RMSE", model().name());
        return model().name() + " does NOT beat " + better.stream().map(score -> String.format(Locale.ROOT, "%s (%.4g against %.4g)", score.name(), score.rmse(), model().rmse())).collect(Collectors.joining(", "));
    }

    /// A line each, and the verdict.
    @Override public String toString() {
        int wide = scores.stream().mapToInt(score -> score.name().length()).max().orElse(0);
        return String.format(Locale.ROOT, "%-" + wide + "s  %12s  %12s  over %,d forecasts of %d steps%n", "", "rmse", "mae", origins, steps)
                + scores.stream().map(score -> String.format(Locale.ROOT, "%-" + wide + "s  %12.5g  %12.5g%n", score.name(), score.rmse(), score.mae())).collect(Collectors.joining())
                + verdict();
    }
}
