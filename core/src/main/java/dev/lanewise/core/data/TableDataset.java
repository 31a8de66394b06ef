package dev.lanewise.core.data;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.Objects;

/// The rows of a [Table] as samples: its number columns are the features, one column may be the target.
///
/// A target of texts is a class, the classes in alphabetical order. A target of numbers is a class, the classes in numerical
/// order, if all are whole and there are no more than two different ones, or no more than twenty and each stands for two
/// rows or more on average; else it is a number. [#of(Table, String, Target.Kind, Missing)] decides otherwise.
public final class TableDataset implements Dataset {

    private final Schema schema;
    private final int size;
    private final double[] features;                          // [size, columns]
    private final double[] target;                            // [size], or empty

    TableDataset(Schema schema, int size, double[] features, double[] target) {
        this.schema = schema;
        this.size = size;
        this.features = features;
        this.target = target;
    }

    /// All number columns but the target as features; no value may be missing.
    ///
    /// @param target the name of a column, empty for none
    /// @throws dev.lanewise.core.DataException if another column than the target holds texts, or a value is missing
    public static TableDataset of(Table table, String target) { return of(table, target, Missing.REJECT); }

    /// The same with a rule for missing values.
    public static TableDataset of(Table table, String target, Missing missing) {
        return of(table, target, target.isEmpty() ? Target.Kind.NONE : TableTarget.kind(table, target), missing);
    }

    /// The same with a target that is a class or a number whatever it looks like.
    public static TableDataset of(Table table, String target, Target.Kind kind, Missing missing) {
        return new TableSelection(table, target, kind).dataset(missing);
    }

    /// The features of a model's schema, found by their names; other columns are ignored. The target is there if the table has
    /// it and it is not empty throughout.
    ///
    /// A file without names of columns must have exactly the features in their order, and may have the target behind them.
    ///
    /// @throws dev.lanewise.core.DataException if features are missing, hold texts or gaps, or a class is none of the schema's
    public static TableDataset like(Table table, Schema schema) { return new SchemaMatch(table, schema).dataset(); }

    @Override public int size() { return size; }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        int columns = columns();
        for (int j = 0; j < columns; j++) to[toFrom + j] = (float) features[row * columns + j];
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) {
        System.arraycopy(features, row * columns(), to, toFrom, columns());
    }

    @Override public void readTarget(int row, float[] to, int toFrom) {
        if (target.length > 0) to[toFrom] = (float) target[row];
    }

    /// The features exactly as they stand in the table.
    @Override public Matrix matrix() { return Matrix.wrap(size, columns(), features); }

    /// A copy, so that the numbers stay exact.
    @Override public Dataset rows(int... rows) {
        int columns = columns();
        double[] picked = new double[Math.multiplyExact(rows.length, columns)];
        double[] targets = new double[target.length > 0 ? rows.length : 0];
        for (int i = 0; i < rows.length; i++) {
            Objects.checkIndex(rows[i], size);
            System.arraycopy(features, rows[i] * columns, picked, i * columns, columns);
            if (targets.length > 0) targets[i] = target[rows[i]];
        }
        return new TableDataset(schema, rows.length, picked, targets);
    }

    @Override public String fingerprint() {
        return new Fingerprint().add(schema.toString()).add(features).add(target).hex();
    }

    private int columns() { return schema.input().size(); }

    @Override public String toString() { return "TableDataset[" + size + " × " + columns() + "]"; }

    /// Columns side by side, row-major.
    static double[] interleave(List<double[]> columns, int size) {
        double[] values = new double[Math.multiplyExact(size, columns.size())];
        for (int j = 0; j < columns.size(); j++) {
            double[] column = columns.get(j);
            for (int i = 0; i < size; i++) values[i * columns.size() + j] = column[i];
        }
        return values;
    }

    static Schema schema(List<String> features, Target target) { return new Schema(List.of(Shape.of(features.size())), features, target); }
}
