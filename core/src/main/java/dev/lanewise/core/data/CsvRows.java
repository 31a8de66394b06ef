package dev.lanewise.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.data.Schema.Target;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The rows of a CSV file as a [RowSource] that holds one block of them.
///
/// @param features the numbers of the columns that are features
/// @param target the number of the column that is the target, -1 for none
/// @param classes the number of each class by its text; empty where the column holds numbers already
record CsvRows(Path file, CsvFormat format, List<Integer> features, int target, Map<String, Integer> classes, Schema schema) implements RowSource {

    private static final int MOST_CLASSES = 10_000;

    /// Reads the file once: its header, and the texts of the target.
    static CsvRows of(Path file, CsvFormat format, String target) {
        TreeSet<String> texts = new TreeSet<>();
        int[] column = {-1};
        CsvHeader header = CsvFile.forEach(file, format, head -> {
            column[0] = targetColumn(file, head, target);
            return record -> {
                if (column[0] >= 0 && texts.size() <= MOST_CLASSES) texts.add(record.getField(column[0]).strip());
            };
        });
        boolean isNumber = column[0] < 0 || !header.classes().isEmpty() || texts.stream().noneMatch(text -> Double.isNaN(Numerals.parse(text)));
        List<String> classes = !header.classes().isEmpty() ? header.classes() : isNumber ? List.of() : List.copyOf(texts);
        if (classes.size() > MOST_CLASSES) throw new DataException(file + ", column \"" + target + "\": expected at most " + MOST_CLASSES + " classes, but got more");
        List<Integer> features = IntStream.range(0, header.names().size()).filter(j -> j != column[0]).boxed().toList();
        return new CsvRows(file, format, features, column[0], isNumber ? Map.of() : numbered(classes), schema(header, features, column[0], classes));
    }

    private static int targetColumn(Path file, CsvHeader header, String target) {
        String name = target.isEmpty() ? header.target() : target;
        if (!name.isEmpty() && !header.names().contains(name)) throw new DataException(Names.unknown("column of " + file, name, header.names()));
        return header.names().indexOf(name);
    }

    private static Map<String, Integer> numbered(List<String> classes) {
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(text -> numbers.put(text, numbers.size()));
        return Map.copyOf(numbers);
    }

    private static Schema schema(CsvHeader header, List<Integer> features, int target, List<String> classes) {
        if (target < 0) return TableDataset.schema(names(header, features), Target.none());
        String name = header.names().get(target);
        return TableDataset.schema(names(header, features), classes.isEmpty() ? Target.number(name) : Target.classes(name, classes));
    }

    private static List<String> names(CsvHeader header, List<Integer> columns) { return columns.stream().map(j -> header.names().get(j)).toList(); }

    @Override public long forEachBlock(int rows, BlockConsumer consumer) {
        RowSource.requireBlock(rows);
        Block block = new Block(rows, consumer);
        CsvFile.forEach(file, format, _ -> block);
        block.flush();
        return block.total;
    }

    /// The rows that were read and not yet handed on.
    private final class Block implements Consumer<CsvRecord> {

        private final BlockConsumer consumer;
        private final double[] inputs;
        private final double[] targets;
        private final int most;
        private int count;
        private long total;

        Block(int most, BlockConsumer consumer) {
            this.most = most;
            this.consumer = consumer;
            this.inputs = new double[Math.multiplyExact(most, features.size())];
            this.targets = new double[target < 0 ? 0 : most];
        }

        @Override public void accept(CsvRecord record) {
            for (int j = 0; j < features.size(); j++) inputs[count * features.size() + j] = number(record, features.get(j));
            if (target >= 0) targets[count] = classes.isEmpty() ? number(record, target) : classNumber(record);
            total++;
            if (++count == most) flush();
        }

        void flush() {
            if (count > 0) consumer.accept(inputs, targets, count);
            count = 0;
        }
    }

    private double number(CsvRecord record, int column) {
        String text = record.getField(column).strip();
        double value = Numerals.parse(text);
        if (!Double.isNaN(value) && !format.missing().contains(text)) return value;
        throw new DataException(place(record, column) + ": expected a number, but got " + (format.missing().contains(text) ? "a missing value. Fill or drop such rows first" : "\"" + text + "\""));
    }

    private double classNumber(CsvRecord record) {
        Integer number = classes.get(record.getField(target).strip());
        if (number == null) throw new DataException(place(record, target) + ": expected a class that was there before, but the file has changed");
        return number;
    }

    private String place(CsvRecord record, int column) {
        List<String> names = schema.features();
        String name = column == target ? schema.target().name() : names.get(features.indexOf(column));
        return file + ", line " + record.getStartingLineNumber() + ", column \"" + name + "\"";
    }
}
