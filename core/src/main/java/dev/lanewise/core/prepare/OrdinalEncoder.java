package dev.lanewise.core.prepare;

import dev.lanewise.core.data.Table;
import java.util.Arrays;
import java.util.List;

/// The number of the category in the place of every category: 0, 1, … in their order.
///
/// @param columns the columns of a table to encode, at least one
/// @param unknown what becomes of a category that was not there to learn
public record OrdinalEncoder(List<String> columns, Unknown unknown) {

    public OrdinalEncoder {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) throw new IllegalArgumentException("OrdinalEncoder: expected at least one column, but got none");
    }

    /// A strange category is an error.
    public static OrdinalEncoder of(String... columns) { return new OrdinalEncoder(Arrays.asList(columns), Unknown.ERROR); }

    public OrdinalEncoder unknown(Unknown unknown) { return new OrdinalEncoder(columns, unknown); }

    /// The categories of a table.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there, or there are no rows
    public OrdinalEncoding fit(Table table) { return new OrdinalEncoding(columns.stream().map(column -> Categories.of(table, column, "OrdinalEncoder")).toList(), unknown); }
}
