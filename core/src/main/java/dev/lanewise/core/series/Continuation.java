package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Says any number of steps with something that says `horizon` of them: directly up to there, and from what it has said itself after that.
///
/// @param windows what it looks at
/// @param answer says `[rows, horizon · targets]` of `[rows, lookBack, variables]`
record Continuation(Windows windows, Function<Dataset, Matrix> answer) {

    /// @return `[origins, steps · targets]`
    Matrix predict(String owner, TimeSeries series, int[] origins, int steps) {
        if (steps <= windows.horizon()) return first(series, origins, steps);
        if (!windows.isClosed(series)) {
            throw new DataException(owner + ": expected at most " + windows.horizon() + " steps, the horizon it was trained for, but got " + steps
                    + ". To go on from its own forecast it would have to say all the variables that it looks at: " + series.names());
        }
        int targets = series.names().size();
        double[] said = new double[origins.length * steps * targets];
        for (int row = 0; row < origins.length; row++) alone(series, origins[row], steps, said, row * steps * targets);
        return Matrix.wrap(origins.length, steps * targets, said);
    }

    private Matrix first(TimeSeries series, int[] origins, int steps) {
        return blocks(series, origins).columns(0, steps * windows.targets(series).size());
    }

    /// What is said at the origins, with the anchors added again.
    private Matrix blocks(TimeSeries series, int... origins) {
        Matrix said = answer.apply(windows.inputs(series, origins));
        if (!windows.anchored()) return said;
        int[] places = windows.places(series);
        double[] whole = said.toArray();
        for (int i = 0; i < whole.length; i++) whole[i] += series.values().get(origins[i / said.columns()] - 1, places[i % said.columns() % places.length]);
        return Matrix.wrap(said.rows(), said.columns(), whole);
    }

    /// One origin: block by block, each of which becomes part of what the next one looks at.
    private void alone(TimeSeries series, int origin, int steps, double[] to, int toFrom) {
        int width = series.names().size();
        int[] places = windows.places(series);
        double[] own = new double[(windows.lookBack() + steps + windows.horizon()) * width];
        Matrix past = series.values().rows(origin - windows.lookBack(), origin);
        System.arraycopy(past.toArray(), 0, own, 0, windows.lookBack() * width);
        for (int step = 0; step < steps; step += windows.horizon()) {
            int now = windows.lookBack() + step;
            TimeSeries known = new TimeSeries(Timeline.numbered(), series.names(), Matrix.of(now, width, java.util.Arrays.copyOf(own, now * width)));
            double[] block = blocks(known, now).toArray();
            IntStream.range(0, block.length).forEach(i -> own[(now + i / width) * width + places[i % width]] = block[i]);
        }
        for (int i = 0; i < steps * width; i++) to[toFrom + i] = own[(windows.lookBack() + i / width) * width + places[i % width]];
    }
}
