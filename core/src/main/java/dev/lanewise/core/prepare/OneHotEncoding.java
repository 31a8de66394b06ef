package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Categories as columns of zeros and ones, named `COLUMN=CATEGORY`, in the place of the column; an own column for strange ones is named `COLUMN=?`.
///
/// @param columns the categories of each encoded column
/// @param dropFirst whether the first category has no column
/// @param unknown what becomes of a strange category; with `IGNORE` and `dropFirst` it looks like the first one
public record OneHotEncoding(List<Categories> columns, boolean dropFirst, Unknown unknown) {

    public OneHotEncoding {
        columns = List.copyOf(columns);
    }

    /// The table with the encoded columns replaced.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there, or a category is strange and may not be
    public Table apply(Table table) {
        Table encoded = Table.empty();
        for (String name : table.names()) {
            List<Categories> own = columns.stream().filter(candidate -> candidate.column().equals(name)).toList();
            encoded = own.isEmpty() ? OrdinalEncoding.copy(encoded, table, name) : encode(encoded, table, own.getFirst());
        }
        for (Categories categories : columns) if (!table.has(categories.column())) table.texts(categories.column());      // complains
        return encoded;
    }

    private Table encode(Table to, Table from, Categories categories) {
        int[] numbers = categories.numbers(from, unknown, "OneHotEncoder");
        Table encoded = to;
        List<String> names = names(categories);
        for (int k = 0; k < names.size(); k++) {
            int number = dropFirst ? k + 1 : k;
            if (encoded.has(names.get(k)) || from.has(names.get(k))) {
                throw new DataException("OneHotEncoder: expected no column of the name \"" + names.get(k) + "\", which that of a category will have, but there is one. Rename it");
            }
            encoded = encoded.with(names.get(k), Arrays.stream(numbers).mapToDouble(own -> own == number ? 1 : 0).toArray());
        }
        return encoded;
    }

    private List<String> names(Categories categories) {
        List<String> names = new ArrayList<>(categories.values().stream().skip(dropFirst ? 1 : 0).map(value -> categories.column() + "=" + value).toList());
        if (unknown == Unknown.OWN) names.add(categories.column() + "=?");
        return names;
    }

    /// The categories back in one column of texts each; rows without a 1 get the first category if it was dropped, else an empty text, as strange ones do.
    ///
    /// @throws dev.lanewise.core.DataException if a column is not there
    public Table inverse(Table table) {
        Table back = Table.empty();
        for (String name : table.names()) if (columns.stream().noneMatch(categories -> names(categories).contains(name))) back = OrdinalEncoding.copy(back, table, name);
        for (Categories categories : columns) back = back.with(categories.column(), values(table, categories));
        return back;
    }

    private List<String> values(Table table, Categories categories) {
        List<double[]> indicators = names(categories).stream().map(table::column).toList();
        List<String> values = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            int number = dropFirst ? 0 : -1;
            for (int k = 0; k < indicators.size(); k++) if (indicators.get(k)[row] == 1) number = dropFirst ? k + 1 : k;
            values.add(categories.value(number));
        }
        return values;
    }

    /// What a file has to hold, for [#of(Options)].
    public Options options() { return Options.none().with("columns", columns.stream().map(Categories::options).toList()).with("drop-first", dropFirst).with("unknown", unknown); }

    /// The encoding with these [#options()].
    public static OneHotEncoding of(Options options) {
        return new OneHotEncoding(options.list("columns").stream().map(Categories::of).toList(), options.flag("drop-first", false), options.choice("unknown", Unknown.ERROR));
    }
}
