package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.RowSource;
import java.util.Arrays;

/// Number, mean, second moment and range of each column, from one reading of the rows. Missing values (NaN) don't count.
final class ColumnStatistics {

    /// Rows that are read at a time.
    private static final int BLOCK = 1024;

    final long[] count;
    final double[] mean;
    final double[] squares;                                   // Σ (x − mean)²
    final double[] least;
    final double[] greatest;

    private ColumnStatistics(int columns) {
        count = new long[columns];
        mean = new double[columns];
        squares = new double[columns];
        least = new double[columns];
        greatest = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    /// @throws DataException if there are no rows, a number is infinite, or a column has no number at all
    static ColumnStatistics of(Object owner, RowSource source) {
        int columns = source.schema().input().size();
        ColumnStatistics statistics = new ColumnStatistics(columns);
        long rows = source.forEachBlock(BLOCK, (inputs, targets, n) -> {
            for (int i = 0; i < n; i++) statistics.add(owner, inputs, i * columns);
        });
        if (rows == 0) throw new DataException(owner + ": expected at least one sample, but the data has none");
        for (int j = 0; j < columns; j++) requireNumbers(owner, source, j, statistics.count[j]);
        return statistics;
    }

    static void requireNumbers(Object owner, RowSource source, int column, long count) {
        if (count == 0) throw new DataException(owner + ": expected a number in every column, but " + name(source, column) + " has none. Drop it");
    }

    static String name(RowSource source, int column) {
        return source.schema().features().isEmpty() ? "column " + column : "column \"" + source.schema().features().get(column) + "\"";
    }

    private void add(Object owner, double[] x, int from) {
        for (int j = 0; j < count.length; j++) {
            double value = x[from + j];
            if (Double.isNaN(value)) continue;
            if (Double.isInfinite(value)) throw new DataException(owner + ": expected finite numbers, but column " + j + " has " + value + ". Drop or fill such rows first");
            double away = value - mean[j];                     // Welford's update
            mean[j] += away / ++count[j];
            squares[j] += away * (value - mean[j]);
            least[j] = Math.min(least[j], value);
            greatest[j] = Math.max(greatest[j], value);
        }
    }

    /// The standard deviation of a column, of all there is, so divided by N; 0 where the values differ by no more than rounding, not finite where their squares aren't.
    double deviation(int column) {
        if (!Double.isFinite(squares[column])) return squares[column];
        double variance = squares[column] / count[column], epsilon = Math.ulp(1.0), rounding = count[column] * mean[column] * epsilon;
        return variance <= count[column] * epsilon * variance + rounding * rounding ? 0 : Math.sqrt(variance);
    }
}
