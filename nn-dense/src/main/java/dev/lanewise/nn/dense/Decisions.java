package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Classes by weighted sums: Heaviside's step of a single one, `z ≥ 0` is the second class; the greatest of several, the first of equals.
final class Decisions {

    private Decisions() { }

    static int of(Matrix z, int row) {
        if (z.columns() == 1) return z.get(row, 0) >= 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < z.columns(); k++) if (z.get(row, k) > z.get(row, best)) best = k;
        return best;
    }

    /// The columns `class`, and `z` or `z(CLASS)` for each class.
    static Table table(List<String> classes, Matrix z) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < z.rows(); i++) names.add(classes.get(of(z, i)));
        Table table = Table.empty().with("class", names);
        for (int k = 0; k < z.columns(); k++) table = table.with(z.columns() == 1 ? "z" : "z(" + classes.get(k) + ")", z.column(k).toArray());
        return table;
    }

    /// The share of right classes, each sample by its weight.
    static Evaluation evaluate(Object owner, Dataset data, List<String> classes, Matrix z) {
        Target target = data.schema().target();
        if (!target.classes().equals(classes)) {
            throw new DataException(owner + ": expected the classes " + classes + " as the target, but the data has " + (target.classes().isEmpty() ? "none. Name their column" : target.classes().toString()));
        }
        float[] label = new float[1];
        double right = 0, all = 0;
        for (int i = 0; i < data.size(); i++) {
            data.readTarget(i, label, 0);
            all += data.weight(i);
            if (of(z, i) == (int) label[0]) right += data.weight(i);
        }
        return new Evaluation(data.size(), Map.of("accuracy", right / all));
    }
}
