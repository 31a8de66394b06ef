package dev.lanewise.core.prepare;

import dev.lanewise.core.data.Table;
import java.util.Arrays;
import java.util.List;

/// A column for each category of a column: 1 in the column of the row's category, 0 in the others.
///
/// @param columns the columns of a table to encode, at least one
/// @param dropFirst whether the first category has no column, so that the columns don't add up to 1 in every row
/// @param unknown what becomes of a category that was not there to learn
public record OneHotEncoder(List<String> columns, boolean dropFirst, Unknown unknown) {

    public OneHotEncoder {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) throw new IllegalArgumentException("OneHotEncoder: expected at least one column, but got none");
    }

    /// With a column for every category; a strange one is an error.
    public static OneHotEncoder of(String... columns) { return new OneHotEncoder(Arrays.asList(columns), false, Unknown.ERROR); }

    public OneHotEncoder dropFirst(boolean dropFirst) { return new OneHotEncoder(columns, dropFirst, unknown); }

    public OneHotEncoder unknown(Unknown unknown) { return new OneHotEncoder(columns, dropFirst, unknown); }

    /// The categories of a table.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there, or there are no rows
    public OneHotEncoding fit(Table table) {
        return new OneHotEncoding(columns.stream().map(column -> Categories.of(table, column, "OneHotEncoder")).toList(), dropFirst, unknown);
    }
}
