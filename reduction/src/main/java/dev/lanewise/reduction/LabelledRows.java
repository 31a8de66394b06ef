package dev.lanewise.reduction;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.List;

/// Rows of a matrix and their classes as a [Dataset]: `0`, `1`, … up to the greatest label.
record LabelledRows(Matrix x, int[] labels, Schema schema) implements Dataset {

    static LabelledRows of(Matrix x, int... labels) {
        if (labels.length != x.rows()) throw new ShapeException("Labels: expected one for each of " + x.rows() + " rows, but got " + labels.length);
        List<String> classes = RunningClassMoments.numbered(1 + Arrays.stream(labels).max().orElse(0));
        return new LabelledRows(x, labels.clone(), new Schema(List.of(Shape.of(x.columns())), List.of(), Target.classes("", classes)));
    }

    @Override public int size() { return x.rows(); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        for (int j = 0; j < x.columns(); j++) to[toFrom + j] = (float) x.get(row, j);
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) { x.row(row).copyTo(to, toFrom, x.columns()); }

    @Override public void readTarget(int row, float[] to, int toFrom) { to[toFrom] = labels[row]; }

    @Override public String fingerprint() { return ""; }

    @Override public Matrix matrix() { return x; }
}
