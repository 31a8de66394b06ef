package dev.lanewise.nn.dense;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import java.util.List;

/// Samples whose target is the sample itself.
record Itself(Dataset data, int features) implements Dataset {

    @Override public int size() { return data.size(); }

    @Override public Schema schema() { return new Schema(List.of(Shape.of(features)), List.of(), Target.number("").shape(Shape.of(features))); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { data.readInput(input, row, to, toFrom); }

    @Override public void readTarget(int row, float[] to, int toFrom) { data.readInput(0, row, to, toFrom); }

    @Override public double weight(int row) { return data.weight(row); }

    @Override public boolean isWeighted() { return data.isWeighted(); }

    @Override public String fingerprint() { return data.fingerprint(); }
}
