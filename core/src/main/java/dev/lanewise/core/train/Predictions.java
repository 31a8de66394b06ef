package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import java.util.ArrayList;
import java.util.List;

/// What a network said, as a table with one row a sample.
final class Predictions {

    private Predictions() { }

    /// Classes give the columns `class` and `probability`, and `p(NAME)` for each class; numbers give one column each.
    static Table table(Schema.Target target, float[] values, int rows, int width, Shape output) {
        if (target.kind() == Schema.Target.Kind.CLASS && output.rank() == 2) return classes(target, values, rows, width);
        String name = target.name().isEmpty() ? "prediction" : target.name();
        Table table = Table.empty();
        for (int j = 0; j < width; j++) table = table.with(width == 1 ? name : name + (j + 1), column(values, rows, width, j));
        return table;
    }

    private static Table classes(Schema.Target target, float[] values, int rows, int width) {
        List<String> classes = new ArrayList<>();
        double[] probability = new double[rows];
        for (int i = 0; i < rows; i++) {
            int best = best(values, i * width, width);
            double p = values[i * width + Math.min(best, width - 1)];
            classes.add(target.classes().get(best));
            probability[i] = width == 1 && best == 0 ? 1 - p : p;
        }
        Table table = Table.empty().with("class", classes).with("probability", probability);
        for (int j = 0; width > 1 && j < width; j++) table = table.with("p(" + target.classes().get(j) + ")", column(values, rows, width, j));
        return table;
    }

    /// The class of one row: the most probable one, or by a single probability of the second of two.
    static int best(float[] values, int from, int width) {
        if (width == 1) return values[from] >= 0.5f ? 1 : 0;
        int best = 0;
        for (int j = 1; j < width; j++) if (values[from + j] > values[from + best]) best = j;
        return best;
    }

    private static double[] column(float[] values, int rows, int width, int j) {
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) column[i] = values[i * width + j];
        return column;
    }
}
