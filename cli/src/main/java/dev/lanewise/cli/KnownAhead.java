package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A table whose last rows have nothing but their time and what is known ahead.
///
/// @param known the columns that are known ahead
/// @param time the column of times
record KnownAhead(Table table, List<String> known, Optional<String> time) {

    /// The rows before, without what is known ahead.
    Table past() {
        int rows = rows();
        Table past = Table.empty();
        for (String name : table.names()) {
            if (known.contains(name)) continue;
            past = table.isNumber(name) ? past.with(name, Arrays.copyOf(table.column(name), rows)) : past.with(name, table.texts(name).subList(0, rows));
        }
        return past;
    }

    /// How many rows have something besides.
    private int rows() {
        List<double[]> others = table.names().stream().filter(name -> !known.contains(name) && time.filter(name::equals).isEmpty()).map(table::column).toList();
        if (others.isEmpty()) throw new DataException("--known: expected a column besides what is known ahead, but there is none");
        return IntStream.range(0, table.size()).filter(row -> others.stream().anyMatch(column -> !Double.isNaN(column[row]))).max().orElse(-1) + 1;
    }

    /// A column that is known ahead, whole.
    double[] values(String name) { return table.column(name); }
}
