package dev.lanewise.core.series;

import dev.lanewise.linalg.Matrix;
import java.util.List;

/// The value of one season before; a season of one step is persistence.
record Naive(int season, List<String> targets) implements SeriesPredictor {

    Naive {
        if (season < 1) throw new IllegalArgumentException("SeasonalNaive: expected a season of at least 1 step, but got " + season);
    }

    @Override public String name() { return season == 1 ? "persistence" : "seasonal naive, " + season; }

    @Override public int lookBack() { return season; }

    @Override public Matrix predict(TimeSeries series, int[] origins, int steps) {
        SeriesPredictor.requireOrigins(this, series, origins);
        int[] places = Windows.of(season).targets(targets.toArray(String[]::new)).places(series);
        int width = steps * places.length;
        double[] said = new double[origins.length * width];
        for (int row = 0; row < origins.length; row++) {
            for (int i = 0; i < width; i++) said[row * width + i] = series.values().get(origins[row] - season + i / places.length % season, places[i % places.length]);
        }
        return Matrix.wrap(origins.length, width, said);
    }
}
