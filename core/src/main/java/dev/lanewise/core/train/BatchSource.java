package dev.lanewise.core.train;

/// Gives the batches of one step after another.
interface BatchSource extends AutoCloseable {

    /// The batch of the next step; what the one before gave may be overwritten.
    Batch next();

    @Override void close();

    /// Reads each batch when it is asked for.
    ///
    /// @param step the first one, counted from 0
    static BatchSource reading(Batches batches, Order order, int batchSize, long step) {
        return new BatchSource() {

            private final Batch batch = batches.room(batchSize);
            private long next = step;

            @Override public Batch next() {
                batches.read(batch, order.pass(next), order.from(next), order.to(next), order.passNumber(next));
                next++;
                return batch;
            }

            @Override public void close() { }
        };
    }
}
