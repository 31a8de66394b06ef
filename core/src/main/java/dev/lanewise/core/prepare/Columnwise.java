package dev.lanewise.core.prepare;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Transform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Prepared samples as a table, and what they look like on the whole.
final class Columnwise {

    private Columnwise() { }

    static Table table(Transform transform, Dataset data) {
        Dataset prepared = transform.prepare(data);
        return Table.of(prepared.matrix(), names(prepared.schema()).toArray(String[]::new));
    }

    /// The names of the columns, or `x1`, `x2`, …
    static List<String> names(Schema schema) {
        return schema.features().isEmpty() ? IntStream.rangeClosed(1, schema.input().size()).mapToObj(j -> "x" + j).toList() : schema.features();
    }

    /// The range over all columns, and the means and standard deviations that are furthest from 0 and 1.
    static Evaluation evaluate(Transform transform, Dataset data) {
        ColumnStatistics found = ColumnStatistics.of(transform, RowSource.of(transform.prepare(data)));
        double mean = 0, deviation = 1;
        for (int j = 0; j < found.count.length; j++) {
            if (Math.abs(found.mean[j]) > Math.abs(mean)) mean = found.mean[j];
            if (Math.abs(found.deviation(j) - 1) > Math.abs(deviation - 1)) deviation = found.deviation(j);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("mean furthest from 0", mean);
        figures.put("deviation furthest from 1", deviation);
        figures.put("least", IntStream.range(0, found.count.length).mapToDouble(j -> found.least[j]).min().orElse(0));
        figures.put("greatest", IntStream.range(0, found.count.length).mapToDouble(j -> found.greatest[j]).max().orElse(0));
        return new Evaluation(data.size(), figures);
    }
}
