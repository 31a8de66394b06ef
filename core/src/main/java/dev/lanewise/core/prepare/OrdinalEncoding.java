package dev.lanewise.core.prepare;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.util.Arrays;
import java.util.List;

/// Categories as numbers, in columns of the same names and places.
///
/// @param columns the categories of each encoded column
/// @param unknown what becomes of a strange category: an error, a missing number, or the number behind the last
public record OrdinalEncoding(List<Categories> columns, Unknown unknown) {

    public OrdinalEncoding {
        columns = List.copyOf(columns);
    }

    /// The table with the encoded columns replaced.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there, or a category is strange and may not be
    public Table apply(Table table) {
        Table encoded = table;
        for (Categories categories : columns) {
            double[] numbers = Arrays.stream(categories.numbers(table, unknown, "OrdinalEncoder")).mapToDouble(number -> number < 0 ? Double.NaN : number).toArray();
            encoded = encoded.with(categories.column(), numbers);
        }
        return encoded;
    }

    /// The categories in the place of their numbers; empty where there is none with that number.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there
    public Table inverse(Table table) {
        Table back = table;
        for (Categories categories : columns) {
            back = back.with(categories.column(), Arrays.stream(table.column(categories.column())).mapToObj(number -> Double.isNaN(number) ? "" : categories.value((int) number)).toList());
        }
        return back;
    }

    /// What a file has to hold, for [#of(Options)].
    public Options options() { return Options.none().with("columns", columns.stream().map(Categories::options).toList()).with("unknown", unknown); }

    /// The encoding with these [#options()].
    public static OrdinalEncoding of(Options options) {
        return new OrdinalEncoding(options.list("columns").stream().map(Categories::of).toList(), options.choice("unknown", Unknown.ERROR));
    }

    /// One more column, as it is in another table.
    static Table copy(Table to, Table from, String name) { return from.isNumber(name) ? to.with(name, from.column(name)) : to.with(name, from.texts(name)); }
}
