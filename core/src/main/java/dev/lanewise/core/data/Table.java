package dev.lanewise.core.data;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.data.Column.Mixed;
import dev.lanewise.core.data.Column.Numbers;
import dev.lanewise.core.data.Column.Texts;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Named columns of numbers or texts, all of the same length. Immutable.
///
/// A column of a file holds numbers if its first value that isn't missing is a number. A text further down is then an
/// error that names file, line and column: when the numbers are asked for, not before, so that a broken column can still be
/// dropped. Missing values are `NaN` among numbers and empty among texts.
public final class Table {

    private final Origin origin;
    private final ImmutableMap<String, Column> columns;

    Table(Origin origin, Map<String, Column> columns) {
        this.origin = origin;
        this.columns = ImmutableMap.copyOf(columns);
    }

    /// A table without columns; the first one that is added tells the number of rows.
    public static Table empty() { return new Table(Origin.MEMORY, Map.of()); }

    /// The columns of a matrix.
    ///
    /// @param names as many as the matrix has columns
    public static Table of(Matrix matrix, String... names) {
        if (names.length != matrix.columns()) {
            throw new IllegalArgumentException("Table: expected " + matrix.columns() + " names, but got " + names.length);
        }
        Table table = empty();
        for (int j = 0; j < names.length; j++) {
            int column = j;
            table = table.with(names[j], IntStream.range(0, matrix.rows()).mapToDouble(row -> matrix.get(row, column)).toArray());
        }
        return table;
    }

    /// Reads a CSV file, plain or gzip, whose form is told by itself: [CsvFormat#standard()].
    ///
    /// @throws DataException if the file is missing or no table, with the line where there is one
    public static Table readCsv(Path file) { return readCsv(file, CsvFormat.standard()); }

    /// Reads a CSV file, plain or gzip.
    ///
    /// The header of scikit-learn's own tables (rows, features, names of the classes) is understood where the format leaves
    /// the header open: the last column becomes the [target][#target()] `class` and holds the names.
    ///
    /// @throws DataException if the file is missing or no table, with the line where there is one
    public static Table readCsv(Path file, CsvFormat format) { return CsvFile.read(file, format); }

    /// The number of rows.
    public int size() { return columns.isEmpty() ? 0 : columns.values().iterator().next().size(); }

    public List<String> names() { return columns.keySet().asList(); }

    public boolean has(String name) { return columns.containsKey(name); }

    /// The column that the file itself marks as the one to predict, if it marks one.
    public Optional<String> target() { return Optional.of(origin.target()).filter(columns::containsKey); }

    /// Whether a column begins with a number. One without any value counts as numbers.
    public boolean isNumber(String name) { return !(require(name) instanceof Texts); }

    /// The numbers of a column, `NaN` where one is missing, as a fresh array.
    ///
    /// @throws DataException with file, line, column and text if there is a text in the column
    public double[] column(String name) { return numbers(name).clone(); }

    /// The values of a column as texts, numbers as short as they can be written, empty where one is missing.
    public List<String> texts(String name) {
        Column column = require(name);
        return column instanceof Texts(List<String> values) ? values : IntStream.range(0, size()).mapToObj(column::print).toList();
    }

    /// All columns but these.
    public Table drop(String... names) {
        for (String name : names) require(name);
        Set<String> dropped = Set.copyOf(Arrays.asList(names));
        return select(names().stream().filter(name -> !dropped.contains(name)).toArray(String[]::new));
    }

    /// These columns in this order.
    public Table select(String... names) {
        Map<String, Column> selected = new LinkedHashMap<>();
        for (String name : names) selected.put(name, require(name));
        return new Table(origin, selected);
    }

    /// One more column of numbers (or another in its place), `NaN` where a value is missing.
    public Table with(String name, double[] values) { return with(name, new Numbers(values.clone())); }

    /// One more column of texts (or another in its place), empty where a value is missing.
    public Table with(String name, List<String> values) { return with(name, new Texts(values)); }

    /// One row a row and one column a column.
    ///
    /// @throws DataException if there is a column of texts or a missing value
    public Matrix toMatrix() {
        List<String> broken = names().stream().filter(name -> !isNumber(name)).toList();
        if (!broken.isEmpty()) throw new DataException(source() + ": expected only numbers, but got texts in " + quoted(broken) + ". Drop " + them(broken));
        MissingValues.requireNone(this, names());
        double[] values = new double[Math.multiplyExact(size(), columns.size())];
        for (int j = 0; j < columns.size(); j++) {
            double[] column = numbers(names().get(j));
            for (int i = 0; i < column.length; i++) values[i * columns.size() + j] = column[i];
        }
        return Matrix.wrap(size(), columns.size(), values);
    }

    /// Writes a header and the rows, with commas and line feeds; quotes what needs quotes.
    public void writeCsv(Appendable to) { CsvPrinter.print(this, to); }

    /// Writes the same to a file in UTF-8; the old file survives whatever goes wrong.
    ///
    /// @throws DataException if the file could not be written
    public void writeCsv(Path file) { CsvPrinter.print(this, file); }

    /// What the table came from, for messages: a file, or `table`.
    String source() { return origin.source(); }

    /// The same columns under other names.
    Table renamed(List<String> names) {
        Map<String, Column> renamed = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) renamed.put(names.get(j), columns.values().asList().get(j));
        return new Table(origin, renamed);
    }

    /// Whether the names of the columns are more than their numbers.
    boolean isNamed() { return origin.named(); }

    /// Where a cell stands, as complaints begin: `iris.csv, line 43, column "width"`.
    public String place(int row, String column) { return origin.place(row) + ", column \"" + column + "\""; }

    /// The numbers of a column; nobody may write to them.
    double[] numbers(String name) {
        return switch (require(name)) {
            case Numbers(double[] values) -> values;
            case Texts(List<String> values) -> throw noNumber(name, (int) values.stream().takeWhile(String::isEmpty).count(), values);
            case Mixed(List<String> values, int row) -> throw noNumber(name, row, values);
        };
    }

    static String quoted(List<String> names) { return String.join(", ", names.stream().map(name -> "\"" + name + "\"").toList()); }

    static String them(List<String> names) { return names.size() == 1 ? "it" : "them"; }

    private DataException noNumber(String name, int row, List<String> values) {
        return new DataException(place(row, name) + ": expected a number, but got \"" + values.get(row) + "\"");
    }

    private Table with(String name, Column column) {
        if (!columns.isEmpty() && column.size() != size()) {
            throw new IllegalArgumentException("Table: expected " + size() + " values for column '" + name + "', but got " + column.size());
        }
        Map<String, Column> more = new LinkedHashMap<>(columns);
        more.put(name, column);
        return new Table(origin, more);
    }

    private Column require(String name) {
        Column column = columns.get(name);
        if (column == null) throw new DataException(Names.unknown("column of " + source(), name, names()));
        return column;
    }

    @Override public String toString() { return "Table[" + size() + " × " + columns.size() + "]"; }
}
