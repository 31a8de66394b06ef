package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The categories of a column: texts in alphabetical order, numbers in numerical order. A missing value is a category like others, written empty.
///
/// @param column the name of the column
/// @param values the categories in the order of their numbers
public record Categories(String column, List<String> values) {

    public Categories {
        values = List.copyOf(values);
    }

    /// @throws DataException if there is no such column, or no row
    static Categories of(Table table, String column, String owner) {
        List<String> texts = new ArrayList<>(table.texts(column).stream().distinct().toList());
        if (texts.isEmpty()) throw new DataException(owner + ": expected at least one row to learn categories from, but the table has none");
        texts.sort(table.isNumber(column) ? Comparator.comparingDouble(text -> text.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(text)) : Comparator.naturalOrder());
        return new Categories(column, texts);
    }

    /// The number of the category in every row; by `unknown`, a strange one is −1, or the number behind the last.
    ///
    /// @throws DataException if one is strange and none may be
    int[] numbers(Table table, Unknown unknown, String owner) {
        Map<String, Integer> known = new HashMap<>();
        for (String value : values) known.put(value, known.size());
        List<String> texts = table.texts(column);
        int[] numbers = new int[texts.size()];
        for (int row = 0; row < numbers.length; row++) {
            Integer number = known.get(texts.get(row));
            if (number == null && unknown == Unknown.ERROR) {
                throw new DataException(owner + ": expected a category of column \"" + column + "\" that was learned, " + String.join(", ", values) + ", but row " + row + " has \"" + texts.get(row)
                        + "\". Learn from all categories, or choose ignore or own for unknown ones");
            }
            numbers[row] = number != null ? number : unknown == Unknown.OWN ? values.size() : -1;
        }
        return numbers;
    }

    /// The category with this number, empty if there is none.
    String value(int number) { return number >= 0 && number < values.size() ? values.get(number) : ""; }

    Options options() { return Options.none().with("column", column).with("values", values); }

    static Categories of(Options options) {
        if (options.value("values").orElse("") instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return new Categories(options.text("column"), list.stream().map(String.class::cast).toList());
        }
        throw new DataException(options.place() + ": expected a list of texts for 'values'");
    }
}
