package dev.lanewise.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lanewise.core.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the first line of a CSV file says: names of columns, or a row, or what scikit-learn's own tables say.
///
/// @param isLine whether the first line is a header and no row
/// @param isNamed whether the header names the columns
/// @param names the names of the columns, `column1` … where there are none
/// @param classes the names of the classes if the last column holds their numbers
/// @param rows the number of rows that the header promises, -1 if it promises none
record CsvHeader(Path file, boolean isLine, boolean isNamed, List<String> names, List<String> classes, int rows) {

    private static final String TARGET = "class";

    static CsvHeader of(Path file, CsvFormat format, CsvRecord first, Optional<CsvRecord> second) {
        List<String> fields = first.getFields().stream().map(String::strip).toList();
        int width = second.map(CsvRecord::getFieldCount).orElse(0);
        return switch (format.header()) {
            case NO -> new CsvHeader(file, false, false, numbered(fields.size()), List.of(), -1);
            case YES -> names(file, fields, first.getStartingLineNumber());
            case AUTO -> isClassHeader(fields, width) ? classes(file, fields)
                    : isNames(fields, second, format.missing()) ? names(file, fields, first.getStartingLineNumber())
                    : new CsvHeader(file, false, false, numbered(fields.size()), List.of(), -1);
        };
    }

    String target() { return classes.isEmpty() ? "" : TARGET; }

    /// The table with what the header says of it.
    Table finish(Table table) {
        if (rows >= 0 && table.size() != rows) {
            throw new DataException(file + ": expected " + rows + " rows, as its first line says, but got " + table.size());
        }
        return classes.isEmpty() ? table : table.with(TARGET, classNames(table));
    }

    private List<String> classNames(Table table) {
        double[] numbers = table.numbers(TARGET);
        return IntStream.range(0, numbers.length).mapToObj(row -> {
            double number = numbers[row];
            if (number >= 0 && number < classes.size() && Numerals.isWhole(number)) return classes.get((int) number);
            throw new DataException(table.place(row, TARGET) + ": expected a class in 0 … " + (classes.size() - 1)
                    + ", but got \"" + Numerals.print(number) + "\"");
        }).toList();
    }

    /// `150,4,setosa,versicolor,virginica` above rows of 4 features and a class.
    private static boolean isClassHeader(List<String> fields, int width) {
        if (fields.size() < 3 || !isCount(fields.get(0)) || !isCount(fields.get(1))) return false;
        return Numerals.parse(fields.get(1)) == width - 1
                && fields.subList(2, fields.size()).stream().allMatch(name -> !name.isEmpty() && Double.isNaN(Numerals.parse(name)));
    }

    private static boolean isCount(String field) { return field.matches("\\d{1,9}"); }

    private static boolean isNames(List<String> fields, Optional<CsvRecord> second, Set<String> missing) {
        boolean numberless = fields.stream().allMatch(field -> Double.isNaN(Numerals.parse(field)));
        return numberless || second.filter(row -> row.getFieldCount() == fields.size()).filter(row -> IntStream.range(0, fields.size())
                .anyMatch(j -> !missing.contains(fields.get(j)) && isTextAboveNumber(fields.get(j), row.getField(j).strip()))).isPresent();
    }

    private static boolean isTextAboveNumber(String above, String below) {
        return Double.isNaN(Numerals.parse(above)) && !Double.isNaN(Numerals.parse(below));
    }

    private static CsvHeader classes(Path file, List<String> fields) {
        List<String> names = new ArrayList<>(numbered(Integer.parseInt(fields.get(1))));
        names.add(TARGET);
        return new CsvHeader(file, true, false, List.copyOf(names), fields.subList(2, fields.size()), Integer.parseInt(fields.get(0)));
    }

    private static CsvHeader names(Path file, List<String> fields, long line) {
        List<String> names = IntStream.range(0, fields.size()).mapToObj(j -> fields.get(j).isEmpty() ? "column" + (j + 1) : fields.get(j)).toList();
        for (int j = 0; j < names.size(); j++) {
            int other = names.indexOf(names.get(j));
            if (other < j) {
                throw new DataException(file + ", line " + line + ": expected different names of columns, but \"" + names.get(j)
                        + "\" stands above columns " + (other + 1) + " and " + (j + 1));
            }
        }
        return new CsvHeader(file, true, true, names, List.of(), -1);
    }

    private static List<String> numbered(int columns) { return IntStream.rangeClosed(1, columns).mapToObj(j -> "column" + j).toList(); }
}
