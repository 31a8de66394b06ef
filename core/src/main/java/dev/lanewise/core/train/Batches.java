package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Backend;
import java.util.Optional;

/// Gathers samples from a data set, changes images where that is asked for, and scales their inputs.
record Batches(Dataset data, Scaling scaling, Weighting weighting, Optional<Augmenting> augmenting, Backend backend) {

    /// So many samples at least are worth a thread.
    private static final int GRAIN = 32;

    /// Samples that all count the same.
    static Batches unweighted(Dataset data, Scaling scaling, Backend backend) { return new Batches(data, scaling, Weighting.none(data), Optional.empty(), backend); }

    /// The same, read by the calling thread alone.
    Batches alone() { return new Batches(data, scaling, weighting, augmenting, backend.threads(1)); }

    Batch room(int capacity) { return new Batch(data.schema(), weighting, isMixing(), capacity); }

    private boolean isMixing() { return augmenting.filter(Augmenting::mixes).isPresent(); }

    /// Fills a batch with the rows `order[from … to − 1]`, in the first pass over them.
    void read(Batch batch, int[] order, int from, int to) { read(batch, order, from, to, 0); }

    /// The same in any pass, counted from 0.
    void read(Batch batch, int[] order, int from, int to, long pass) {
        batch.size(to - from);
        for (int input = 0; input < data.schema().inputs().size(); input++) readInputs(batch.inputs(input), input, order, from, to, pass);
        int n = data.schema().target().shape().size();
        for (int i = from; i < to; i++) data.readTarget(order[i], batch.targets(), (i - from) * n);
        if (isMixing()) {
            mix(batch, order, from, to, pass);
            return;
        }
        int w = batch.isWeighted() ? weighting.shape().size() : 0;
        for (int i = from; w > 0 && i < to; i++) weighting.read(order[i], batch.targets(), (i - from) * n, batch.weights(), (i - from) * w);
    }

    /// The targets of partners behind those of the samples, and how much both count.
    private void mix(Batch batch, int[] order, int from, int to, long pass) {
        int n = data.schema().target().shape().size(), w = weighting.shape().size(), count = to - from;
        for (int i = 0; i < count; i++) {
            Augmenting.Partner partner = augmenting.orElseThrow().partner(pass, order[from + i]);
            data.readTarget(partner.row(), batch.targets(), (count + i) * n);
            weigh(batch, order[from + i], i, partner.share(), n, w);
            weigh(batch, partner.row(), count + i, 1 - partner.share(), n, w);
        }
    }

    private void weigh(Batch batch, int row, int place, double share, int n, int w) {
        weighting.read(row, batch.targets(), place * n, batch.weights(), place * w);
        for (int i = place * w; i < (place + 1) * w; i++) batch.weights()[i] *= (float) share;
    }

    private void readInputs(float[] values, int input, int[] order, int from, int to, long pass) {
        if (to - from <= GRAIN) readInputs(values, input, order, from, from, to, pass);
        else backend.parallel(to - from, GRAIN, (first, last) -> readInputs(values, input, order, from, from + first, from + last, pass));
    }

    /// Those that stand at `first … last − 1` in the order, into the places that they have in a batch that begins at `from`.
    private void readInputs(float[] values, int input, int[] order, int from, int first, int last, long pass) {
        Shape shape = data.schema().inputs().get(input);
        int n = shape.size();
        float[][] room = augmenting.map(Augmenting::room).orElseGet(() -> new float[0][]);
        for (int i = first; i < last; i++) {
            if (augmenting.isPresent()) augmenting.get().read(pass, order[i], values, (i - from) * n, room);
            else data.readInput(input, order[i], values, (i - from) * n);
            if (input == 0) scaling.apply(values, (i - from) * n, n);
        }
    }
}
