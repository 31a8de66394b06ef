package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tables for reading: columns side by side, numbers to the right.
final class TextTable {

    private record Column(List<String> cells, boolean right, int width) {

        Column(List<String> cells, boolean right) { this(cells, right, cells.stream().mapToInt(String::length).max().orElse(0)); }

        String cell(int row) {
            String padding = " ".repeat(width - cells.get(row).length());
            return right ? padding + cells.get(row) : cells.get(row) + padding;
        }
    }

    private TextTable() { }

    /// A line of names, then a line a row.
    static String rows(Table table) {
        List<Column> columns = table.names().stream().map(name -> new Column(headed(name, cells(table, name)), table.isNumber(name))).toList();
        return lines(columns, table.size() + 1);
    }

    /// Name and value of each column of a table with one row.
    static String facts(Table table) {
        List<String> values = table.names().stream().map(name -> cells(table, name).getFirst()).toList();
        return lines(List.of(new Column(table.names(), false), new Column(values, false)), values.size());
    }

    private static String lines(List<Column> columns, int rows) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int current = row;
            text.append(String.join("  ", columns.stream().map(column -> column.cell(current)).toList()).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> headed(String name, List<String> cells) {
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(cells);
        return all;
    }

    private static List<String> cells(Table table, String name) {
        return table.isNumber(name) ? Arrays.stream(table.column(name)).mapToObj(Figures::number).toList()
                : table.texts(name);
    }
}
