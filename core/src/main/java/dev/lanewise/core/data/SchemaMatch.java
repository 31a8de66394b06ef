package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the inputs of a model in a table that it has not seen before.
final class SchemaMatch {

    private final Table table;
    private final Schema schema;
    private final int width;

    SchemaMatch(Table table, Schema schema) {
        this.schema = schema;
        this.width = width(table, schema);
        this.table = named(table);
    }

    TableDataset dataset() {
        List<String> features = schema.features().isEmpty() ? byWidth() : byName();
        MissingValues.requireNone(table, features);
        TableTarget target = target();
        Schema found = new Schema(schema.inputs(), schema.features(), target.target());
        double[] values = TableDataset.interleave(features.stream().map(table::numbers).toList(), table.size());
        return new TableDataset(found, table.size(), values, target.values());
    }

    private static int width(Table table, Schema schema) {
        boolean flat = schema.inputs().size() == 1 && Arrays.stream(schema.inputs().getFirst().extents()).allMatch(extent -> extent != Shape.ANY);
        if (!flat) throw new DataException(table.source() + ": expected data for a model with inputs " + schema.inputs() + ", which no table can hold");
        return schema.input().size();
    }

    /// The table with the names of the schema where it has no names of its own.
    private Table named(Table given) {
        List<String> names = new ArrayList<>(schema.features());
        if (given.isNamed() || names.isEmpty() || names.stream().allMatch(given::has)) return given;
        int columns = given.names().size();
        boolean withTarget = columns == width + 1 && schema.target().kind() != Target.Kind.NONE;
        if (withTarget) names.add(schema.target().name());
        if (columns != names.size()) throw wrongWidth(given, Integer.toString(columns));
        return given.renamed(names);
    }

    private List<String> byName() {
        List<String> absent = schema.features().stream().filter(name -> !table.has(name)).toList();
        if (absent.isEmpty()) return schema.features();
        throw wrongWidth(table, (width - absent.size()) + " of them: " + Table.quoted(absent) + (absent.size() == 1 ? " is missing" : " are missing"));
    }

    /// For models of images and the like, whose inputs have no names.
    private List<String> byWidth() {
        List<String> features = table.names().stream().filter(name -> !name.equals(schema.target().name()) && table.isNumber(name)).toList();
        if (features.size() != width) throw wrongWidth(table, Integer.toString(features.size()));
        return features;
    }

    private TableTarget target() {
        String name = schema.target().name();
        if (schema.target().kind() == Target.Kind.NONE || !table.has(name)) return TableTarget.none();
        if (table.texts(name).stream().allMatch(String::isEmpty)) return TableTarget.none();
        TableTarget target = TableTarget.of(table, schema.target());
        long gaps = MissingValues.count(target.values());
        if (gaps == 0) return target;
        throw new DataException(table.source() + ": expected a value of the target in every row or in none, but " + gaps + " of "
                + table.size() + " are missing in \"" + name + "\". Drop these rows or the column");
    }

    private DataException wrongWidth(Table given, String actual) {
        String names = schema.features().isEmpty() ? "" : " (" + String.join(", ", schema.features()) + ")";
        return new DataException(given.source() + ": expected " + width + (width == 1 ? " feature" : " features") + names + ", but got " + actual);
    }
}
