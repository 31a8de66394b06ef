package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;

/// What was learned of the size of each variable: `(f(x) − shift) / size`, where f is the logarithm or nothing.
record SeriesScale(SeriesScaling kind, double[] shift, double[] size) {

    static SeriesScale learn(SeriesScaling kind, TimeSeries series) {
        int n = series.names().size();
        double[] shift = new double[n], size = new double[n];
        Arrays.fill(size, 1);
        for (int j = 0; j < n && kind != SeriesScaling.NONE; j++) {
            double[] values = series.values().column(j).toArray();
            for (int i = 0; i < values.length; i++) values[i] = forward(kind, series.names().get(j), values[i]);
            boolean range = kind == SeriesScaling.MIN_MAX;
            shift[j] = range ? Arrays.stream(values).min().orElse(0) : Arrays.stream(values).average().orElse(0);
            double spread = range ? Arrays.stream(values).max().orElse(0) - shift[j] : deviation(values, shift[j]);
            if (spread > 0) size[j] = spread;
        }
        return new SeriesScale(kind, shift, size);
    }

    private static double deviation(double[] values, double mean) { return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0)); }

    private static double forward(SeriesScaling kind, String name, double value) {
        if (kind != SeriesScaling.LOG) return value;
        if (!(value > 0)) throw new DataException("Forecaster: expected positive numbers to take logarithms of, but '" + name + "' has " + value + ". Take another scaling");
        return Math.log(value);
    }

    /// The series as a network sees it.
    TimeSeries apply(TimeSeries series) {
        if (kind == SeriesScaling.NONE) return series;
        int n = shift.length;
        double[] values = series.values().toArray();
        for (int i = 0; i < values.length; i++) values[i] = (forward(kind, series.names().get(i % n), values[i]) - shift[i % n]) / size[i % n];
        return new TimeSeries(series.timeline(), series.names(), Matrix.wrap(series.length(), n, values));
    }

    /// What was said, in the units of the series.
    ///
    /// @param places the variables that the columns say in turn
    Matrix undo(Matrix said, int[] places) {
        if (kind == SeriesScaling.NONE) return said;
        double[] values = said.toArray();
        for (int i = 0; i < values.length; i++) {
            int place = places[i % said.columns() % places.length];
            double value = values[i] * size[place] + shift[place];
            values[i] = kind == SeriesScaling.LOG ? Math.exp(value) : value;
        }
        return Matrix.wrap(said.rows(), said.columns(), values);
    }
}
