package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Results for people, or for the next program in a pipe.
final class OutputFormat {

    @ArgGroup private Choice choice = new Choice();

    static final class Choice {
        @Option(names = "--json", description = "Print JSON.") private boolean json;
        @Option(names = "--csv", description = "Print CSV.") private boolean csv;
    }

    boolean json() { return choice.json; }

    boolean csv() { return choice.csv; }

    boolean text() { return !choice.json && !choice.csv; }

    /// Rows under a heading each; in JSON they are a list with this name.
    void rows(PrintWriter out, String name, Table table) {
        if (choice.json) out.println(Options.none().with(name, objects(table)).toJson());
        else if (choice.csv) table.writeCsv(out);
        else out.print(TextTable.rows(table));
    }

    /// One row, upright: a name and a value a line.
    void facts(PrintWriter out, Table table) {
        if (choice.json) out.println(objects(table).getFirst().toJson());
        else if (choice.csv) table.writeCsv(out);
        else out.print(TextTable.facts(table));
    }

    static List<Options> objects(Table table) {
        Map<String, IntFunction<Object>> columns = new LinkedHashMap<>();
        for (String name : table.names()) columns.put(name, values(table, name));
        return IntStream.range(0, table.size()).mapToObj(row -> {
            Map<String, Object> object = new LinkedHashMap<>();
            columns.forEach((name, column) -> object.put(name, column.apply(row)));
            return Options.of(object);
        }).toList();
    }

    private static IntFunction<Object> values(Table table, String name) {
        if (!table.isNumber(name)) return table.texts(name)::get;
        double[] numbers = table.column(name);
        return row -> whole(numbers[row]) ? (Object) (long) numbers[row] : (Object) numbers[row];
    }

    private static boolean whole(double value) { return value == Math.rint(value) && Math.abs(value) < 1L << 53; }
}
