package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What happens to the missing values of a table.
final class MissingValues {

    private MissingValues() { }

    /// @throws DataException that counts the missing values of each column, if there are any
    static void requireNone(Table table, List<String> columns) {
        String counts = columns.stream().filter(name -> count(table.numbers(name)) > 0)
                .map(name -> count(table.numbers(name)) + " in \"" + name + "\"").collect(Collectors.joining(", "));
        if (!counts.isEmpty()) {
            throw new DataException(table.source() + ": expected a value in every row, but some are missing: " + counts
                    + ". Drop these columns or rows, or put the mean of the column in their place");
        }
    }

    static long count(double[] values) { return Arrays.stream(values).filter(Double::isNaN).count(); }

    /// The mean of what is there.
    ///
    /// @throws DataException if nothing is
    static double mean(Table table, String column) {
        return Arrays.stream(table.numbers(column)).filter(value -> !Double.isNaN(value)).average().orElseThrow(() ->
                new DataException(table.source() + ": expected a value in column \"" + column + "\", but all of them are missing. Drop it"));
    }
}
