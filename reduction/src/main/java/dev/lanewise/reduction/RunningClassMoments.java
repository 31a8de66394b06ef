package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The [ClassMoments] of rows that come one after another, each with its class.
///
/// Every class has a [RunningMoments] of its own, so that memory grows with the number of classes and not with that of rows.
public final class RunningClassMoments {

    private static final int ROWS_AT_ONCE = 256;

    private final List<String> classes;
    private final int d;
    private final List<RunningMoments> moments;
    private long rows;

    private RunningClassMoments(List<String> classes, int d, Precision precision, Run run) {
        this.classes = List.copyOf(classes);
        this.d = d;
        this.moments = Stream.generate(() -> RunningMoments.of(d, precision, run)).limit(classes.size()).toList();
    }

    /// Nothing yet, of rows with that many features.
    ///
    /// @param classes their names in the order of their numbers
    public static RunningClassMoments of(List<String> classes, int features, Run run) { return of(classes, features, Precision.FLOAT64, run); }

    /// The same with products in the given precision.
    public static RunningClassMoments of(List<String> classes, int features, Precision precision, Run run) {
        if (classes.isEmpty()) throw new DataException("ClassMoments: expected at least one class, but got none");
        return new RunningClassMoments(classes, features, precision, run);
    }

    /// Adds one row, `values[from … from + features]`, of class number `label`.
    ///
    /// @throws DataException if a number is not finite, or there is no such class
    public RunningClassMoments add(double[] values, int from, double label) {
        int number = requireClass(label);
        RunningMoments.requireInside("ClassMoments", d, values, from);
        for (int j = 0; j < d; j++) {
            if (!Double.isFinite(values[from + j])) {
                throw new DataException("ClassMoments: expected finite numbers, but row " + rows + ", column " + j + " has " + values[from + j] + ". Drop or fill such rows first");
            }
        }
        moments.get(number).add(values, from);
        rows++;
        return this;
    }

    /// Adds rows `[n, features]`, row i of class number `labels[i]`.
    public RunningClassMoments add(Matrix x, int... labels) {
        if (x.columns() != d) throw new ShapeException("ClassMoments: expected rows of " + d + " features, but got " + x.columns());
        if (x.rows() != labels.length) throw new ShapeException("ClassMoments: expected a label for each of " + x.rows() + " rows, but got " + labels.length);
        double[] row = new double[d];
        for (int i = 0; i < labels.length; i++) {
            x.row(i).copyTo(row, 0, d);
            add(row, 0, labels[i]);
        }
        return this;
    }

    /// Adds every sample of a data set with one input and a class as target.
    public RunningClassMoments add(Dataset data) {
        requireClasses(data.schema());
        double[] row = new double[d];
        float[] label = new float[1];
        for (int i = 0; i < data.size(); i++) {
            data.readInput(0, i, row, 0);
            data.readTarget(i, label, 0);
            add(row, 0, label[0]);
        }
        return this;
    }

    /// Adds every row of a source with a class as target.
    public RunningClassMoments add(RowSource source) {
        requireClasses(source.schema());
        source.forEachBlock(ROWS_AT_ONCE, (inputs, targets, count) -> {
            for (int i = 0; i < count; i++) add(inputs, i * d, targets[i]);
        });
        return this;
    }

    private void requireClasses(Schema schema) {
        if (schema.target().kind() != Target.Kind.CLASS) {
            throw new DataException("ClassMoments: expected a class for every row, but the data has the target " + schema.target().kind() + ". Name the column of the class");
        }
        if (schema.input().size() != d) throw new ShapeException("ClassMoments: expected rows of " + d + " features, but got " + schema.input().size());
    }

    private int requireClass(double label) {
        if (label >= 0 && label < classes.size() && label == Math.rint(label)) return (int) label;
        throw new DataException("ClassMoments: expected a class in 0 … " + (classes.size() - 1) + ", but row " + rows + " has " + label);
    }

    /// The moments so far; more rows may follow.
    public ClassMoments moments() { return new ClassMoments(classes, moments.stream().map(RunningMoments::moments).toList()); }

    /// The moments, when no more rows follow.
    ClassMoments finish() { return new ClassMoments(classes, moments.stream().map(RunningMoments::finish).toList()); }

    /// `0`, `1`, …
    static List<String> numbered(int classes) { return IntStream.range(0, classes).mapToObj(Integer::toString).toList(); }
}
