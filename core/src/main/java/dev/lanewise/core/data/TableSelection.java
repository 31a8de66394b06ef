package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of a table that a model shall learn from.
final class TableSelection {

    private final Table table;
    private final List<String> features;
    private final TableTarget target;

    TableSelection(Table table, String target, Target.Kind kind) {
        this.table = table;
        this.target = TableTarget.of(table, target, kind);
        this.features = table.names().stream().filter(name -> !name.equals(target)).toList();
        requireNumbers();
    }

    TableDataset dataset(Missing missing) {
        if (missing == Missing.REJECT) MissingValues.requireNone(table, features);
        if (missing != Missing.DROP_ROWS) requireTargets();
        int[] rows = missing == Missing.DROP_ROWS ? completeRows() : IntStream.range(0, table.size()).toArray();
        List<double[]> columns = features.stream().map(name -> pick(missing == Missing.MEAN ? filled(name) : table.numbers(name), rows)).toList();
        double[] targets = target.values().length == 0 ? target.values() : pick(target.values(), rows);
        return new TableDataset(TableDataset.schema(features, target.target()), rows.length, TableDataset.interleave(columns, rows.length), targets);
    }

    private void requireNumbers() {
        List<String> texts = features.stream().filter(name -> !table.isNumber(name)).toList();
        if (!texts.isEmpty()) {
            throw new DataException(table.source() + ": expected numbers as features, but got texts in " + Table.quoted(texts)
                    + ". Drop " + Table.them(texts) + " (--drop), or name one of them as the target (--target)");
        }
        if (features.isEmpty()) throw new DataException(table.source() + ": expected at least one column of numbers as a feature, but got none");
    }

    private void requireTargets() {
        long gaps = MissingValues.count(target.values());
        if (gaps > 0) {
            throw new DataException(table.source() + ": expected a value of the target in every row, but " + gaps + " of "
                    + table.size() + " are missing in \"" + target.target().name() + "\". Drop these rows");
        }
    }

    private int[] completeRows() {
        return IntStream.range(0, table.size())
                .filter(row -> target.values().length == 0 || !Double.isNaN(target.values()[row]))
                .filter(row -> features.stream().noneMatch(name -> Double.isNaN(table.numbers(name)[row]))).toArray();
    }

    private double[] filled(String name) {
        double[] values = table.numbers(name);
        if (MissingValues.count(values) == 0) return values;
        double mean = MissingValues.mean(table, name);
        return Arrays.stream(values).map(value -> Double.isNaN(value) ? mean : value).toArray();
    }

    private static double[] pick(double[] values, int[] rows) { return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray(); }
}
