package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of a data set in the order of time, as a series: the features, and the target as the last variable.
final class Rows {

    private Rows() { }

    static TimeSeries series(Dataset data) {
        Schema schema = data.schema();
        if (schema.inputs().size() != 1 || schema.input().rank() > 1) throw new DataException("Forecaster: expected rows of numbers in the order of time, but got samples of " + schema.inputs());
        boolean target = schema.target().kind() == Schema.Target.Kind.NUMBER && schema.target().shape().size() == 1;
        if (schema.target().kind() != Schema.Target.Kind.NONE && !target) throw new DataException("Forecaster: expected a number as the target, but '" + schema.target().name() + "' is none");
        int features = schema.input().size(), width = features + (target ? 1 : 0);
        double[] values = new double[data.size() * width];
        float[] number = new float[1];
        for (int row = 0; row < data.size(); row++) {
            data.readInput(0, row, values, row * width);
            if (!target) continue;
            data.readTarget(row, number, 0);
            values[row * width + features] = number[0];
        }
        return new TimeSeries(Timeline.numbered(), names(schema, features, target), Matrix.wrap(data.size(), width, values));
    }

    private static List<String> names(Schema schema, int features, boolean target) {
        List<String> names = new ArrayList<>(schema.features().isEmpty() ? IntStream.range(0, features).mapToObj(i -> "x" + i).toList() : schema.features());
        if (target) names.add(schema.target().name().isEmpty() ? "target" : schema.target().name());
        return names;
    }

    /// What rows of this series look like.
    static Schema schema(TimeSeries series) { return new Schema(List.of(Shape.of(series.names().size())), series.names(), Schema.Target.none()); }

    static String fingerprint(TimeSeries series) { return new Fingerprint().add(series.names().toString()).add(series.values().toArray()).hex(); }
}
