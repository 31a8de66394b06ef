package dev.lanewise.core.series;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.LeastSquares;
import dev.lanewise.linalg.Matrix;

/// A linear function of the last values, fitted by least squares: `ŷ = b + Σ w · x` over the whole window, one such function for each step of the horizon.
///
/// With one variable and a horizon of 1 it is an autoregression of order `lookBack`; with several it is a vector autoregression.
///
/// | | shape | |
/// |---|---|---|
/// | coefficients | `[1 + lookBack · variables, horizon · targets]` | first the constants `b`, then the steps as they follow each other |
///
/// @param windows what it looks at and says
/// @param coefficients what it learned
/// @see <a href="https://otexts.com/fpp3/">Hyndman & Athanasopoulos: Forecasting: principles and practice</a>; numbers of the tests: `numpy.linalg.lstsq`
public record LinearAR(Windows windows, Matrix coefficients) implements SeriesPredictor {

    /// The function that fits the windows of a series best.
    ///
    /// @throws dev.lanewise.core.DataException if the series is shorter than one window
    public static LinearAR fit(Windows windows, TimeSeries series) {
        WindowRows rows = new WindowRows(windows, series, windows.origins(series.length()), true);
        int said = rows.schema().target().shape().size();
        double[] targets = new double[rows.size() * said];
        for (int i = 0; i < targets.length; i++) targets[i] = rows.target(i / said, i % said);
        return new LinearAR(windows, LeastSquares.of(withConstant(rows), Matrix.wrap(rows.size(), said, targets)).solution());
    }

    private static Matrix withConstant(Dataset rows) {
        int width = 1 + rows.schema().input().size();
        double[] cells = new double[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            cells[row * width] = 1;
            rows.readInput(0, row, cells, row * width + 1);
        }
        return Matrix.wrap(rows.size(), width, cells);
    }

    @Override public String name() { return "linear AR, " + windows.lookBack(); }

    @Override public int lookBack() { return windows.lookBack(); }

    /// The number of what it learned.
    public int parameters() { return coefficients.rows() * coefficients.columns(); }

    @Override public Matrix predict(TimeSeries series, int[] origins, int steps) {
        SeriesPredictor.requireOrigins(this, series, origins);
        return new Continuation(windows, rows -> withConstant(rows).times(coefficients)).predict(name(), series, origins, steps);
    }

    /// `linear AR, 20: 21 parameters`
    @Override public String toString() { return name() + ": " + parameters() + " parameters"; }
}
