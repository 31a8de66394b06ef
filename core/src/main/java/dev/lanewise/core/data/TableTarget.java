package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a column of a table is as a target, and the numbers that stand for it.
///
/// @param target kind and classes
/// @param values the number of the class, or the number itself; `NaN` where it is missing
record TableTarget(Target target, double[] values) {

    private static final int MOST_CLASSES = 20;

    static TableTarget none() { return new TableTarget(Target.none(), new double[0]); }

    static TableTarget of(Table table, String column, Target.Kind kind) {
        return switch (kind) {
            case NONE -> none();
            case NUMBER -> new TableTarget(Target.number(column), table.numbers(column));
            case CLASS -> of(table, Target.classes(column, classes(table, column)));
        };
    }

    /// The column in the terms of a known target.
    ///
    /// @throws DataException if it holds a class that the target doesn't know
    static TableTarget of(Table table, Target target) {
        if (target.kind() == Target.Kind.NUMBER) return new TableTarget(target, table.numbers(target.name()));
        List<String> texts = table.texts(target.name());
        Map<String, Integer> numbers = new HashMap<>();
        target.classes().forEach(name -> numbers.put(name, numbers.size()));
        double[] values = IntStream.range(0, table.size()).mapToDouble(row -> number(table, target, row, texts.get(row), numbers)).toArray();
        return new TableTarget(target, values);
    }

    /// Class or number, by the rule that [TableDataset] describes.
    static Target.Kind kind(Table table, String column) {
        if (!table.isNumber(column)) return Target.Kind.CLASS;
        double[] values = present(table, column);
        boolean whole = values.length > 0 && Arrays.stream(values).allMatch(Numerals::isWhole);
        long different = Arrays.stream(values).distinct().count();
        boolean few = different <= 2 || different <= MOST_CLASSES && 2 * different <= values.length;
        return whole && few ? Target.Kind.CLASS : Target.Kind.NUMBER;
    }

    private static List<String> classes(Table table, String column) {
        if (table.isNumber(column)) return Arrays.stream(present(table, column)).distinct().sorted().mapToObj(Numerals::print).toList();
        return table.texts(column).stream().filter(text -> !text.isEmpty()).distinct().sorted().toList();
    }

    private static double[] present(Table table, String column) {
        return Arrays.stream(table.numbers(column)).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static double number(Table table, Target target, int row, String text, Map<String, Integer> numbers) {
        if (text.isEmpty()) return Double.NaN;
        Integer number = numbers.get(text);
        if (number != null) return number;
        throw new DataException(table.place(row, target.name()) + ": expected one of the classes " + String.join(", ", target.classes())
                + ", but got \"" + text + "\"");
    }
}
