package dev.lanewise.core.series;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.io.Fingerprint;
import java.util.List;

/// Windows of a series as samples, which are cut out when they are read.
final class WindowRows implements Dataset {

    private final Windows windows;
    private final TimeSeries series;
    private final int[] origins;
    private final int[] places;
    private final double[] values;
    private final int width;
    private final Schema schema;

    WindowRows(Windows windows, TimeSeries series, int[] origins, boolean withTarget) {
        this.windows = windows;
        this.series = series;
        this.origins = origins;
        this.places = windows.places(series);
        this.values = series.values().toArray();
        this.width = series.names().size();
        Schema.Target target = Schema.Target.number(String.join(", ", windows.targets(series))).shape(numbers() == 1 ? Shape.scalar() : Shape.of(numbers()));
        this.schema = new Schema(List.of(Shape.of(windows.lookBack(), width)), List.of(), withTarget ? target : Schema.Target.none());
    }

    private int numbers() { return windows.horizon() * places.length; }

    @Override public int size() { return origins.length; }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        double[] window = new double[windows.lookBack() * width];
        readInput(input, row, window, 0);
        for (int i = 0; i < window.length; i++) to[toFrom + i] = (float) window[i];
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) {
        int n = windows.lookBack() * width;
        System.arraycopy(values, origins[row] * width - n, to, toFrom, n);
        if (!windows.anchored()) return;
        for (int place : places) {
            double anchor = anchor(row, place);
            for (int i = place; i < n; i += width) to[toFrom + i] -= anchor;
        }
    }

    /// What a target had at the last step that is looked at.
    private double anchor(int row, int place) { return values[(origins[row] - 1) * width + place]; }

    @Override public void readTarget(int row, float[] to, int toFrom) {
        if (schema.target().kind() == Schema.Target.Kind.NONE) return;
        for (int i = 0; i < numbers(); i++) to[toFrom + i] = (float) target(row, i);
    }

    /// Number `i` of what is to be said.
    double target(int row, int i) {
        int step = i / places.length, place = places[i % places.length];
        return values[(origins[row] + step) * width + place] - (windows.anchored() ? anchor(row, place) : 0);
    }

    @Override public String fingerprint() { return new Fingerprint().add(windows.toString()).add(schema.toString()).add(values).hex(); }

    @Override public String toString() { return "Windows[" + size() + " of " + series + "]"; }
}
