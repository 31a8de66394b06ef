package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Makes a series of a table: finds the steps, puts values in their places, fills what is missing.
record SeriesReader(Table table, StepTimes times, Gaps gaps) {

    /// More steps than this for each row are no gap but a wrong time.
    private static final int MOST_STEPS_FOR_A_ROW = 10;

    TimeSeries read() {
        List<String> names = table.names().stream().filter(name -> !name.equals(times.column())).toList();
        if (names.isEmpty()) throw new DataException("TimeSeries: expected a column of numbers" + (times.column().isEmpty() ? "" : " besides the times in '" + times.column() + "'") + ", but there is none");
        int length = length();
        double[] values = new double[length * names.size()];
        for (int j = 0; j < names.size(); j++) {
            double[] column = column(names.get(j), length);
            for (int i = 0; i < length; i++) values[i * names.size() + j] = column[i];
        }
        return new TimeSeries(times.timeline(), names, Matrix.wrap(length, names.size(), values));
    }

    private int length() {
        long length = times.steps()[times.steps().length - 1] + 1;
        if (gaps == Gaps.REJECT) requireEveryStep();
        if (length > (long) MOST_STEPS_FOR_A_ROW * times.steps().length) {
            throw new DataException(table.place(table.size() - 1, times.column()) + ": expected steps at a distance of all times, but " + times.steps().length + " rows would be " + length + " steps. Look for a wrong time");
        }
        return (int) length;
    }

    private void requireEveryStep() {
        long[] steps = times.steps();
        long missing = steps[steps.length - 1] + 1 - steps.length;
        if (missing == 0) return;
        int row = IntStream.range(0, steps.length).filter(i -> steps[i] != i).findFirst().orElseThrow();
        throw new DataException(table.place(row, times.column()) + ": expected a row for every step, but " + times.timeline().label(row) + (missing == 1 ? "" : " and " + (missing - 1) + " more")
                + (missing == 1 ? " is" : " are") + " missing. Fill gaps with the last value or by interpolation");
    }

    private double[] column(String name, int length) {
        double[] cells = table.column(name), column = new double[length];
        Arrays.fill(column, Double.NaN);
        for (int row = 0; row < cells.length; row++) column[(int) times.steps()[row]] = cells[row];
        switch (gaps) {
            case REJECT -> requireEveryValue(name, cells);
            case LAST -> repeatLast(name, column, times.timeline());
            case INTERPOLATE -> interpolate(name, column);
        }
        return column;
    }

    private void requireEveryValue(String name, double[] cells) {
        long missing = Arrays.stream(cells).filter(Double::isNaN).count();
        if (missing == 0) return;
        int row = IntStream.range(0, cells.length).filter(i -> Double.isNaN(cells[i])).findFirst().orElseThrow();
        throw new DataException(table.place(row, name) + ": expected a number, but it is missing" + (missing == 1 ? "" : ", as in " + (missing - 1) + " more rows")
                + ". Fill gaps with the last value or by interpolation, or drop the column");
    }

    private static void repeatLast(String name, double[] column, Timeline timeline) {
        if (Double.isNaN(column[0])) throw new DataException("TimeSeries: expected a value of '" + name + "' at the first step, " + timeline.label(0) + ", to repeat, but it is missing. Begin later, or interpolate");
        for (int i = 1; i < column.length; i++) if (Double.isNaN(column[i])) column[i] = column[i - 1];
    }

    private static void interpolate(String name, double[] column) {
        int before = -1;
        for (int i = 0; i < column.length; i++) {
            if (Double.isNaN(column[i])) continue;
            for (int k = before + 1; k < i; k++) column[k] = before < 0 ? column[i] : column[before] + (column[i] - column[before]) * (k - before) / (i - before);
            before = i;
        }
        if (before < 0) throw new DataException("TimeSeries: expected a value of '" + name + "', but all of them are missing. Drop it");
        Arrays.fill(column, before + 1, column.length, column[before]);
    }
}
