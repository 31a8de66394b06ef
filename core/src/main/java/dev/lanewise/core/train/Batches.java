package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Backend;

/// Gathers samples from a data set and scales their inputs.
record Batches(Dataset data, Scaling scaling, Weighting weighting, Backend backend) {

    /// So many samples at least are worth a thread.
    private static final int GRAIN = 32;

    /// Samples that all count the same.
    static Batches unweighted(Dataset data, Scaling scaling, Backend backend) { return new Batches(data, scaling, Weighting.none(data), backend); }

    /// The same, read by the calling thread alone.
    Batches alone() { return new Batches(data, scaling, weighting, backend.threads(1)); }

    Batch room(int capacity) { return new Batch(data.schema(), weighting, capacity); }

    /// Fills a batch with the rows `order[from … to − 1]`.
    void read(Batch batch, int[] order, int from, int to) {
        batch.size(to - from);
        for (int input = 0; input < data.schema().inputs().size(); input++) readInputs(batch.inputs(input), input, order, from, to);
        int n = data.schema().target().shape().size();
        for (int i = from; i < to; i++) data.readTarget(order[i], batch.targets(), (i - from) * n);
        int w = batch.isWeighted() ? weighting.shape().size() : 0;
        for (int i = from; w > 0 && i < to; i++) weighting.read(order[i], batch.targets(), (i - from) * n, batch.weights(), (i - from) * w);
    }

    private void readInputs(float[] values, int input, int[] order, int from, int to) {
        if (to - from <= GRAIN) readInputs(values, input, order, from, from, to);
        else backend.parallel(to - from, GRAIN, (first, last) -> readInputs(values, input, order, from, from + first, from + last));
    }

    /// Those that stand at `first … last − 1` in the order, into the places that they have in a batch that begins at `from`.
    private void readInputs(float[] values, int input, int[] order, int from, int first, int last) {
        Shape shape = data.schema().inputs().get(input);
        int n = shape.size();
        for (int i = first; i < last; i++) {
            data.readInput(input, order[i], values, (i - from) * n);
            if (input == 0) scaling.apply(values, (i - from) * n, n);
        }
    }
}
